package evenkeel.operations;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountKind;
import evenkeel.domain.Decision;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderType;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.engine.PlannerEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that {@link Preflight} goes by.
 *
 * @param events the whole journal in the order in which it was written
 * @param links the diary of the link
 * @param reports the runs that have a line in a report file, as {@code RUN ACCOUNT} with the account masked
 * @param alerts what was told to the owner and what of it was confirmed
 * @param acknowledged when the owner acknowledged each item or fault
 * @param orderTypes every order type that the configuration uses
 * @param portKind what the configured port stands for
 * @param support what the Gateway said of the end of its version; empty where it said nothing
 */
public record PreflightEvidence(
    Instant now, List<Journalled> events, List<LinkDiary.Line> links, Set<String> reports, List<Told> alerts,
    Map<String, Instant> acknowledged, Set<OrderType> orderTypes, int port, Optional<AccountKind> portKind,
    Optional<EndOfSupport> support) {
  public PreflightEvidence {
    events = List.copyOf(events);
    links = List.copyOf(links);
    reports = Set.copyOf(reports);
    alerts = List.copyOf(alerts);
    acknowledged = Map.copyOf(acknowledged);
    orderTypes = Set.copyOf(orderTypes);
  }

  /** One event of the journal and whose it is. */
  public record Journalled(String writer, Object event) {}

  /**
   * An alert that left by a channel other than the log.
   *
   * @param isConfirmed whether the owner has said that it arrived
   */
  public record Told(Instant at, String key, boolean isCritical, boolean isDelivered, boolean isConfirmed) {}

  /** Something that went wrong on paper and wants an explanation. */
  record Fault(String name, Instant at) {}

  /** Every order, by executor. */
  List<OrderTrace> orders() {
    Map<String, List<ExecutionEvent>> byWriter = new LinkedHashMap<>();
    for (Journalled each : events) {
      if (each.event() instanceof ExecutionEvent event) {
        byWriter.computeIfAbsent(each.writer(), none -> new ArrayList<>()).add(event);
      }
    }
    return byWriter.values().stream().flatMap(own -> OrderTrace.of(own).stream()).toList();
  }

  /** How many orders of this mode may stand at the broker. */
  public long standing(TradingMode mode) {
    return orders().stream().filter(order -> order.mode() == mode && order.closed().isEmpty()).count();
  }

  List<Decision> decisions() {
    return events.stream().map(Journalled::event).filter(PlannerEvent.DecisionMade.class::isInstance)
        .map(event -> ((PlannerEvent.DecisionMade) event).decision()).toList();
  }

  boolean isReported(RunId run, AccountId account) {
    return reports.contains(RunLog.name(run.value(), account.toString()));
  }

  /** What went wrong, oldest first, whether explained or not. */
  List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    for (OrderTrace order : orders()) {
      if (order.mode() != TradingMode.PAPER) {
        continue;
      }
      order.parkedAt().ifPresent(at -> faults.add(new Fault("parked:" + order.ref(), at)));
      if (order.isAdopted()) {
        faults.add(new Fault("adopted:" + order.ref(), order.intendedAt()));
      }
      order.closed().filter(over -> over.outcome() == OrderOutcome.NEVER_ARRIVED)
          .ifPresent(over -> faults.add(new Fault("never-arrived:" + order.ref(), over.at())));
    }
    decisions().stream().filter(decision -> decision.mode() == TradingMode.PAPER)
        .filter(decision -> decision.verdict() instanceof Decision.Missed)
        .forEach(missed -> faults.add(new Fault("missed:" + missed.run(), missed.at())));
    FreezeTrace.of(events).stream().filter(freeze -> freeze.isOnPaper() && !freeze.isExplained())
        .forEach(freeze -> faults.add(
            new Fault("frozen:" + freeze.since().truncatedTo(ChronoUnit.SECONDS), freeze.since())));
    alerts.stream().filter(alert -> alert.isCritical() && !alert.isConfirmed())
        .forEach(alert -> faults.add(new Fault("alert:" + alert.key(), alert.at())));
    faults.sort(Comparator.comparing(Fault::at));
    return faults;
  }
}
