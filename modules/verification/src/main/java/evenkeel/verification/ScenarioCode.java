package evenkeel.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A day in the words of a named scenario, ready to be put beside the others. */
final class ScenarioCode {
  private ScenarioCode() {}

  /** The body of a test. */
  static String of(DayPlan plan) {
    boolean isQuiet = plan.with(DayPlan.quiet(1).mishaps()).equals(DayPlan.quiet(1));
    String mishaps = plan.mishaps().stream().map(planned -> "    " + of(plan, planned))
        .collect(Collectors.joining(",\n"));
    return isQuiet
        ? "live(\n" + mishaps + ");\n"
        : "// " + plan.mode() + " on " + plan.session() + " with a close at " + plan.close()
            + " New York time, all clear at " + plan.allClear()
            + plan.restart().map(time -> ", the Gateway restarting at " + time).orElse("") + "\nlive(Weather.draw("
            + plan.seed()
            + "L),\n" + mishaps + ");\n";
  }

  private static String of(DayPlan plan, Mishap.Planned planned) {
    boolean isLate = planned.at().isAfter(plan.cutOff());
    Instant from = isLate ? plan.closing() : plan.due();
    return String.format(Locale.ROOT, "at(%s.plusMillis(%d), %s%s)", isLate ? "CLOSE" : "DUE",
        Duration.between(from, planned.at()).toMillis(), planned.tasks() == 0 ? "" : planned.tasks() + ", ",
        of(planned.mishap()));
  }

  private static String of(Mishap mishap) {
    return switch (mishap) {
      case Mishap.AtGateway at -> create(mishap, "\"" + at.text().replace("\"", "\\\"") + "\"");
      case Mishap.Crash crash -> create(mishap, crash.eventsLost(), crash.down());
      case Mishap.WritesFail fail -> create(mishap, fail.count(), fail.isDurable());
      case Mishap.WritesSlow slow -> create(mishap, slow.count(), slow.by(), slow.isDurableFirst());
      case Mishap.DiskFull full -> create(mishap, full.lasting());
      case Mishap.WireBreaks breaks -> create(mishap, "Wire.Way." + breaks.way(), breaks.bytes());
      case Mishap.ClockJumps jumps -> create(mishap, jumps.by(), jumps.lasting());
      case Mishap.Sleeps sleeps -> create(mishap, sleeps.lasting());
      case Mishap.ByHand hand -> create(mishap, "new Deed." + hand.deed());
      case Mishap.Asks asks -> create(mishap, asks.questions());
    };
  }

  private static String create(Mishap mishap, Object... arguments) {
    return "new Mishap." + mishap.getClass().getSimpleName() + Arrays.stream(arguments)
        .map(argument -> argument instanceof Duration lasting
            ? "Duration.ofMillis(" + lasting.toMillis() + ")"
            : argument.toString())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
