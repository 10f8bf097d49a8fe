package evenkeel.verification;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What must have happened when a day is over, under virtual time as well as of real processes: the exchange's books,
 * the journal's text, the reports and what was told are held against each other. Shares no code with the engine.
 */
final class Reckoning {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRICE_DIGITS = 4;

  private final Books books;
  private final Truth truth;
  private final AuditedPeriod plan;
  private final List<String> told;
  private final Path reports;
  private final Consumer<String> violation;
  private final Consumer<String> count;

  /**
   * @param told the alerts, as they come; may still grow
   * @param reports the folder that they lie in, in the data directory
   * @param violation hears of each, with the number of its invariant
   * @param count hears of what is worth counting
   */
  Reckoning(
      Books books, Truth truth, AuditedPeriod plan, List<String> told, Path reports, Consumer<String> violation,
      Consumer<String> count) {
    this.books = books;
    this.truth = truth;
    this.plan = plan;
    this.told = told;
    this.reports = reports;
    this.violation = violation;
    this.count = count;
  }

  /** Whether nothing more is to be expected of this day. */
  boolean isAtRest() {
    return isDecided() && isSettled();
  }

  /** Whether nothing that was decided is still under way. */
  boolean isSettled() {
    return !truth.hasLive() && books.events("decision-made").stream().allMatch(this::isHandedOn)
        && books.runs().stream().allMatch(books::isSettledAndReported)
        && truth.fills().entrySet().stream().allMatch(entry -> isBooked(entry.getKey(), entry.getValue()));
  }

  /** Whether an order stands, or what was decided on this day in New York is still under way. */
  boolean isUnderWay(LocalDate day) {
    return truth.hasLive() || books.events("decision-made").stream()
        .filter(made -> Instant.parse(made.json().path("decision").path("at").asText()).atZone(DayPlan.NEW_YORK)
            .toLocalDate().equals(day))
        .anyMatch(made -> !isHandedOn(made)
            || (books.runs().contains(run(made)) && !books.isSettledAndReported(run(made))));
  }

  private boolean isDecided() {
    return !books.events("decision-made").isEmpty() || plan.monthEndRuns().stream().anyMatch(this::isPutOff);
  }

  /** Whether the month end is to be decided on a later session than the last one that is lived through. */
  private boolean isPutOff(RunId monthEnd) {
    return putOffs(monthEnd).reduce((first, later) -> later)
        .map(event -> LocalDate.parse(event.json().path("trigger").path("session").asText()))
        .filter(session -> session.isAfter(plan.lastSession())).isPresent();
  }

  private Stream<Books.Event> putOffs(RunId monthEnd) {
    return books.events("decision-put-off").stream()
        .filter(event -> event.json().path("trigger").path("run").asText().equals(monthEnd.value()));
  }

  private boolean isHandedOn(Books.Event made) {
    String run = run(made);
    return books.runs().contains(run) || books.events("decision-reported").stream()
        .anyMatch(event -> event.json().path("run").asText().equals(run));
  }

  private static String run(Books.Event made) {
    return made.json().path("decision").path("trigger").path("run").asText();
  }

  /**
   * What must have happened by now.
   *
   * @param isBeyondAsking of which references the process could not learn the fills; the owner has to hear of those
   */
  void finish(Predicate<String> isBeyondAsking) {
    if (plan.isUsable()) {
      decisions();
    }
    for (String run : books.runs()) {
      // An order that stands for another day, and is said to, keeps its run open.
      if (!books.isSettledAndReported(run) && !isOpenAsTold(run) && !isPutOffAsTold(run)) {
        violation.accept("6: run " + run + " is neither settled nor reported");
      }
      books.refs(run).forEach(ref -> ended(run, ref));
    }
    Map<String, JsonNode> lines = reportLines();
    truth.fills().forEach((ref, fills) -> {
      if (isBeyondAsking.test(ref) && isTold(ref)) {
        count.accept("fills never told");
      } else {
        compare(ref, fills, lines);
      }
    });
    for (String ref : books.refsFilled()) {
      if (!truth.fills().containsKey(ref)) {
        violation.accept("4: the journal has fills of " + ref + " that the exchange does not have");
      }
    }
    secrets();
  }

