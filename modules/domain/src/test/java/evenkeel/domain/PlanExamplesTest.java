package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import evenkeel.domain.PlanOutcome.Refused;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples, where they lie beside the project. */
class PlanExamplesTest {
  private static final String NONE = "no examples here";

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void shouldPlanTheBreachedLegsOfTheWorkedExample(String name, JsonNode example) {
    Assumptions.assumeFalse(name.equals(NONE), "no worked examples beside the project");
    JsonNode expected = example.get("expected");
    PlanRules rules = rules(example.get("input"), PlanningRule.BREACHED_LEGS);
    PlanOutcome outcome = plan(example.get("input"), rules);
    DriftReport drift = outcome.driftReport().orElseThrow();
    if (hasShortPosition(drift)) {
      // The prototype planned on short positions. We refuse them; its arithmetic still has to hold.
      assertThat(outcome).isInstanceOf(Refused.class);
      outcome = BreachedLegs.plan(drift, rules);
    }

    JsonNode plan = example.get("float_sensitive").asBoolean()
        ? expected.get("exact_arithmetic")
        : expected;
    assertThat(orders(outcome)).isEqualTo(expectedOrders(plan.get("orders")));
    assertThat(skipped(outcome)).isEqualTo(expectedSkipped(plan.get("skipped")));
    compareDrift(drift, expected.get("drift"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void shouldPlanTheWholePortfolioOfTheWorkedExampleWithinItsCash(String name, JsonNode example) {
    Assumptions.assumeFalse(name.equals(NONE), "no worked examples beside the project");
    PlanRules rules = rules(example.get("input"), PlanningRule.WHOLE_PORTFOLIO);
    switch (plan(example.get("input"), rules)) {
      case Plan plan -> {
        BigDecimal spendable = plan.drift().cash().add(plan.value(Side.SELL))
            .subtract(plan.commissions());
        assertThat(plan.value(Side.BUY)).isLessThanOrEqualTo(spendable.max(BigDecimal.ZERO));
        assertThat(plan.drift().breached()).isTrue();
      }
      case OnTarget onTarget -> assertThat(onTarget.skipped()).hasSameSizeAs(
          onTarget.drift().lines());
      case Refused refused -> assertThat(hasShortPosition(refused.driftReport().orElseThrow()))
          .isTrue();
    }
  }

  static Stream<Arguments> examples() throws IOException {
    Path file = Path.of(System.getProperty("evenkeel.shared", "absent"), "data",
        "plan_examples.jsonl");
    if (!Files.exists(file)) {
      return Stream.of(Arguments.of(NONE, new ObjectMapper().createObjectNode()));
    }
    ObjectMapper mapper = new ObjectMapper();
    Stream.Builder<Arguments> examples = Stream.builder();
    for (String line : Files.readAllLines(file)) {
      JsonNode example = mapper.readTree(line);
      String name = example.get("id").asText() + " " + example.get("category").asText();
      examples.add(Arguments.of(name, example));
    }
    return examples.build();
  }

  private static boolean hasShortPosition(DriftReport drift) {
    return drift.lines().stream().anyMatch(line -> line.shares().signum() < 0);
  }

  private static PlanRules rules(JsonNode input, PlanningRule rule) {
    return new PlanRules(rule, decimal(input.get("drift_threshold")),
        decimal(input.get("min_trade_value")), BigDecimal.ZERO, new BigDecimal("0.05"),
        Plans.IBKR_FIXED);
  }

  private static PlanOutcome plan(JsonNode input, PlanRules rules) {
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    input.get("weights").forEach(pair -> weights.put(symbol(pair.get(0)), decimal(pair.get(1))));
    Map<Symbol, BigDecimal> prices = new HashMap<>();
    input.get("prices").properties()
        .forEach(entry -> prices.put(new Symbol(entry.getKey()), decimal(entry.getValue())));
    SortedMap<Symbol, Holding> holdings = new TreeMap<>();
    input.get("positions").properties().forEach(entry -> {
      Symbol symbol = new Symbol(entry.getKey());
      holdings.put(symbol, Holding.of(symbol, decimal(entry.getValue().get("shares")),
          decimal(entry.getValue().get("avg_cost"))));
    });
    Portfolio portfolio = Portfolio.ofNetLiquidation("USD", decimal(input.get("net_liq")),
        holdings.values(), prices);
    return Planner.plan(portfolio, weights, prices, rules);
  }

  private static Symbol symbol(JsonNode node) {
    return new Symbol(node.asText());
  }

  private static BigDecimal decimal(JsonNode node) {
    return Prices.ofDouble(node.doubleValue()).orElseThrow();
  }

  private static List<String> orders(PlanOutcome outcome) {
    return switch (outcome) {
      case Plan plan -> plan.orders().stream().map(order -> order.symbol() + " " + order.side()
          + " " + order.quantity().toPlainString()).toList();
      case OnTarget onTarget -> List.of();
      case Refused refused -> refused.reasons();
    };
  }

  private static List<String> skipped(PlanOutcome outcome) {
    List<Skipped> skipped = switch (outcome) {
      case Plan plan -> plan.skipped();
      case OnTarget onTarget -> onTarget.skipped();
      case Refused refused -> List.of();
    };
    return skipped.stream().map(skip -> skip.symbol() + " " + skip.reason().text()).toList();
  }

  private static List<String> expectedOrders(JsonNode orders) {
    Stream.Builder<String> lines = Stream.builder();
    // The exact plans are given as arrays, the others as objects.
    orders.forEach(order -> lines.add(order.isArray()
        ? order.get(0).asText() + " " + order.get(1).asText() + " " + order.get(2).asLong()
        : order.get("symbol").asText() + " " + order.get("action").asText() + " "
            + order.get("quantity").asLong()));
    return lines.build().toList();
  }

  private static List<String> expectedSkipped(JsonNode skipped) {
    Stream.Builder<String> lines = Stream.builder();
    skipped.forEach(
        skip -> lines.add(skip.get("symbol").asText() + " " + skip.get("reason").asText()));
    return lines.build().toList();
  }

  private static void compareDrift(DriftReport drift, JsonNode expected) {
    assertThat(drift.lines()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      DriftLine line = drift.lines().get(i);
      JsonNode want = expected.get(i);
      assertThat(line.symbol().value()).isEqualTo(want.get("symbol").asText());
      assertThat(line.shares().doubleValue()).isEqualTo(want.get("shares").asDouble());
      assertThat(line.averageCost().doubleValue()).isEqualTo(want.get("avg_cost").asDouble());
      assertThat(line.marketValue().doubleValue()).isCloseTo(want.get("market_value").asDouble(),
          within(1e-6));
      assertThat(line.currentWeight().doubleValue())
          .isCloseTo(want.get("current_weight").asDouble(), within(1e-9));
      assertThat(line.targetWeight().doubleValue()).isCloseTo(
          want.get("target_weight").asDouble(), within(1e-9));
      assertThat(line.drift().doubleValue()).isCloseTo(want.get("drift").asDouble(), within(1e-9));
    }
  }
}
