package evenkeel.benchmarks;

import evenkeel.backtest.FillAt;
import evenkeel.backtest.History;
import evenkeel.backtest.Income;
import evenkeel.backtest.Sweep;
import evenkeel.backtest.Trial;
import evenkeel.backtest.Walk;
import evenkeel.backtest.WalkRules;
import evenkeel.domain.CashRules;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.DriftPolicy;
import evenkeel.domain.LookSchedule;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Policy;
import evenkeel.domain.RebalanceMethod;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long 1,000 bands over 20 years of days and three assets take: the sweep, and the planner at every look. */
public final class SweepBench {
  private static final int SESSIONS = 5040;
  private static final int SETS = 1000;
  /** Of the planner at every look: the sweep must be so many times faster. */
  private static final double TIMES_FASTER = 15;

  private SweepBench() {}

  /** Prints seconds of processor time; exit code 1 when the best daily sweep takes longer than allowed. */
  public static void main(String[] args) {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    History history = history();
    boolean isFast = true;
    for (LookSchedule look : List.of(LookSchedule.monthly(), LookSchedule.daily())) {
      List<Trial> trials = trials(history, look);
      double best = Double.MAX_VALUE;
      for (int run = 0; run < runs; run++) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long events = 0;
        long asked = 0;
        for (Trial trial : trials) {
          Sweep.Summary summary = Sweep.summary(history, trial);
          events += summary.events();
          asked += summary.asked();
        }
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        best = Math.min(best, (after - before) / 1e9);
        System.out.printf(
            "sweep %s: %d sets, %d sessions: %.3f s, %d events, planner asked %d times%n",
            look instanceof LookSchedule.Daily ? "daily" : "monthly", trials.size(), SESSIONS, (after - before) / 1e9,
            events, asked);
      }
      List<Trial> some = new ArrayList<>();
      for (int i = 0; i < trials.size(); i += 20) {
        some.add(trials.get(i));
      }
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (Trial trial : some) {
        Walk.unscreened(history, trial.policy(), trial.rules());
      }
      long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      double plain = (after - before) / 1e9 * trials.size() / some.size();
      System.out.printf("planner at every look: %.3f s for as many sets, %.1f times as long%n", plain, plain / best);
      isFast &= !(look instanceof LookSchedule.Daily) || plain / best >= TIMES_FASTER;
    }
    System.out.println(isFast ? "ok" : "SLOW");
    System.exit(isFast ? 0 : 1);
  }

  private static List<Trial> trials(History history, LookSchedule look) {
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    history.symbols().forEach(
        symbol -> weights.put(symbol, BigDecimal.ONE.divide(new BigDecimal(3), MathContext.DECIMAL128)));
    var plan = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE,
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")), CashRules.DEFAULT);
    var rules = new WalkRules(
        new BigDecimal("50000"), weights, plan, FillAt.SAME_CLOSE, BigDecimal.ZERO, BigDecimal.ZERO);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < SETS; i++) {
      BigDecimal band = BigDecimal.valueOf(0.01 + 0.19 * i / (SETS - 1)).setScale(6, RoundingMode.HALF_EVEN);
      trials.add(new Trial(
          "threshold=" + band,
          new Policy("absolute", look, new DriftPolicy.Absolute(band), RebalanceMethod.toTarget()), rules));
    }
    return trials;
  }

  private static History history() {
    var random = new Random(1);
    double[] volatility = {0.010, 0.0002, 0.007};
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    for (int s = 0; s < volatility.length; s++) {
      SortedMap<LocalDate, BigDecimal> rows = new TreeMap<>();
      double price = 100;
      for (LocalDate day : days()) {
        price *= Math.exp(volatility[s] * random.nextGaussian() + 0.0002);
        rows.put(day, BigDecimal.valueOf(price).setScale(2, RoundingMode.HALF_EVEN));
      }
      closes.put(new Symbol("S" + s), rows);
    }
    return History.of(History.Input.of(closes, Income.RAW));
  }

  private static List<LocalDate> days() {
    return NyseCalendar.sessions(LocalDate.of(2004, 1, 2), LocalDate.of(2025, 1, 1)).stream()
        .map(Session::date).limit(SESSIONS).toList();
  }
}