  private void decisions() {
    Map<String, Integer> made = new LinkedHashMap<>();
    books.events("decision-made").forEach(event -> made.merge(run(event), 1, Integer::sum));
    List<RunId> expected = plan.monthEndRuns();
    expected.forEach(run -> monthEnd(run, made));
    boolean isUnexpected = made.keySet().stream().filter(run -> run.endsWith("-month-end"))
        .anyMatch(run -> !expected.contains(new RunId(run)));
    if (isUnexpected || made.values().stream().anyMatch(times -> times != 1)) {
      violation.accept("5: decisions for one trigger: " + made);
    }
    books.events("decision-made").forEach(event -> {
      String verdict = event.json().path("decision").path("verdict").path("verdict").asText();
      count.accept("decision " + verdict);
      if (!isHandedOn(event)) {
        violation.accept("6: decision " + run(event) + " was neither carried out nor reported");
      }
      boolean isStopped = plan.mayTrade() && verdict.equals("trade") && !books.runs().contains(run(event));
      boolean isRefused = !Set.of("trade", "place", "rest").contains(verdict);
      if ((isStopped || isRefused) && !isTold(run(event))) {
        violation.accept("6: nobody was told that " + run(event) + " did not trade");
      }
    });
  }

  /** It has one decision, unless it was put off beyond the last session, and the owner hears of each time it was. */
  private void monthEnd(RunId run, Map<String, Integer> made) {
    if (putOffs(run).findAny().isPresent()) {
      count.accept("decision put off");
      if (!isTold(run.value())) {
        violation.accept("6: nobody was told that " + run + " was put off");
      }
    }
    if (!made.containsKey(run.value()) && !isPutOff(run)) {
      violation.accept("5: no decision for " + run + ": " + made);
    }
    if (plan.isCalm()) {
      calm(run);
    }
  }

  /** A month end that nothing kept from trading has traded, or was on target. */
  private void calm(RunId run) {
    List<Books.Event> decided = events("decision-made", made -> run(made).equals(run.value()));
    boolean isGood = decided.stream().map(made -> made.json().path("decision").path("verdict").path("verdict").asText())
        .anyMatch(verdict -> verdict.equals("rest") || (verdict.equals("trade") && books.runs().contains(run.value())));
    if (!isGood) {
      List<Books.Event> stopped = events("decision-stopped", event -> event.json().path("run").asText().equals(
          run.value()));
      violation.accept("5: nothing happened, and " + run + " did not trade: "
          + Stream.concat(decided.stream().map(made -> made.json().path("decision").path("verdict")),
              stopped.stream().map(Books.Event::json)).toList());
    }
    books.refs(run.value()).stream().filter(ref -> !books.outcome(ref).equals(Optional.of("FILLED")))
        .filter(ref -> events("purchase-deferred", event -> event.ref().equals(ref)).isEmpty())
        .forEach(ref -> violation.accept("5: nothing happened, and " + ref + " did not fill: "
            + books.outcome(ref).orElse("it has no end")));
  }

  private List<Books.Event> events(String name, Predicate<Books.Event> filter) {
    return books.events(name).stream().filter(filter).toList();
  }

  /** An order that did not end as it was meant to has to be heard of. */
  private void ended(String run, String ref) {
    String outcome = books.outcome(ref).orElse("NONE");
    books.outcome(ref).ifPresent(it -> count.accept("outcome " + it));
    if (outcome.equals("NONE") && standsAsTold(ref)) {
      count.accept("outcome STANDS");
    } else if (outcome.equals("NONE")) {
      violation.accept("6: order " + ref + " has no end");
    } else if (outcome.equals("CANCELLED") && books.isCancelAsked(ref)) {
      count.accept("outcome cancelled as asked");
    } else if (!outcome.equals("FILLED") && !isTold(ref) && !isTold(run)) {
      violation.accept("6: nobody was told how order " + ref + " ended: " + outcome);
    }
  }

  private boolean isOpenAsTold(String run) {
    return books.refs(run).stream().anyMatch(this::standsAsTold);
  }

