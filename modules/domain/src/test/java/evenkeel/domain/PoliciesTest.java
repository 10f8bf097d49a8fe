package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PoliciesTest {
  private static final Symbol A = new Symbol("A");
  private static final Symbol B = new Symbol("B");

  static List<String> names() {
    return Policies.NAMES;
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameHasItsSettings(String name) {
    assertThat(Policies.of(name).name()).isEqualTo(name);
  }

  @Test
  void whatIsNotKnownIsNamed() {
    assertThatIllegalArgumentException().isThrownBy(() -> Policies.of("best"))
        .withMessageContaining("absolute").withMessageContaining("'best'");
    assertThatIllegalArgumentException().isThrownBy(() -> Policies.of("absolute", Map.of("treshold", "5 %")))
        .withMessageContaining("'treshold'");
    assertThatIllegalArgumentException().isThrownBy(() -> Policies.of("absolute", Map.of("threshold", "five")))
        .withMessageContaining("threshold must be a fraction such as 0.05 or 5 %, was 'five'");
  }

  @ParameterizedTest
  @CsvSource({
      "absolute, 0.40, 0.05", "relative, 0.40, 0.10", "5/25, 0.40, 0.05", "5/25, 0.10, 0.025", "hybrid, 0.40, 0.08",
      "hybrid, 0.02, 0.01", "200/175, 0.40, 0.02", "half-way, 0.40, 0.08", "soft-and-hard, 0.40, 0.04",
      "calendar, 0.40, 0"})
  void bandsAreThoseOfTheSources(String name, String target, String band) {
    DriftPolicy drift = Policies.of(name).drift();
    BigDecimal weight = n(target).add(n(band));
    assertThat(drift.band(n(target)).orElseThrow()).isEqualByComparingTo(n(band));
    assertThat(drift.reached(weight, n(target))).isTrue();
    assertThat(drift.reached(weight.subtract(n("1e-12")), n(target))).isEqualTo(n(band).signum() == 0);
  }

  @Test
  void aTargetOfZeroNeverBreachesByAPartOfIt() {
    assertThat(Policies.of("relative").drift().band(BigDecimal.ZERO)).isEmpty();
    assertThat(Policies.of("5/25").drift().band(BigDecimal.ZERO)).contains(n("0.05"));
  }

  /** Of 1,000 dollars 600 in A and 400 in B: 10 points off, at prices of 1. */
  private static PlanOutcome plan(Policy policy, String cash, String ofA, String ofB) {
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    weights.put(A, n("0.5"));
    weights.put(B, n("0.5"));
    Portfolio portfolio = Portfolio.of("USD", n(cash).add(n(ofA)).add(n(ofB)), n(cash),
        List.of(Holding.of(A, n(ofA), n("1")), Holding.of(B, n(ofB), n("1"))));
    var rules = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, n("0.05"),
        new CommissionSchedule(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)).with(policy);
    return Planner.plan(portfolio, weights, Map.of(A, n("1"), B, n("1")), rules);
  }

  private static List<String> orders(PlanOutcome outcome) {
    return outcome instanceof PlanOutcome.Plan plan
        ? plan.orders().stream().map(it -> it.side() + " " + it.quantity().toPlainString() + " " + it.symbol()).toList()
        : List.of();
  }

  @Test
  void destinationsAreThoseOfTheSources() {
    assertThat(orders(plan(Policies.of("absolute"), "0", "600", "400"))).containsExactly("SELL 100 A", "BUY 100 B");
    assertThat(orders(plan(Policies.of("half-way"), "0", "600", "400"))).containsExactly("SELL 50 A", "BUY 50 B");
    // The largest drift of 1,000 becomes 1.75 points.
    assertThat(orders(plan(Policies.of("200/175"), "0", "60000", "40000")))
        .containsExactly("SELL 8250 A", "BUY 8250 B");
    assertThat(orders(plan(Policies.of("cash-first"), "200", "600", "400"))).containsExactly("BUY 200 B");
    assertThat(orders(plan(Policies.of("absolute", Map.of("turnover-max", "2 %")), "0", "600", "400")))
        .containsExactly("SELL 20 A", "BUY 20 B");
    assertThat(orders(plan(Policies.of("breached-only"), "98", "490", "412"))).containsExactly("BUY 88 B");
    assertThat(orders(plan(Policies.of("soft-and-hard", Map.of("hard", "20 %", "hard-fraction", "0.5")), "0", "600",
        "400"))).containsExactly("SELL 50 A", "BUY 50 B");
  }

  @Test
  void looksAreAtTheEndsOfPeriods() {
    List<LocalDate> year = NyseCalendar.sessions(LocalDate.of(2024, 12, 2), LocalDate.of(2025, 12, 31)).stream()
        .map(Session::date).toList();
    assertThat(LookSchedule.monthly().dueAt(year).stream().mapToObj(year::get))
        .hasSize(12).contains(LocalDate.of(2025, 5, 30)).doesNotContain(LocalDate.of(2025, 12, 31));
    assertThat(LookSchedule.monthly().shifted(1).dueAt(year).stream().mapToObj(year::get))
        .contains(LocalDate.of(2025, 6, 2));
    assertThat(LookSchedule.yearly().dueAt(year).stream().mapToObj(year::get))
        .containsExactly(LocalDate.of(2024, 12, 31));
    assertThat(LookSchedule.quarterly().isDueAt(LocalDate.of(2025, 9, 30))).isTrue();
    assertThat(LookSchedule.quarterly().isDueAt(LocalDate.of(2025, 9, 29))).isFalse();
  }

  @Test
  void coolDownsCountSessionsOrDays() {
    LocalDate filled = LocalDate.of(2025, 10, 31);
    assertThat(new CoolDown(5, CoolDown.Unit.SESSIONS).isOver(filled, filled.plusDays(10), 4)).isFalse();
    assertThat(new CoolDown(5, CoolDown.Unit.SESSIONS).isOver(filled, filled.plusDays(7), 5)).isTrue();
    assertThat(new CoolDown(31, CoolDown.Unit.DAYS).isOver(filled, filled.plusDays(30), 21)).isFalse();
    assertThat(new CoolDown(31, CoolDown.Unit.DAYS).isOver(filled, filled.plusDays(31), 22)).isTrue();
  }

  @Test
  void theGateOpensWhereTheMarketGoesNowhere() {
    var gate = new RangeGate(4, 3, 0.30);
    assertThat(gate.isOpen(new double[]{100, 101, 100, 101, 100})).isTrue();
    assertThat(gate.isOpen(new double[]{100, 101, 102, 103, 104})).isFalse();
    assertThat(gate.isOpen(new double[]{100, 101, 100})).isFalse();
  }

  @Test
  void targetsFollowVolatility() {
    var rule = new VolatilityTargets(0.10, 2, 0.05, 0.60, 0.10, 0.3);
    double wanted = Math.max(0.05, 0.5 * 0.10 / (Math.sqrt(2) * Math.log(1.02) * Math.sqrt(252)));
    assertThat(rule.next(0.5, 0.5, new double[]{100, 102, 100}))
        .isCloseTo(0.5 + 0.3 * (wanted - 0.5), Offset.offset(1e-12));
    assertThat(Optional.of(rule.next(0.5, 0.5, new double[]{100, 102}))).contains(0.5);
  }
}
