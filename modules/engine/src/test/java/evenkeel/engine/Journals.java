package evenkeel.engine;

import evenkeel.domain.DoubtedPrice;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountType;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Cash;
import evenkeel.domain.CashBreach;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.Difference;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Holding;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.NextStep;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceSource;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.SkipReason;
import evenkeel.domain.Skipped;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.domain.TriggerKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events as the first version wrote them, with every kind of value in them. */
final class Journals {
  static final AccountId ACCOUNT = new AccountId("DU1234567");
  static final RunId RUN = new RunId("20251031-month-end");
  static final Instant AT = Instant.parse("2025-10-31T19:30:00.123456789Z");
  static final Instant CUT_OFF = Instant.parse("2025-10-31T19:45:00Z");
  static final Instant SETTLE_BY = Instant.parse("2025-10-31T20:10:00Z");
  static final Trigger TRIGGER = new Trigger(
      RUN, TriggerKind.MONTH_END, LocalDate.of(2025, 10, 31), Instant.parse("2025-10-31T19:30:00Z"), CUT_OFF);
  static final BigDecimal THIRD = BigDecimal.ONE.divide(new BigDecimal(3), MathContext.DECIMAL128);

  private Journals() {}

  /** A month end that sold GLD and bought BIL, with a partial fill, a correction, and a revised commission. */
  static List<Object> execution() {
    Leg sell = leg("GLD", Side.SELL, "100", "301.25", OrderType.MOC, Optional.empty());
    Leg buy = leg("BIL", Side.BUY, "327", "91.5", OrderType.MOC, Optional.empty());
    Leg late = leg("BRK B", Side.BUY, "3", "480.01", OrderType.LOC, Optional.of(new BigDecimal("485.50")));
    Leg lost = leg("DBMF", Side.BUY, "10", "26", OrderType.MOC, Optional.empty());
    return List.of(
        new RunEvent.RunStarted(
            RUN, ACCOUNT, TradingMode.PAPER, List.of(sell, buy, late, lost), new BigDecimal("1234.50"),
            new BigDecimal("250"), CUT_OFF, SETTLE_BY, AT),
        new OrderEvent.SubmissionStarted(sell.ref(), 41, 10, 1, AT),
        new OrderEvent.UnknownAnswerHeard(sell.ref(), 1, 9876, "Not so", AT),
        new OrderEvent.SubmissionStarted(sell.ref(), 41, 10, 2, AT),
        new OrderEvent.OrderAcknowledged(sell.ref(), 41, 10, 1_234_567_890_123L, BrokerStatus.PRE_SUBMITTED, AT),
        new OrderEvent.OrderStatusChanged(sell.ref(), BrokerStatus.SUBMITTED, "held: \"locate\"", AT),
        new OrderEvent.FillRecorded(
            sell.ref(), "0000e0d5.67fe667b.01.01", new BigDecimal("40"), new BigDecimal("301.2"), AT, AT),
        new OrderEvent.FillRecorded(
            sell.ref(), "0000e0d5.67fe667b.01.02", new BigDecimal("30"), new BigDecimal("301.20"), AT, AT),
        new OrderEvent.FillRecorded(
            sell.ref(), "0000e0d5.67fe667b.01.03", new BigDecimal("30"), new BigDecimal("301.20"), AT, AT,
            Optional.empty(), Optional.of(new DoubtedPrice(new BigDecimal("-28"), DoubtedPrice.Basis.AVERAGE))),
        new OrderEvent.CommissionRecorded(
            sell.ref(), "0000e0d5.67fe667b.01.01", new BigDecimal("1.0"), "USD", Optional.empty(), AT),
        new OrderEvent.CommissionRecorded(
            sell.ref(), "0000e0d5.67fe667b.01.02", new BigDecimal("1.25"), "USD",
            Optional.of(new BigDecimal("-17.031234567890123")), AT),
        new OrderEvent.OrderClosed(sell.ref(), OrderOutcome.CANCELLED, 202, "Order Canceled - reason:é", AT),
        new OrderEvent.LegShrunk(buy.ref(), new BigDecimal("98"), "less cash", AT),
        new OrderEvent.SubmissionStarted(buy.ref(), 42, 10, 1, AT),
        new OrderEvent.OrderParked(buy.ref(), "nobody knows", AT),
        new OrderEvent.OrderClosed(late.ref(), OrderOutcome.SKIPPED, 0, "the cut-off passed", AT),
        new OrderEvent.SubmissionStarted(lost.ref(), 43, 10, 1, AT),
        new OrderEvent.OrderClosed(lost.ref(), OrderOutcome.NEVER_ARRIVED, 0, "", AT),
        new RunEvent.RunSettled(RUN, AT),
        new RunEvent.RunReported(RUN, 17, AT));
  }

