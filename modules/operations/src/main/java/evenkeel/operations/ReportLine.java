package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.AccountId;
import evenkeel.domain.Commission;
import evenkeel.domain.Conversion;
import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.OrderLife;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run as one line of JSON.
 *
 * <p>The keys {@code timestamp}, {@code net_liquidation}, {@code drift_report}, {@code orders} and {@code execution},
 * and those inside them, are read by a dashboard that is not ours: they are always there and keep their meaning. What
 * is not known is {@code null} or an empty list, never a made-up zero. Weights and drift are fractions with 4 digits,
 * money has 2, prices and commissions have 4.
 *
 * @param account with its middle hidden, as it is in the line
 * @param revision of the run; 0 where the decision sent no orders
 * @param month of the exchange's session that the run was meant for, whose file the line belongs to
 * @param json without a line break
 */
public record ReportLine(RunId run, String account, int revision, YearMonth month, String json) {
  static final String RUN_ID = "run_id";
  static final String ACCOUNT = "account";
  static final String JOURNAL_HASH = "journal_hash";

  private static final String STEP = "step";
  private static final int WEIGHT_DIGITS = 4;
  private static final int MONEY_DIGITS = 2;
  private static final int PRICE_DIGITS = 4;

  /** The same decision and run always give the same line; of a journal that is not chained. */
  public static ReportLine of(Decision decision, Optional<Run> run) {
    return of(decision, run, Optional.empty());
  }

  /**
   * The same decision, run and hash always give the same line.
   *
   * @param journalHash of the newest event of the journal, by which a journal that was cut is seen
   */
  static ReportLine of(Decision decision, Optional<Run> run, Optional<String> journalHash) {
    AccountId account = decision.account();
    ObjectNode line = Json.object();
    line.put("timestamp", Json.time(decision.at()));
    line.put(
        "net_liquidation",
        decision.looked().map(Portfolio::netLiquidation).map(value -> Json.rounded(value, MONEY_DIGITS)).orElse(null));
    ArrayNode drift = line.putArray("drift_report");
    decision.drift().map(DriftReport::lines).orElse(List.of()).forEach(target -> drift(drift.addObject(), target));
    ArrayNode orders = line.putArray("orders");
    decision.currencyOrders().forEach(order -> order(orders.addObject(), order));
    decision.orders().forEach(order -> order(orders.addObject(), order));
    decision.waiting().forEach(order -> order(orders.addObject().put(STEP, 2), order));
    ArrayNode execution = line.putArray("execution");
    if (run.isPresent()) {
      run.get().orders().values().forEach(life -> executed(
          run.get().second().contains(life.leg().ref())
              ? execution.addObject().put(STEP, 2)
              : execution.addObject(),
          life));
    } else if (decision.mode() == TradingMode.DRY_RUN) {
      decision.currencyOrders().forEach(order -> notSent(
          execution.addObject(), order.pair().symbol(), order.side(), order.quantity()));
      decision.orders().forEach(order -> notSent(
          execution.addObject(), order.symbol(), order.side(), order.quantity()));
      decision.waiting().forEach(order -> notSent(
          execution.addObject().put(STEP, 2), order.symbol(), order.side(), order.quantity()));
    }
    int revision = run.map(Run::revision).orElse(0);
    line.put(RUN_ID, decision.run().value());
    line.put("revision", revision);
    line.put("trigger", decision.trigger().kind().text());
    line.put("session", decision.trigger().session().toString());
    decision.trigger().catchUp().ifPresent(late -> line.put("put_off_from", late.planned().toString()));
    run.filter(Run::isWaiting).flatMap(Run::next).ifPresent(
        step -> line.put("second_step", step.session().toString()));
    line.put("mode", decision.mode().text());
    line.put(ACCOUNT, account.toString());
    line.put("verdict", Words.verdict(decision.verdict()));
    ArrayNode reasons = line.putArray("reasons");
    decision.reasons().forEach(reason -> reasons.add(AccountNumbers.masked(reason)));
    List<Symbol> previousCloses = decision.previousClosesInSession();
    if (!previousCloses.isEmpty()) {
      ArrayNode priced = line.putArray("priced_by_previous_close");
      previousCloses.forEach(symbol -> priced.add(symbol.value()));
    }
    decision.drift().filter(DriftReport::isCashWorthSaying)
        .ifPresent(report -> cash(line.putObject("cash"), report, decision.conversions()));
    line.put("commission",
        commission(run.map(Run::orders).map(lives -> List.copyOf(lives.values())).orElse(List.of())));
    line.put("settled_at", run.flatMap(Run::settledAt).map(Json::time).orElse(null));
    journalHash.ifPresent(hash -> line.put(JOURNAL_HASH, hash));
    return new ReportLine(
        decision.run(), account.toString(), revision, YearMonth.from(decision.trigger().planned()), Json.line(line));
  }

