package evenkeel.app;

import evenkeel.domain.Cash;
import evenkeel.domain.Conversion;
import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Holding;
import evenkeel.domain.Phrase;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceSource;
import evenkeel.domain.Side;
import evenkeel.domain.Skipped;
import evenkeel.domain.WholeWealth;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a plan reads: for people as tables, for programs as JSON with the keys of the contracts. */
final class PlanText {
  private PlanText() {}

  /** How long it took to connect, and from connected to the plan: wall seconds. */
  record Times(BigDecimal connect, BigDecimal plan) {}

  /** Says so where a price is not simply the last one. */
  static void printSource(Terminal terminal, PriceChoice choice) {
    if (choice instanceof PriceChoice.Priced priced && priced.source() != PriceSource.LAST) {
      terminal.say(new ScreenText.PriceIs(priced.symbol(), switch (priced.source()) {
        case LAST -> new ScreenText.LastPrice();
        case MIDPOINT -> new ScreenText.Midpoint();
        case PREVIOUS_CLOSE -> new ScreenText.PreviousClosePrice();
      }));
    }
  }

  /** {@code drift}, {@code orders} and {@code skipped}; or {@code refused} with the reasons. */
  static String json(
      Optional<String> id, PlanOutcome outcome, Optional<WholeWealth> wealth, Optional<Times> times) {
    return Json.object(object -> {
      if (id.isPresent()) {
        object.text("id", id.get());
      }
      switch (outcome) {
        case PlanOutcome.Plan plan -> {
          object.objects("drift", drift(plan.drift()));
          cash(object, plan.drift(), conversions(outcome, plan.drift()));
          if (!plan.conversions().isEmpty()) {
            object.objects("conversions", plan.conversions().stream().map(PlanText::conversion).toList());
          }
          object.objects("orders", plan.orders().stream().map(PlanText::order).toList());
          if (!plan.later().isEmpty()) {
            object.objects("second_step", plan.later().stream().map(PlanText::order).toList());
          }
          object.objects("skipped", plan.skipped().stream().map(PlanText::skipped).toList());
        }
        case PlanOutcome.OnTarget nothing -> {
          object.objects("drift", drift(nothing.drift()));
          cash(object, nothing.drift(), conversions(outcome, nothing.drift()));
          object.objects("orders", List.of());
          object.objects("skipped", nothing.skipped().stream().map(PlanText::skipped).toList());
        }
        case PlanOutcome.Refused refused -> object.texts("refused", refused.reasons());
      }
      if (wealth.isPresent()) {
        WholeWealthText.write(object, wealth.get());
      }
      if (times.isPresent()) {
        object.number("connect_seconds", times.get().connect()).number("plan_seconds", times.get().plan());
      }
    });
  }

  private static List<Json.Fields> drift(DriftReport report) {
    return report.lines().stream().<Json.Fields>map(line -> object -> object
        .text("symbol", line.symbol().value())
        .number("shares", line.shares())
        .number("avg_cost", line.averageCost())
        .number("market_value", line.marketValue())
        .number("current_weight", line.currentWeight())
        .number("target_weight", line.targetWeight())
        .number("drift", line.drift())).toList();
  }

  /** Only where the cash is a reason to trade, is borrowed, or is in several currencies. */
  private static void cash(Json.Writer object, DriftReport report, List<Conversion> conversions) throws IOException {
    if (report.isCashWorthSaying()) {
      object.object("cash", cash -> {
        cash.number("amount", report.cash())
            .number("current_weight", report.cashWeight())
            .number("target_weight", report.cashTargetWeight())
            .number("drift", report.cashDrift());
        if (report.cashBreach().isPresent()) {
          cash.text("breach", report.cashBreach().get().name().toLowerCase(Locale.ROOT));
        }
        if (report.currencies().isPresent()) {
          Cash other = report.currencies().get();
          cash.objects("other_currencies", other.balances().entrySet().stream().<Json.Fields>map(
              balance -> row -> row.text("currency", balance.getKey()).number("amount", balance.getValue())
                  .number("worth", other.worth(balance.getKey())))
              .toList());
          cash.objects("convert", conversions.stream().<Json.Fields>map(
              conversion -> row -> row.text("currency", conversion.currency()).number("amount", conversion.amount())
                  .number("proceeds", conversion.proceeds()))
              .toList());
        }
      });
    }
  }

  private static Json.Fields order(PlannedOrder order) {
    return object -> object
        .text("symbol", order.symbol().value())
        .text("action", order.side().name())
        .integer("quantity", order.quantity())
        .number("est_value", order.estimatedValue())
        .number("drift", order.drift());
  }