  /** What an order by hand adds: its run, a change that was refused, one that was made, and cancels of all kinds. */
  static List<Object> byHand() {
    var run = new RunId("20251103-order-100000123");
    Leg leg = new Leg(
        OrderRef.of(ACCOUNT, run, new Symbol("GLD"), Side.BUY), new Symbol("GLD"), Side.BUY, new BigDecimal("10"),
        new BigDecimal("350.25"), OrderType.LMT, TimeInForce.GTC, Optional.of(new BigDecimal("350.25")),
        BigDecimal.ZERO, Optional.empty());
    Optional<BigDecimal> lower = Optional.of(new BigDecimal("349.5"));
    return List.of(
        new RunEvent.RunStarted(
            run, ACCOUNT, TradingMode.PAPER, List.of(leg), new BigDecimal("5000"), BigDecimal.ZERO, CUT_OFF, SETTLE_BY,
            AT, true),
        new OrderEvent.SubmissionStarted(leg.ref(), 51, 10, 1, AT),
        new OrderEvent.OrderAcknowledged(leg.ref(), 51, 10, 7L, BrokerStatus.SUBMITTED, AT),
        new OrderEvent.ChangeRequested(leg.ref(), new BigDecimal("8"), lower, AT),
        new OrderEvent.ChangeRefused(leg.ref(), 105, "does not match", AT),
        new OrderEvent.TermsChanged(leg.ref(), new BigDecimal("8"), lower, true, AT),
        new OrderEvent.CancelRequested(leg.ref(), AT),
        new OrderEvent.CancelRefused(leg.ref(), 10148, "state: Filled", AT),
        new RunEvent.RunHalted(run, Optional.of(AT), "IBKR takes only some orders", AT),
        new RunEvent.RunHalted(run, Optional.empty(), "read-only", AT),
        new RunEvent.OrderAdopted(
            new RunId("20251103-order-100000124"), ACCOUNT, TradingMode.PAPER, leg, SETTLE_BY, AT),
        new DeskEvent.CancelAllRequested(AT),
        new DeskEvent.StrayCancelRequested(4, "somebody's", new Symbol("BIL"), Side.SELL, AT),
        new DeskEvent.StrayCancelAnswered(4, true, 202, "Order Canceled - reason:", AT));
  }

  /** The decision to place it. */
  static Object placed() {
    var wish = new HandOrder(
        new Symbol("GLD"), Side.BUY, new BigDecimal("10"), OrderType.LMT, TimeInForce.GTC,
        Optional.of(new BigDecimal("350.25")));
    var order = new PlannedOrder(
        new Symbol("GLD"), Side.BUY, new BigDecimal("10"), new BigDecimal("350.25"), new BigDecimal("3502.50"),
        new BigDecimal("1.00"), BigDecimal.ZERO, Optional.empty());
    return new PlannerEvent.DecisionMade(decision(
        new Trigger(
            new RunId("20251103-order-100000123"), TriggerKind.ORDER, LocalDate.of(2025, 11, 3), AT, CUT_OFF),
        Optional.empty(), List.of(), new Decision.Place(wish, order, new BigDecimal("250"))));
  }

  /** What the guards say, and what the planner makes of it. */
  static List<Object> guarding() {
    return List.of(
        new GuardEvent.AccountSeen(new BigDecimal("51234.50"), AT),
        new GuardEvent.AccountSeen(new BigDecimal("51234.50"), AT, Optional.of(portfolio())),
        new GuardEvent.RunPassed(RUN, AT),
        new GuardEvent.RunPassedInPart(RUN, List.of(new GuardEvent.Withheld(Broker.GLD.ref(), "halted")), AT),
        new GuardEvent.RunHeld(RUN, "the owner has stopped trading", AT),
        new GuardEvent.RunStopped(RUN, List.of("too much", "too often"), AT),
        new PlannerEvent.DecisionStopped(RUN, List.of("too much"), AT));
  }

