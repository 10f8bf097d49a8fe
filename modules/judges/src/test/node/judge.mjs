// Plays the library's client against simulated Gateways and says, a line a step, what it found.
//
//   node judge.mjs SERVER_VERSION NAME=PORT...
//
// Whoever starts the script holds the Gateways' clocks and their exchange's books: a line
// `clock NAME TIME` wants that clock set and is repeated when it is; `booked NAME EVENT CLIENT ORDER`
// tells the script of each line in the books. At the end come the orders as the clients saw them,
// one JSON object a line after `seen `.

import readline from 'node:readline';
import { allOrders } from './books.mjs';
import { hear } from './client.mjs';
import { playAll, say } from './steps.mjs';
import { open } from './stage.mjs';

const [version, ...gateways] = process.argv.slice(2);
hear(readline.createInterface({ input: process.stdin }));
open(Number(version), gateways);

await import('./acts/log-in.mjs');
await import('./acts/accounts.mjs');
await import('./acts/contracts.mjs');
await import('./acts/quotes.mjs');
await import('./acts/history.mjs');
await import('./acts/orders.mjs');
await import('./acts/refusals.mjs');
await import('./acts/reports.mjs');
await import('./acts/close.mjs');
await import('./acts/faults.mjs');
await import('./acts/other-gateways.mjs');
await import('./acts/end.mjs');

await playAll(Number(version));
allOrders().forEach((it) => say(`seen ${JSON.stringify(it)}`));
process.exit(0);