  /** Whether its second step, which something kept, is for a later session than is lived through, and is said to be. */
  private boolean isPutOffAsTold(String run) {
    List<Books.Event> putOff = books.events("step-put-off").stream()
        .filter(event -> event.json().path("run").asText().equals(run)).toList();
    return !putOff.isEmpty()
        && Instant.parse(putOff.getLast().json().path("next").path("dueAt").asText())
            .isAfter(plan.allClears().getLast())
        && isTold(run + ": the second step moves to " + putOff.getLast().json().path("next").path("session").asText());
  }

  private boolean standsAsTold(String ref) {
    return truth.hasLive(ref) && isTold(ref);
  }

  private boolean isTold(String words) {
    return told.stream().anyMatch(line -> line.contains(words));
  }

  private boolean isBooked(String ref, Map<String, Truth.Fill> really) {
    Map<String, Truth.Fill> ours = books.fills(ref);
    return really.keySet().equals(ours.keySet()) && (truth.mispriced().contains(ref)
        ? Truth.shares(really).compareTo(Truth.shares(ours)) == 0
        : Truth.value(really).compareTo(Truth.value(ours)) == 0);
  }

  private void compare(String ref, Map<String, Truth.Fill> really, Map<String, JsonNode> lines) {
    if (!isBooked(ref, really)) {
      violation.accept("4: the journal's fills of " + ref + " are " + books.fills(ref) + ", the exchange's " + really);
    }
    JsonNode line = lines.get(ref);
    if (line == null) {
      // A run is reported once it is over.
      if (books.intent(ref).filter(intent -> isOpenAsTold(intent.run())).isEmpty()) {
        violation.accept("4: no report has the fills of " + ref);
      }
      return;
    }
    BigDecimal shares = Truth.shares(really);
    if (shares.signum() == 0) {
      // Every share was taken back; there is no price of none.
      if (line.path("filled").decimalValue().signum() != 0) {
        violation.accept("4: the report has " + line + ", and the exchange took every fill back");
      }
      return;
    }
    BigDecimal price = Truth.value(really).divide(shares, MathContext.DECIMAL64)
        .setScale(PRICE_DIGITS, RoundingMode.HALF_UP);
    boolean isPriceOpen = truth.mispriced().contains(ref) && line.path("avg_price").isNull();
    if (line.path("filled").decimalValue().compareTo(shares) != 0
        || (!isPriceOpen
            && line.path("avg_price").decimalValue().subtract(price).abs().compareTo(new BigDecimal("0.0001")) > 0)) {
      violation.accept("4: the report has " + line + ", the exchange filled " + shares + " at " + price);
    }
  }

  /** What the reports say of each order; each run has one line. */
  private Map<String, JsonNode> reportLines() {
    Map<String, JsonNode> byRef = new LinkedHashMap<>();
    List<String> runs = new ArrayList<>();
    for (String text : reportTexts()) {
      JsonNode line;
      try {
        line = JSON.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readTree(text);
      } catch (IOException unreadable) {
        violation.accept("4: a report line is not JSON: " + text);
        continue;
      }
      runs.add(line.path("run_id").asText());
      line.path("execution").forEach(order -> {
        if (order.hasNonNull("order_ref") && byRef.put(order.path("order_ref").asText(), order) != null) {
          violation.accept("4: an order is in the reports twice: " + order.path("order_ref").asText());
        }
      });
    }
    if (runs.stream().distinct().count() != runs.size()) {
      violation.accept("4: a run is in the reports twice: " + runs);
    }
    return byRef;
  }

  private List<String> reportTexts() {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(Reckoning::isReport).sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return lines;
  }

  private static boolean isReport(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("rebalance_") && name.endsWith(".jsonl");
  }

  private void secrets() {
    Path data = reports.toAbsolutePath().getParent();
    Path journal = data.resolve("journal");
    try (Stream<Path> files = Files.walk(data)) {
      // The journal is the one place that has to know it.
      for (Path file : files.filter(Files::isRegularFile).filter(it -> !it.startsWith(journal)).toList()) {
        if (Files.readString(file).contains(plan.account())) {
          violation.accept("9: an account number in " + file.getFileName());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
