package evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.CashRules;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.DriftPolicy;
import evenkeel.domain.LookSchedule;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Policy;
import evenkeel.domain.RebalanceMethod;
import evenkeel.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The runs of pmorissette/bt on the same prices: the same days, the same trades. */
class OtherEngineTest {
  private static final Offset<Double> NINE_DIGITS = Offset.offset(1e-9);

  @TestFactory
  Stream<DynamicTest> runs() throws IOException {
    assumeTrue(Shared.data().isPresent());
    Path data = Shared.data().orElseThrow();
    List<Path> files;
    try (Stream<Path> found = Files.list(data.resolve("backtest"))) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    return files.stream().map(file -> DynamicTest.dynamicTest(
        String.valueOf(file.getFileName()), () -> compare(data, file)));
  }

  private static void compare(Path data, Path file) throws IOException {
    JsonNode run = new ObjectMapper().readTree(file.toFile());
    Walk walk = walk(data, run);
    Measures measures = Measures.of(walk);

    assertThat(walk.history().sessions().getFirst()).hasToString(run.get("first").asText());
    assertThat(walk.history().sessions().getLast()).hasToString(run.get("last").asText());
    assertThat(walk.history().sessions()).hasSize(run.get("rows").asInt());
    assertThat(measures.events()).isEqualTo(run.get("rebalances").asInt());
    if (run.get("integer_positions").asBoolean()) {
      assertThat(measures.finalValue().doubleValue() / run.get("final_value").asDouble())
          .isCloseTo(1, Offset.offset(0.012));
      return;
    }
    List<Trade> ours = walk.trades().stream()
        .sorted(Comparator.comparing(Trade::date).thenComparing(Trade::symbol)).toList();
    String trades = file.toString().replace(".json", ".trades.csv");
    List<String[]> theirs = Shared.lines(Path.of(trades)).stream().skip(1).map(line -> line.split(",", -1)).toList();
    assertThat(ours).extracting(trade -> trade.date() + " " + trade.symbol())
        .containsExactlyElementsOf(theirs.stream().map(it -> it[0] + " " + it[1]).toList());
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i).quantity().doubleValue() / Double.parseDouble(theirs.get(i)[2]))
          .isCloseTo(1, NINE_DIGITS);
      assertThat(ours.get(i).price().doubleValue() / Double.parseDouble(theirs.get(i)[3])).isCloseTo(1, NINE_DIGITS);
    }
    JsonNode stats = run.get("stats");
    assertThat(measures.finalValue().doubleValue())
        .isCloseTo(run.get("final_value").asDouble(), Offset.offset(1e-3));
    assertThat(measures.driftLargest()).isCloseTo(run.get("max_drift").asDouble(), Offset.offset(1e-9));
    assertThat(measures.turnover()).isCloseTo(run.get("turnover_half_per_year").asDouble(), Offset.offset(1e-9));
    assertThat(measures.turnoverMinimum())
        .isCloseTo(run.get("turnover_min_per_year").asDouble(), Offset.offset(1e-9));
    assertThat(measures.fall().depth()).isCloseTo(stats.get("max_drawdown").asDouble(), Offset.offset(1e-9));
    // bt puts a row of no return before the first day.
    assertThat(measures.returnPerYear()).isCloseTo(stats.get("cagr").asDouble(), Offset.offset(5e-5));
    assertThat(measures.volatility()).isCloseTo(stats.get("daily_vol").asDouble(), Offset.offset(5e-5));
    assertThat(measures.sharpe()).isCloseTo(stats.get("daily_sharpe").asDouble(), Offset.offset(1e-3));
  }

  static Walk walk(Path data, JsonNode run) {
    List<String> symbols = new ArrayList<>();
    run.get("symbols").forEach(symbol -> symbols.add(symbol.asText()));
    History history = History.of(History.Input.of(Shared.closes(data.resolve("prices"), symbols), Income.RAW));
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    for (String symbol : symbols) {
      double weight = run.get("weights").get(symbol).asDouble();
      weights.put(
          new Symbol(symbol),
          weight == 1.0 / 3
              ? BigDecimal.ONE.divide(new BigDecimal(3), MathContext.DECIMAL128)
              : BigDecimal.valueOf(weight));
    }
    LookSchedule look = switch (run.get("schedule").asText()) {
      case "daily" -> LookSchedule.daily();
      case "quarterly" -> LookSchedule.quarterly();
      case "yearly" -> LookSchedule.yearly();
      default -> LookSchedule.monthly();
    };
    var policy = new Policy(
        "absolute", look, new DriftPolicy.Absolute(BigDecimal.valueOf(run.get("band_points").asDouble())),
        RebalanceMethod.toTarget());
    BigDecimal capital = BigDecimal.valueOf(run.get("capital").asDouble());
    WalkRules exact = WalkRules.exact(capital, weights);
    if (!run.get("integer_positions").asBoolean()) {
      return Walk.of(history, policy, exact);
    }
    var plan = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE,
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")), CashRules.DEFAULT);
    return Walk.of(
        history, policy,
        new WalkRules(capital, weights, plan, FillAt.SAME_CLOSE, BigDecimal.ZERO, BigDecimal.ZERO));
  }
}
