package evenkeel.engine;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Run;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which earlier run keeps another from being planned: a portfolio with orders on their way is none to plan from. */
final class PlanObstacles {
  private PlanObstacles() {}

  /** Why no run may be planned now; empty where one may. */
  static Optional<String> of(PlannerBook decided, ExecutionBook executed, Instant now) {
    return executed.unsettled().map(PlanObstacles::unsettled).findFirst()
        .or(() -> decided.notHandedOver().map(decision -> "run " + decision.run() + " is not settled yet").findFirst())
        .or(() -> executed.runs().values().stream().filter(run -> isUnclear(run, now)).findFirst()
            .map(run -> "an order of run " + run.id() + " has an unknown fate and may still fill today"));
  }

  private static String unsettled(Run run) {
    String orders = run.orders().values().stream()
        .map(life -> life.leg().side() + " " + life.leg().symbol() + life.submission().map(
            sent -> " (order " + sent.orderId() + ")").orElse(""))
        .collect(Collectors.joining(", "));
    return run.isByHand()
        ? "the order by hand " + orders + " is still open; let it fill, or cancel it with evenkeel cancel"
        : "run " + run.id() + (run.isWaiting()
            ? " waits for its second step on " + run.next().orElseThrow().session()
            : " is not settled yet");
  }

  /** What became of yesterday's orders is in the portfolio, save of those that are good for longer. */
  private static boolean isUnclear(Run run, Instant now) {
    boolean mayStillFill = NyseCalendar.day(run.startedAt()).equals(NyseCalendar.day(now))
        || (run.isByHand() && now.isBefore(run.settleBy()));
    return run.orders().values().stream().anyMatch(OrderLife.Parked.class::isInstance) && mayStillFill;
  }
}
