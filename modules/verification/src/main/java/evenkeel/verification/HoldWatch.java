package evenkeel.verification;

import evenkeel.domain.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run that is held back ends at its cut-off, and the owner hears of the cause that held it. */
final class HoldWatch {
  private static final Duration VERDICT_WITHIN = Duration.ofMinutes(10);
  private static final Pattern TOLD = Pattern.compile(" alert=(held|not-traded)-(\\S+)");
  private static final String NO_CAUSE = "its cut-off passed while it was examined";
  /** What ends the wait of a run. */
  private static final Set<String> VERDICTS = Set.of(
      "guards-passed", "guards-passed-in-part", "guards-stopped", "decision-stopped", "decision-put-off",
      "decision-reported", "run-started");

  private final AuditedPeriod plan;
  private final World world;
  private final Consumer<String> violation;
  /** What was told last of each run that was held. */
  private final Map<String, String> held = new HashMap<>();
  /** When each run first had a verdict, by the true time. */
  private final Map<String, Instant> verdicts = new HashMap<>();

  HoldWatch(AuditedPeriod plan, World world, Consumer<String> violation) {
    this.plan = plan;
    this.world = world;
    this.violation = violation;
  }

  void journalled(Books.Event event) {
    if (VERDICTS.contains(event.name())) {
      ended(event.json().path("run").asText(event.json().path("trigger").path("run").asText()));
    }
  }

  void told(String line) {
    Matcher told = TOLD.matcher(line);
    if (!told.find()) {
      return;
    }
    String run = told.group(2);
    if (told.group(1).equals("held")) {
      held.put(run, line);
      return;
    }
    ended(run);
    if (held.containsKey(run) && line.contains(NO_CAUSE) && isKept()) {
      violation.accept("14: the end of a run that was held names no cause: " + line);
    }
  }

  private void ended(String run) {
    verdicts.putIfAbsent(run, world.now());
  }

  /** At the end of a day or of months: each run that was held has its end, and a month end of a plain day in time. */
  void finish() {
    held.keySet().stream().filter(run -> !verdicts.containsKey(run)).forEach(
        run -> violation.accept("14: run " + run + " was held and has no end"));
    if (plan instanceof DayPlan day && day.isUsable() && isPlain()) {
      day.monthEndRuns().forEach(run -> inTime(day, run));
    }
  }

  private void inTime(DayPlan day, RunId run) {
    Instant latest = day.cutOff().plus(VERDICT_WITHIN);
    if (Optional.ofNullable(verdicts.get(run.value())).filter(at -> !at.isAfter(latest)).isEmpty()) {
      violation.accept("14: " + run + " has no verdict ten minutes after its cut-off: " + verdicts.get(run.value()));
    }
  }

  /** Whether what was told was on the disk as well. */
  private boolean isKept() {
    return plan.mishaps().stream().map(Mishap.Planned::mishap).noneMatch(mishap -> switch (mishap) {
      case Mishap.Crash crash -> crash.eventsLost() > 0;
      case Mishap.WritesFail fail -> true;
      case Mishap.WritesSlow slow -> true;
      case Mishap.DiskFull full -> true;
      case Mishap.AtGateway at -> false;
      case Mishap.WireBreaks breaks -> false;
      case Mishap.ClockJumps jumps -> false;
      case Mishap.Sleeps sleeps -> false;
      case Mishap.ByHand hand -> false;
      case Mishap.Asks asks -> false;
    });
  }

  /** Whether process, machine, clock and disk are sound all day. */
  private boolean isPlain() {
    return isKept() && plan.mishaps().stream().map(Mishap.Planned::mishap).noneMatch(
        mishap -> mishap instanceof Mishap.Crash || mishap instanceof Mishap.ClockJumps
            || mishap instanceof Mishap.Sleeps);
  }
}