  /** One decision of each kind, handed over or reported. */
  static List<Object> planning() {
    Portfolio portfolio = portfolio();
    DriftReport drift = drift();
    var order = new PlannedOrder(
        new Symbol("GLD"), Side.SELL, new BigDecimal("100"), new BigDecimal("301.25"), new BigDecimal("30125.00"),
        new BigDecimal("1.00"), new BigDecimal("0.2001"), Optional.empty());
    var plan = new PlanOutcome.Plan(
        drift, List.of(order), List.of(new Skipped(new Symbol("BIL"), SkipReason.BELOW_THRESHOLD)),
        new BigDecimal("31358.50"));
    var later = new RunId("20251101-manual-120000");
    return List.of(
        new PlannerEvent.DecisionMade(decision(
            TRIGGER, Optional.of(portfolio), prices(), new Decision.Trade(plan, new BigDecimal("250")))),
        new PlannerEvent.DecisionApproved(RUN, true, AT),
        new PlannerEvent.DecisionHandedOver(RUN, AT),
        new PlannerEvent.DecisionMade(decision(
            manual(later), Optional.of(portfolio), prices(), new Decision.Rest(new PlanOutcome.OnTarget(
                drift, List.of())))),
        new PlannerEvent.DecisionReported(later, AT),
        new PlannerEvent.DecisionMade(decision(
            manual(new RunId("20251101-manual-120001")), Optional.empty(), List.of(), new Decision.Refuse(
                new PlanOutcome.Refused(List.of("positions: no answer", "no price"), Optional.of(drift))))),
        new PlannerEvent.DecisionMade(decision(
            new Trigger(
                new RunId("20251128-month-end"), TriggerKind.MONTH_END, LocalDate.of(2025, 11, 28), AT, CUT_OFF),
            Optional.empty(), List.of(), new Decision.Missed("it was due while nobody could look"))));
  }

  /** What the comparison with the broker's positions leaves behind. */
  static List<Object> locking() {
    var shares = new TreeMap<Symbol, BigDecimal>();
    shares.put(new Symbol("BRK B"), new BigDecimal("-0.5"));
    return List.of(
        new LockEvent.BrokerAccepted(shares, List.of("ek-706de7-20251031-month-end-GLD-SELL"), AT),
        new LockEvent.AccountFrozen(List.of(new Difference("BRK B", "-0.5 shares", "3 shares (+3.5)")), AT),
        new LockEvent.AccountThawed(true, AT));
  }

  /** The same by contract, with what explains a difference. */
  static List<Object> breaks() {
    var gold = new Contract(new ContractId(51529211), new Symbol("GLD"), "STK", "ARCA", "USD");
    var other = new Contract(new ContractId(77001122), new Symbol("GLDX"), "STK", "ARCA", "USD");
    var held = new Holding(gold, new BigDecimal("38.25"), new BigDecimal("265.4"));
    var none = new Holding(gold, BigDecimal.ZERO, BigDecimal.ZERO);
    var executions = new LinkedHashMap<String, BigDecimal>();
    executions.put("0000e0d5.68123456.01", new BigDecimal("-8"));
    var split = new CorporateAction.Split(gold, other, new BigDecimal("76"), new BigDecimal("38"),
        new BigDecimal("0.5"));
    return List.of(
        new LockEvent.BrokerAccepted(List.of(held), executions, List.of(), AT),
        new LockEvent.PositionsConfirmed(List.of(held), executions, AT),
        new LockEvent.ForeignExecutionsBooked(gold, new BigDecimal("-8"), executions, held, AT),
        new LockEvent.CorporateActionBooked(
            new CorporateAction.DividendReinvested(
                gold, new BigDecimal("38"), held.shares(), Optional.of(new BigDecimal("265.4"))),
            List.of(held), true, AT),
        new LockEvent.CorporateActionBooked(
            new CorporateAction.FractionPaidOut(gold, held.shares(), new BigDecimal("38")), List.of(held), true, AT),
        new LockEvent.CorporateActionBooked(
            new CorporateAction.ContractReplaced(gold, other, held.shares()), List.of(none), false, AT),
        new LockEvent.CorporateActionBooked(new CorporateAction.SymbolChanged(gold, gold), List.of(held), true, AT),
        new LockEvent.CorporateActionBooked(
            new CorporateAction.SpinOff(Optional.of(gold), other, BigDecimal.TEN, new BigDecimal("100")),
            List.of(held), true, AT),
        new LockEvent.AccountFrozen(
            List.of(new Difference(
                "GLD", "76 shares", "0 shares (-76)", Optional.of(gold), Optional.of(BigDecimal.ZERO))),
            AT, FreezeScope.SYMBOL, List.of(split)));
  }

