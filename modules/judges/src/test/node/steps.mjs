// The script as a list of steps. A step has a name, a play that asks the Gateway something and
// asserts what came back, and perhaps the server versions that it is about.

const steps = [];

/** Adds a step; steps are played in the order in which they are added. */
export function step(name, play, { since = 0, before = Infinity } = {}) {
  steps.push({ name, play, since, before });
}

/** Writes one line for whoever runs the script. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Plays all steps, each of them whatever became of the one before; one line a step. */
export async function playAll(serverVersion) {
  let number = 0;
  for (const { name, play, since, before } of steps) {
    number += 1;
    if (serverVersion < since || serverVersion >= before) {
      say(`ok ${number} - ${name} # SKIP not at server version ${serverVersion}`);
      continue;
    }
    try {
      await play();
      say(`ok ${number} - ${name}`);
    } catch (wrong) {
      say(`not ok ${number} - ${name}`);
      String(wrong.stack ?? wrong).split('\n').forEach((line) => say(`  ${line}`));
    }
  }
  say(`1..${number}`);
}