  private static void drift(ObjectNode into, DriftLine target) {
    into.put("symbol", target.symbol().value());
    into.put("current_weight", Json.rounded(target.currentWeight(), WEIGHT_DIGITS));
    into.put("target_weight", Json.rounded(target.targetWeight(), WEIGHT_DIGITS));
    into.put("drift", Json.rounded(target.drift(), WEIGHT_DIGITS));
  }

  private static void cash(ObjectNode into, DriftReport report, List<Conversion> conversions) {
    into.put("amount", Json.rounded(report.cash(), MONEY_DIGITS));
    into.put("current_weight", Json.rounded(report.cashWeight(), WEIGHT_DIGITS));
    into.put("target_weight", Json.rounded(report.cashTargetWeight(), WEIGHT_DIGITS));
    into.put("drift", Json.rounded(report.cashDrift(), WEIGHT_DIGITS));
    report.cashBreach().ifPresent(breach -> into.put("breach", breach.name().toLowerCase(Locale.ROOT)));
    report.currencies().ifPresent(cash -> {
      ArrayNode others = into.putArray("other_currencies");
      cash.balances().forEach((currency, amount) -> others.addObject().put("currency", currency)
          .put("amount", Json.rounded(amount, MONEY_DIGITS))
          .put("worth", Json.rounded(cash.worth(currency), MONEY_DIGITS)));
      ArrayNode convert = into.putArray("convert");
      conversions.forEach(conversion -> convert.addObject().put("currency", conversion.currency())
          .put("amount", Json.rounded(conversion.amount(), MONEY_DIGITS))
          .put("proceeds", Json.rounded(conversion.proceeds(), MONEY_DIGITS)));
    });
  }

  private static void order(ObjectNode into, PlannedOrder order) {
    into.put("symbol", order.symbol().value());
    into.put("action", order.side().name());
    into.put("quantity", Json.rounded(order.quantity(), WEIGHT_DIGITS));
    into.put("est_value", Json.rounded(order.estimatedValue(), MONEY_DIGITS));
    into.put("drift", Json.rounded(order.drift(), WEIGHT_DIGITS));
  }

  /** A conversion: units of the pair's base currency, and what they bring in. */
  private static void order(ObjectNode into, CurrencyOrder order) {
    into.put("symbol", order.pair().symbol().value());
    into.put("action", order.side().name());
    into.put("quantity", Json.rounded(order.quantity(), WEIGHT_DIGITS));
    into.put("est_value", Json.rounded(order.proceeds(), MONEY_DIGITS));
    into.put("drift", Json.rounded(BigDecimal.ZERO, WEIGHT_DIGITS));
  }

  private static void executed(ObjectNode into, OrderLife life) {
    boolean isUnknown = life.fills().isPriceDoubted();
    BigDecimal averagePrice = life.fills().averagePrice().orElse(BigDecimal.ZERO);
    into.put("symbol", life.leg().symbol().value());
    into.put("status", Words.status(life));
    into.put("filled", Json.rounded(life.fills().shares(), WEIGHT_DIGITS));
    into.put("avg_price", isUnknown ? null : Json.rounded(averagePrice, PRICE_DIGITS));
    into.put("action", life.leg().side().name());
    into.put("quantity", Json.rounded(life.leg().quantity(), WEIGHT_DIGITS));
    into.put("commission", commission(List.of(life)));
    realizedPnl(life).ifPresent(pnl -> into.put("realized_pnl", Json.rounded(pnl, PRICE_DIGITS)));
    into.put("order_ref", life.leg().ref().value());
    into.put("reason", Words.reason(life));
  }

  private static void notSent(ObjectNode into, Symbol symbol, Side side, BigDecimal quantity) {
    into.put("symbol", symbol.value());
    into.put("status", Words.DRY_RUN);
    into.put("filled", BigDecimal.ZERO);
    into.put("avg_price", BigDecimal.ZERO);
    into.put("action", side.name());
    into.put("quantity", Json.rounded(quantity, WEIGHT_DIGITS));
    into.put("commission", BigDecimal.ZERO);
    into.putNull("order_ref");
    into.put("reason", "");
  }

  /** Null while the commission of an execution is not known: a sum without it would look like the whole. */
  private static @Nullable BigDecimal commission(List<OrderLife> lives) {
    if (!lives.stream().allMatch(life -> life.fills().hasAllCommissions())) {
      return null;
    }
    BigDecimal sum = lives.stream().map(life -> life.fills().commission()).reduce(BigDecimal.ZERO, BigDecimal::add);
    return Json.rounded(sum, PRICE_DIGITS);
  }

  private static Optional<BigDecimal> realizedPnl(OrderLife life) {
    return life.fills().commissions().values().stream().map(Commission::realizedPnl).flatMap(Optional::stream)
        .reduce(BigDecimal::add);
  }
}