  /** A run and its decision with the contract of everything that is held and ordered. */
  static List<Object> byContract() {
    var run = new RunId("20261130-month-end");
    var gold = new Contract(new ContractId(51529211), new Symbol("GLD"), "STK", "ARCA", "USD");
    var london = new Contract(new ContractId(77001122), new Symbol("GLD"), "STK", "LSEETF", "GBP");
    var held = new Holding(gold, new BigDecimal("10"), new BigDecimal("250.123456"));
    var other = new Holding(london, new BigDecimal("720"), new BigDecimal("28"));
    Portfolio portfolio = Portfolio.of("USD", new BigDecimal("9000"), new BigDecimal("6000"), List.of(held, other))
        .meaning(Map.of(new Symbol("GLD"), gold.id()));
    var line = new DriftLine(
        new Symbol("GLD"), held.shares(), held.averageCost(), new BigDecimal("300"), new BigDecimal("3000"),
        new BigDecimal("0.33"), BigDecimal.ONE, new BigDecimal("-0.67"), true, Optional.of(gold.id()));
    var drift = new DriftReport(
        new BigDecimal("9000"), List.of(line), List.of(other), new BigDecimal("6000"), new BigDecimal("0.67"),
        BigDecimal.ZERO);
    var order = new PlannedOrder(
        new Symbol("GLD"), Side.BUY, new BigDecimal("19"), new BigDecimal("300"), new BigDecimal("5700"),
        BigDecimal.ONE, new BigDecimal("-0.67"), Optional.of(gold.id()));
    var plan = new PlanOutcome.Plan(drift, List.of(order), List.of(), new BigDecimal("299"));
    var leg = new Leg(
        OrderRef.of(ACCOUNT, run, new Symbol("GLD"), Side.BUY), new Symbol("GLD"), Side.BUY, order.quantity(),
        order.price(), OrderType.MOC, TimeInForce.DAY, Optional.empty(), order.drift(), order.contract());
    return List.of(
        new PlannerEvent.DecisionMade(decision(
            new Trigger(run, TriggerKind.MONTH_END, LocalDate.of(2026, 11, 30), AT, CUT_OFF), Optional.of(portfolio),
            prices(), new Decision.Trade(plan, BigDecimal.ZERO))),
        new RunEvent.RunStarted(
            run, ACCOUNT, TradingMode.PAPER, List.of(leg), new BigDecimal("6000"), BigDecimal.ZERO, CUT_OFF, SETTLE_BY,
            AT),
        new OrderEvent.ContractReplaced(leg.ref(), new ContractId(51529299), AT));
  }

  /** A decision about cash of two currencies, of which one is a loan. */
  static List<Object> cash() {
    var run = new RunId("20261231-month-end");
    var amounts = new TreeMap<>(Map.of("HKD", new BigDecimal("117000"), "EUR", new BigDecimal("-10.50")));
    var rates = new TreeMap<>(Map.of("HKD", new BigDecimal("0.1282"), "EUR", new BigDecimal("1.1")));
    var currencies = new Cash(amounts, rates, Optional.of(new BigDecimal("-200")), Optional.of(AccountType.MARGIN));
    Portfolio portfolio = portfolio().with(currencies);
    var drift = new DriftReport(
        new BigDecimal("100000"), List.of(), List.of(), new BigDecimal("-200"), new BigDecimal("0.15"),
        BigDecimal.ZERO, Optional.of(CashBreach.NEGATIVE), Optional.of(currencies));
    return List.of(new PlannerEvent.DecisionMade(decision(
        new Trigger(run, TriggerKind.MONTH_END, LocalDate.of(2026, 12, 31), AT, CUT_OFF), Optional.of(portfolio),
        prices(), new Decision.Rest(new PlanOutcome.OnTarget(drift, List.of())))));
  }

