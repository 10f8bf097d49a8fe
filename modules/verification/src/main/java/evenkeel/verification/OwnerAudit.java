package evenkeel.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.RunId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What must have happened when the owner's months are over. Shares no code with the engine. */
final class OwnerAudit {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** An alert that is repeated more often tells its owner nothing new. */
  private static final int REPEATED_AT_MOST = 3;

  /** An alert that reached the owner. */
  private record Delivered(Instant raised, String severity, String key) {}

  private final List<OwnerPhase> phases;
  private final AuditedPeriod period;
  private final ChaosBooks books;
  private final OwnerAccount account;
  private final List<Delivered> alerts;
  private final Consumer<String> violation;

  /**
   * @param account what the ledger leaves
   * @param data the data directory
   * @param violation hears of each, with the number of its invariant
   */
  OwnerAudit(
      List<OwnerPhase> phases, AuditedPeriod period, ChaosBooks books, OwnerAccount account, Path data,
      Consumer<String> violation) {
    this.phases = phases;
    this.period = period;
    this.books = books;
    this.account = account;
    this.alerts = Program.lines(data.resolve("logs/alerts.jsonl")).stream().map(OwnerAudit::json)
        .filter(line -> line.path("event").asText().equals("delivered"))
        .map(line -> new Delivered(
            Instant.parse(line.path("raised_at").asText()), line.path("severity").asText(), line.path("key").asText()))
        .toList();
    this.violation = violation;
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("not JSON: " + line, unreadable);
    }
  }

  /** @param count hears of decisions and outcomes */
  void audit(Consumer<String> count) {
    books.audit(violation, count);
    period.monthEndRuns().forEach(this::traded);
    phases.forEach(this::told);
    repeatedOrCritical();
    freezes();
    looks();
    account.lowest().forEach((currency, lowest) -> {
      if (lowest.signum() < 0) {
        violation.accept("8: cash was " + lowest + " " + currency + ", borrowed from the broker");
      }
    });
    positions();
  }

  /** How many alerts the owner was sent, by what they are about. */
  SortedMap<String, Long> alertsByKind() {
    return alerts.stream().collect(Collectors.groupingBy(
        alert -> alert.key().replaceAll("-(\\d|month-end).*", ""), TreeMap::new, Collectors.counting()));
  }

  private void traded(RunId run) {
    List<String> refs = books.journal().refs(run.value());
    if (refs.isEmpty() || !books.journal().isSettledAndReported(run.value())) {
      violation.accept("6: " + run + " did not settle with orders");
    }
    refs.stream().filter(ref -> !books.journal().outcome(ref).equals(Optional.of("FILLED")))
        .forEach(ref -> violation.accept("6: " + ref + " ended " + books.journal().outcome(ref)));
  }

  private void told(OwnerPhase phase) {
    for (String key : phase.alerts()) {
      if (alerts.stream().noneMatch(alert -> alert.key().startsWith(key) && !alert.raised().isBefore(phase.from())
          && alert.raised().isBefore(phase.to().plus(phase.span().lasts())))) {
        violation.accept("6: no alert " + key + " in phase " + phase.name());
      }
    }
  }

  private void repeatedOrCritical() {
    alerts.stream().filter(alert -> alert.severity().equals("CRITICAL"))
        .forEach(alert -> violation.accept("6: a critical alert without cause: " + alert));
    alerts.stream().collect(Collectors.groupingBy(Delivered::key, Collectors.counting())).forEach((key, times) -> {
      if (times > REPEATED_AT_MOST) {
        violation.accept("6: the owner was sent " + key + " " + times + " times");
      }
    });
  }

  /** Each change of a position has an explanation, so nothing may be frozen, not even for a while. */
  private void freezes() {
    books.journal().events("account-frozen").forEach(
        frozen -> violation.accept("6: a freeze without cause: " + frozen.json()));
  }

  /** The guards' reference is never older than the session before. */
  private void looks() {
    Set<LocalDate> seen = books.journal().events("account-seen").stream()
        .map(event -> Instant.parse(event.json().path("at").asText()).atZone(DayPlan.NEW_YORK).toLocalDate())
        .collect(Collectors.toCollection(TreeSet::new));
    phases.stream().flatMap(phase -> phase.looks().stream()).filter(session -> !seen.contains(session.date()))
        .forEach(session -> violation.accept("5: no daily look on " + session.date() + ", but on " + seen));
  }

  /** Our own books hold what the exchange says that the account holds. */
  private void positions() {
    List<String> wrong = new ArrayList<>();
    var truth = new AccountTruth(period.scenario());
    books.ledger().forEach(truth::booked);
    Map<String, BigDecimal> ours = books.journal().positions().orElse(Map.of());
    truth.positions().forEach((conId, shares) -> {
      if (ours.getOrDefault(conId.toString(), BigDecimal.ZERO).compareTo(shares) != 0) {
        wrong.add(conId + ": " + ours.get(conId.toString()) + " in the journal, " + shares + " at the exchange");
      }
    });
    if (!wrong.isEmpty()) {
      violation.accept("4: positions differ: " + wrong);
    }
  }
}