  private static Json.Fields conversion(CurrencyOrder order) {
    return object -> object
        .text("symbol", order.pair().symbol().value())
        .text("action", order.side().name())
        .integer("quantity", order.quantity())
        .number("limit", order.limit())
        .number("proceeds", order.proceeds())
        .number("cost", order.cost())
        .text("currency", order.other())
        .flag("odd_lot", order.isOddLot());
  }

  private static Json.Fields skipped(Skipped skipped) {
    return object -> object
        .text("symbol", skipped.symbol().value())
        .text("reason", skipped.reason().text());
  }

  /** Drift, orders with their cost, and the reasons for what is left alone. */
  static void print(Terminal terminal, PlanOutcome outcome, String currency) {
    print(terminal, outcome, currency, BigDecimal.ZERO);
  }

  /**
   * The same, and what the weights are of.
   *
   * @param reserved the cash that they are not of
   */
  static void print(Terminal terminal, PlanOutcome outcome, String currency, BigDecimal reserved) {
    outcome.driftReport().ifPresent(report -> {
      printDrift(terminal, report, currency);
      if (reserved.signum() > 0) {
        terminal.say(new ScreenText.WeightsBeyondReserve(Figures.money(reserved, currency)));
      }
    });
    outcome.driftReport().ifPresent(report -> {
      printDebit(terminal, outcome, report, currency);
      printCurrencies(terminal, outcome, report, currency);
    });
    switch (outcome) {
      case PlanOutcome.Plan plan -> {
        terminal.line("");
        printOrders(terminal, plan, currency);
        printSkipped(terminal, plan.skipped());
      }
      case PlanOutcome.OnTarget nothing -> {
        terminal.line("");
        terminal.line(terminal.paint(Colour.GREEN, terminal.language().say(new ScreenText.NothingToTrade())));
        printSkipped(terminal, nothing.skipped());
      }
      case PlanOutcome.Refused refused -> {
        // The reasons are the command's one line on standard error.
      }
    }
  }

  private static void printDebit(Terminal terminal, PlanOutcome outcome, DriftReport report, String currency) {
    if (report.cash().signum() < 0) {
      String amount = Figures.money(report.cash().negate(), currency);
      boolean isPaidBack = report.isDebitToPayBack() && outcome instanceof PlanOutcome.Plan;
      terminal.say(isPaidBack ? new ScreenText.DebitPaidBack(amount) : new ScreenText.NegativeCash(amount));
    }
  }

  private static void printCurrencies(
      Terminal terminal, PlanOutcome outcome, DriftReport report, String currency) {
    report.currencies().ifPresent(cash -> cash.balances().forEach((other, amount) -> terminal.say(amount.signum() < 0
        ? new ScreenText.BorrowedInOther(other, Figures.money(amount.negate(), other))
        : new ScreenText.CashInOther(
            other, Figures.money(amount, other), Figures.money(cash.worth(other), currency)))));
    conversions(outcome, report).forEach(conversion -> terminal.say(new ScreenText.ConvertFirst(
        Figures.money(conversion.amount(), conversion.currency()), Figures.money(conversion.proceeds(), currency))));
    if (outcome instanceof PlanOutcome.Refused || report.unvalued().isEmpty()) {
      return;
    }
    terminal.say(new ScreenText.NetLiquidationUnchecked(report.unvalued().stream()
        .map(holding -> holding.symbol().value()).distinct().collect(Collectors.joining(", "))));
  }

  private static List<Conversion> conversions(PlanOutcome outcome, DriftReport report) {
    return switch (outcome) {
      case PlanOutcome.Plan plan when plan.conversions().isEmpty() -> Conversion.of(report, plan.all());
      // What the purchases need is converted by the run.
      case PlanOutcome.Plan plan -> List.of();
      case PlanOutcome.OnTarget nothing when report.breached() -> Conversion.of(report, List.of());
      case PlanOutcome.OnTarget nothing -> List.of();
      case PlanOutcome.Refused refused -> List.of();
    };
  }