  /** A month end of a cash account: its second step was put off, decided, and gave one purchase up. */
  static List<Object> inTwoSteps() {
    var run = new RunId("20271231-month-end");
    var first = new Trigger(run, TriggerKind.MONTH_END, LocalDate.of(2027, 12, 31), AT, CUT_OFF);
    var second = new Trigger(
        run, TriggerKind.MONTH_END, LocalDate.of(2028, 1, 4), AT, CUT_OFF,
        Optional.of(new Trigger.CatchUp(first.session(), Optional.empty())));
    PlannedOrder sale = planned("DBMF", Side.SELL, "100");
    PlannedOrder gold = planned("GLD", Side.BUY, "9");
    PlannedOrder bills = planned("BIL", Side.BUY, "7");
    var plan = new PlanOutcome.Plan(
        drift(), List.of(sale), List.of(), new BigDecimal("250"), List.of(gold, bills));
    var step = new PlanOutcome.Plan(drift(), List.of(gold), List.of(), new BigDecimal("250"), List.of(bills));
    Leg buy = leg(run, gold);
    Leg left = leg(run, bills);
    return List.of(
        new PlannerEvent.DecisionMade(decision(
            first, Optional.of(portfolio()), prices(), new Decision.Trade(plan, new BigDecimal("250")))),
        new PlannerEvent.DecisionHandedOver(run, AT),
        new RunEvent.RunStarted(
            run, ACCOUNT, TradingMode.PAPER, List.of(leg(run, sale)), new BigDecimal("6000"), new BigDecimal("250"),
            CUT_OFF, SETTLE_BY, AT, false, Optional.of(new NextStep(LocalDate.of(2028, 1, 3), AT, CUT_OFF))),
        new PlannerEvent.StepPutOff(second, "the settled cash does not cover it", AT),
        new RunEvent.StepPutOff(run, NextStep.of(second), AT),
        new PlannerEvent.StepDecided(
            decision(second, Optional.of(portfolio()), prices(), new Decision.Trade(
                step, new BigDecimal("250"), Optional.of(new Decision.SecondStep(List.of(
                    new Decision.LeftOut(bills.symbol(), "the settled cash does not cover it")))))),
            AT),
        new RunEvent.StepStarted(run, List.of(buy, left), new BigDecimal("4000.50"), CUT_OFF, SETTLE_BY, AT),
        new OrderEvent.OrderClosed(left.ref(), OrderOutcome.SKIPPED, 0, "the settled cash does not cover it", AT),
        new OrderEvent.SubmissionStarted(buy.ref(), 61, 10, 1, AT));
  }

  /** A month end whose purchase the broker refused as its cash has not settled. */
  static List<Object> deferring() {
    var run = new RunId("20280131-month-end");
    PlannedOrder sale = planned("DBMF", Side.SELL, "100");
    PlannedOrder gold = planned("GLD", Side.BUY, "9");
    var plan = new PlanOutcome.Plan(drift(), List.of(sale, gold), List.of(), new BigDecimal("250"));
    Leg buy = leg(run, gold);
    return List.of(
        new PlannerEvent.DecisionMade(decision(
            new Trigger(run, TriggerKind.MONTH_END, LocalDate.of(2028, 1, 31), AT, CUT_OFF),
            Optional.of(portfolio()), prices(), new Decision.Trade(plan, new BigDecimal("250")))),
        new PlannerEvent.DecisionHandedOver(run, AT),
        new RunEvent.RunStarted(
            run, ACCOUNT, TradingMode.PAPER, List.of(leg(run, sale), buy), new BigDecimal("6000"),
            new BigDecimal("250"), CUT_OFF, SETTLE_BY, AT),
        new OrderEvent.SubmissionStarted(buy.ref(), 71, 10, 1, AT),
        new OrderEvent.OrderClosed(
            buy.ref(), OrderOutcome.REJECTED, 201, "Order rejected - reason:Insufficient settled cash", AT),
        new RunEvent.PurchaseDeferred(run, buy.ref(), new NextStep(LocalDate.of(2028, 2, 1), AT, CUT_OFF), AT),
        new PlannerEvent.PurchasesDeferred(run, List.of(gold), AT));
  }

