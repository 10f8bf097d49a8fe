package evenkeel.app;

import evenkeel.backtest.Measures;
import evenkeel.domain.Phrase;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The measures as they are shown: drift, trades and cost first, returns last.
 *
 * @param key in JSON and CSV
 * @param isShort whether it is in the table of several policies
 * @param heading of a column
 * @param text a value as shown
 * @param number a value as written
 */
record Measured(String key, boolean isShort, Phrase heading, Function<Measures, String> text,
    Function<Measures, Number> number) {
  static final List<Measured> ALL = List.of(
      new Measured("events", true, new Heading.Events(), m -> String.valueOf(m.events()), Measures::events),
      new Measured("orders", true, new Heading.Orders(), m -> String.valueOf(m.orders()), Measures::orders),
      new Measured("drift_largest", true, new Heading.DriftLargest(), m -> points(m.driftLargest()),
          Measures::driftLargest),
      new Measured("drift_mean", true, new Heading.DriftMean(), m -> points(m.driftMean()), Measures::driftMean),
      new Measured("drift_beyond", false, new Heading.DriftBeyond(), m -> percent(m.driftBeyond()),
          Measures::driftBeyond),
      new Measured("turnover_per_year", true, new Heading.Turnover(), m -> percent(m.turnover()), Measures::turnover),
      new Measured("turnover_minimum_per_year", false, new Heading.TurnoverMinimum(), m -> percent(m.turnoverMinimum()),
          Measures::turnoverMinimum),
      new Measured("commissions", false, new Heading.CommissionsPaid(), m -> Figures.money(m.commissions()),
          m -> m.commissions().doubleValue()),
      new Measured("cost_per_year", true, new Heading.CostPerYear(), m -> basisPoints(m.costPerYear()),
          Measures::costPerYear),
      new Measured("implementation", false, new Heading.Implementation(), m -> basisPoints(m.implementation()),
          Measures::implementation),
      new Measured("deviation_from_target", false, new Heading.Deviation(), m -> percent(m.deviation()),
          Measures::deviation),
      new Measured("largest_fall", true, new Heading.LargestFall(), m -> percent(m.fall().depth()),
          m -> m.fall().depth()),
      new Measured("volatility", false, new Heading.Volatility(), m -> percent(m.volatility()), Measures::volatility),
      new Measured("sharpe", false, new Heading.Sharpe(), m -> fixed(m.sharpe()), Measures::sharpe),
      new Measured("final_value", false, new Heading.FinalValue(), m -> Figures.money(m.finalValue()),
          m -> m.finalValue().doubleValue()),
      new Measured("return_per_year", true, new Heading.ReturnPerYear(), m -> percent(m.returnPerYear()),
          Measures::returnPerYear));

  /** What fits a table of several policies. */
  static final List<Measured> SHORT = ALL.stream().filter(Measured::isShort).toList();

  static void write(Json.Writer object, Measures measures) throws IOException {
    for (Measured each : ALL) {
      object.decimal(each.key(), each.number().apply(measures));
    }
    Measures.Fall fall = measures.fall();
    object.text("fall_from", fall.highest().toString()).text("fall_to", fall.lowest().toString());
    if (fall.recovered().isPresent()) {
      object.text("fall_recovered", fall.recovered().get().toString());
    }
  }

  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", fraction * 100);
  }

  private static String points(double fraction) {
    return String.format(Locale.ROOT, "%.2f", fraction * 100);
  }

  private static String basisPoints(double fraction) {
    return String.format(Locale.ROOT, "%.1f", fraction * 10_000);
  }

  private static String fixed(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
