package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * That no look at a drifted account finds it on target, of its holdings as well as of its cash. Goes by what the
 * account really holds, at the prices of the decision; what changed within the last minutes does not count.
 */
final class RestWatch {
  private static final BigDecimal RESERVE = new BigDecimal("250");
  /** A share of the account beyond the configured threshold: values are of different moments. */
  private static final BigDecimal CLEARLY = new BigDecimal("0.06");
  private static final Duration KNOWN_AFTER = Duration.ofMinutes(5);

  private final AuditedPeriod plan;
  private final World world;
  private final Books books;
  private final Truth truth;
  private final HoldingWatch holdings;
  private final Consumer<String> violation;

  RestWatch(
      AuditedPeriod plan, World world, Books books, Truth truth, HoldingWatch holdings, Consumer<String> violation) {
    this.plan = plan;
    this.world = world;
    this.books = books;
    this.truth = truth;
    this.holdings = holdings;
    this.violation = violation;
  }

  void journalled(Books.Event event) {
    JsonNode verdict = event.json().path("decision").path("verdict");
    if (event.name().equals("decision-made") && verdict.path("verdict").asText().equals("rest") && isToBeSeen()) {
      judge(event.json().path("decision").path("trigger").path("run").asText(), verdict.path("onTarget").path("drift"));
    }
  }

  /** Whether nothing but the drift decides: no order stands, nothing is frozen, and all cash is in dollars. */
  private boolean isToBeSeen() {
    boolean isFrozen = books.events("account-frozen").size() > books.events("account-thawed").size();
    return plan.habits().rule() == PlanningRule.WHOLE_PORTFOLIO && plan.mode() == TradingMode.PAPER && !isFrozen
        && !truth.hasLive() && !holdings.isAnyOfOthers() && truth.account().cash().keySet().equals(Set.of("USD"))
        && truth.account().changedAt().plus(KNOWN_AFTER).isBefore(world.now());
  }

  private void judge(String run, JsonNode drift) {
    BigDecimal cash = truth.account().dollars().subtract(RESERVE);
    BigDecimal base = cash;
    for (JsonNode line : drift.path("lines")) {
      base = base.add(value(line).orElse(BigDecimal.ZERO));
    }
    BigDecimal off = base.multiply(CLEARLY);
    if (cash.abs().compareTo(off) > 0) {
      violation.accept("17: " + run + " found on target what has " + cash + " in cash, of " + base);
    }
    BigDecimal target = base.divide(new BigDecimal(drift.path("lines").size()), MathContext.DECIMAL64);
    for (JsonNode line : drift.path("lines")) {
      Optional<BigDecimal> value = value(line);
      if (value.filter(worth -> worth.subtract(target).abs().compareTo(off) > 0).isPresent()) {
        violation.accept("17: " + run + " found on target what has " + value.get() + " in "
            + line.path("symbol").asText() + ", of " + base);
      }
    }
  }

  private Optional<BigDecimal> value(JsonNode line) {
    return Optional.of(line.path("contract").asInt()).filter(id -> id > 0)
        .map(id -> truth.account().shares(id).multiply(new BigDecimal(line.path("price").asText())));
  }
}