  /** A month end that converts euros for its purchase. */
  static List<Object> converting() {
    var run = new RunId("20280229-month-end");
    PlannedOrder gold = planned("GLD", Side.BUY, "9");
    var order = new CurrencyOrder(
        new CurrencyPair("EUR", "USD"), Side.SELL, new BigDecimal("5000"), new BigDecimal("1.1"),
        new BigDecimal("1.0945"), "USD", new BigDecimal("5472.50"), new BigDecimal("5000"), new BigDecimal("2.00"));
    var plan = new PlanOutcome.Plan(
        drift(), List.of(gold), List.of(), new BigDecimal("250"), List.of(), List.of(order));
    Leg conversion = Leg.of(OrderRef.of(ACCOUNT, run, order.pair().symbol(), order.side()), order);
    return List.of(
        new PlannerEvent.DecisionMade(decision(
            new Trigger(run, TriggerKind.MONTH_END, LocalDate.of(2028, 2, 29), AT, CUT_OFF),
            Optional.of(portfolio()), prices(), new Decision.Trade(plan, new BigDecimal("250")))),
        new PlannerEvent.DecisionHandedOver(run, AT),
        new RunEvent.RunStarted(
            run, ACCOUNT, TradingMode.PAPER, List.of(conversion, leg(run, gold)), new BigDecimal("60"),
            new BigDecimal("250"), CUT_OFF, SETTLE_BY, AT),
        new OrderEvent.SubmissionStarted(conversion.ref(), 81, 10, 1, AT));
  }

  private static PlannedOrder planned(String symbol, Side side, String shares) {
    var quantity = new BigDecimal(shares);
    return new PlannedOrder(
        new Symbol(symbol), side, quantity, BigDecimal.TEN, quantity.multiply(BigDecimal.TEN), BigDecimal.ONE,
        new BigDecimal("0.06"), Optional.of(new ContractId(symbol.hashCode())));
  }

  private static Leg leg(RunId run, PlannedOrder order) {
    return new Leg(
        OrderRef.of(ACCOUNT, run, order.symbol(), order.side()), order.symbol(), order.side(), order.quantity(),
        order.price(), OrderType.MOC, TimeInForce.DAY, Optional.empty(), order.drift(), order.contract());
  }

  /** A month end that was put off. */
  static List<Object> puttingOff() {
    var late = new Trigger.CatchUp(TRIGGER.session(), Optional.of(OrderType.LOC));
    return List.of(new PlannerEvent.DecisionPutOff(
        new Trigger(RUN, TriggerKind.MONTH_END, TRIGGER.session(), AT, CUT_OFF, Optional.of(late)),
        "positions: no answer", AT));
  }

  private static Decision decision(
      Trigger trigger, Optional<Portfolio> looked, List<PriceChoice> prices, Decision.Verdict verdict) {
    return new Decision(trigger, ACCOUNT, TradingMode.PAPER, AT, looked, prices, verdict);
  }

  private static Trigger manual(RunId run) {
    return new Trigger(run, TriggerKind.MANUAL, LocalDate.of(2025, 11, 3), AT, CUT_OFF);
  }

  private static List<PriceChoice> prices() {
    return List.of(
        new PriceChoice.Priced(
            new Symbol("GLD"), new BigDecimal("301.25"), PriceSource.MIDPOINT, QuoteKind.DELAYED_FROZEN),
        new PriceChoice.NoPrice(new Symbol("BIL"), "no price: last none"));
  }

  private static Portfolio portfolio() {
    var holdings = new TreeMap<Symbol, Holding>();
    for (String symbol : List.of("GLD", "BRK B", "OPT 123456")) {
      holdings.put(
          new Symbol(symbol), Holding.of(new Symbol(symbol), new BigDecimal("-0.5"), new BigDecimal("250.123456")));
    }
    return Portfolio.of("USD", new BigDecimal("100000.00"), new BigDecimal("1234.50"), holdings.values());
  }

  private static DriftReport drift() {
    var line = new DriftLine(
        new Symbol("GLD"), new BigDecimal("200"), new BigDecimal("250.123456"), new BigDecimal("301.25"),
        new BigDecimal("60250.00"), new BigDecimal("0.6"), THIRD, new BigDecimal("0.6").subtract(THIRD), true,
        Optional.empty());
    return new DriftReport(
        new BigDecimal("100000"), List.of(line), List.of(Holding.of(
            new Symbol("IBM"), new BigDecimal("3"), new BigDecimal("1E+2"))),
        new BigDecimal("1234.50"), new BigDecimal("0.0099"), BigDecimal.ZERO);
  }

  private static Leg leg(
      String symbol, Side side, String quantity, String price, OrderType type, Optional<BigDecimal> limit) {
    return new Leg(
        OrderRef.of(ACCOUNT, RUN, new Symbol(symbol), side), new Symbol(symbol), side, new BigDecimal(quantity),
        new BigDecimal(price), type, TimeInForce.DAY, limit, new BigDecimal("0.12345678901234567890"),
        Optional.empty());
  }
}