  static void printDrift(Terminal terminal, DriftReport report, String currency) {
    Table table = new Table(
        Table.left(new Heading.Holding()), Table.right(new Heading.Shares()), Table.right(new Heading.Price()),
        Table.right(new Heading.ValueIn(currency)),
        Table.right(new Heading.Weight()), Table.right(new Heading.Target()), Table.right(new Heading.Drift()),
        Table.left(""));
    for (DriftLine line : report.lines()) {
      Colour colour = line.breach() ? Colour.YELLOW : Colour.PLAIN;
      table.row(List.of(
          new Table.Cell(line.symbol().value(), colour),
          new Table.Cell(Figures.shares(line.shares()), colour),
          new Table.Cell(Figures.price(line.price()), colour),
          new Table.Cell(Figures.money(line.marketValue()), colour),
          new Table.Cell(Figures.percent(line.currentWeight()), colour),
          new Table.Cell(Figures.percent(line.targetWeight()), colour),
          new Table.Cell(terminal.language().say(Figures.points(line.drift())), colour),
          new Table.Cell(line.breach() ? terminal.language().say(new ScreenText.Breach()) : "", colour)));
    }
    table.row(
        terminal.language().say(new Heading.Cash()), "", "",
        Figures.money(report.cash().add(report.currenciesWorth())),
        Figures.percent(report.cashWeight()),
        Figures.percent(report.cashTargetWeight()),
        terminal.language().say(Figures.points(report.cashDrift())),
        report.cashBreach().isPresent() ? terminal.language().say(new ScreenText.Breach()) : "");
    for (Holding holding : report.untouched()) {
      table.row(holding.symbol().value(), Figures.shares(holding.shares()), "", "", "", "", "",
          terminal.language().say(holding.id().isStandIn()
              ? new ScreenText.Untouched()
              : new ScreenText.UntouchedListing(holding.contract().listing(), holding.id())));
    }
    terminal.print(table);
  }

  private static void printOrders(Terminal terminal, PlanOutcome.Plan plan, String currency) {
    if (!plan.conversions().isEmpty()) {
      printConversions(terminal, plan.conversions(), currency);
    }
    if (!plan.orders().isEmpty()) {
      terminal.print(orders(plan.orders(), currency));
    }
    if (!plan.later().isEmpty()) {
      terminal.say(new ScreenText.SecondStep());
      terminal.print(orders(plan.later(), currency));
    }
    terminal.say(new ScreenText.Totals(
        Figures.money(plan.value(Side.SELL), currency), Figures.money(plan.value(Side.BUY), currency),
        Figures.money(plan.commissions(), currency), Figures.money(plan.cashAfter(), currency)));
  }

  private static void printConversions(Terminal terminal, List<CurrencyOrder> orders, String currency) {
    Table table = new Table(
        Table.left(new Heading.Order()), Table.left(new Heading.Symbol()), Table.right(new Heading.Shares()),
        Table.right(new Heading.Price()),
        Table.right(new Heading.ValueIn(currency)), Table.right(new Heading.CommissionIn(currency)));
    for (CurrencyOrder order : orders) {
      table.row(
          order.side().name(), order.pair().toString(), Figures.shares(order.quantity()), Figures.price(order.limit()),
          Figures.money(order.proceeds()), Figures.money(order.estimatedCommission()));
    }
    terminal.print(table);
    for (CurrencyOrder order : orders) {
      String cost = Figures.money(order.cost(), order.other());
      String proceeds = Figures.money(order.proceeds(), currency);
      terminal.say(order.isOddLot()
          ? new ScreenText.ConvertsFirstInOddLot(cost, proceeds)
          : new ScreenText.ConvertsFirst(cost, proceeds));
    }
  }

  private static Table orders(List<PlannedOrder> orders, String currency) {
    Table table = new Table(
        Table.left(new Heading.Order()), Table.left(new Heading.Symbol()), Table.right(new Heading.Shares()),
        Table.right(new Heading.Price()),
        Table.right(new Heading.ValueIn(currency)), Table.right(new Heading.CommissionIn(currency)));
    for (PlannedOrder order : orders) {
      table.row(
          order.side().name(), order.symbol().value(), Figures.shares(order.quantity()),
          Figures.price(order.price()), Figures.money(order.estimatedValue()),
          Figures.money(order.estimatedCommission()));
    }
    return table;
  }

  private static void printSkipped(Terminal terminal, List<Skipped> skipped) {
    for (Skipped one : skipped) {
      Phrase reason = switch (one.reason()) {
        case BELOW_THRESHOLD -> new ScreenText.BelowThreshold();
        case BELOW_MIN_TRADE -> new ScreenText.BelowMinimum();
        case ZERO_SHARES -> new ScreenText.NoWholeShare();
        case CONVERT_FIRST -> new ScreenText.ConvertedFirst();
        case BUYS_ONLY -> new ScreenText.BuysOnly();
        case FROZEN -> new ScreenText.ContractFrozen();
      };
      terminal.say(new ScreenText.NoOrder(one.symbol(), reason));
    }
  }
}
