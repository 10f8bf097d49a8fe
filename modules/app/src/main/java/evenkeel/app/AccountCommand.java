package evenkeel.app;

import evenkeel.domain.DecimalText;
import evenkeel.domain.AccountId;
import evenkeel.domain.Language;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.PortfolioRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

/** {@code account}: value, cash and margin, each currency with its rate, and what the holdings are worth. */
@Command(
    name = "account",
    description = "Show the account's value, cash, margin, currencies and holdings as the broker has them now.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel account --json"})
final class AccountCommand extends GatewayCommand {
  private static final String TOTAL = "BASE";
  private static final List<String> LEDGER = List.of(
      "CashBalance", "StockMarketValue", "NetLiquidationByCurrency", "UnrealizedPnL", "RealizedPnL", "ExchangeRate");
  /** What the ledger has besides, or twice. */
  private static final Set<String> LEDGER_REST = Set.of("RealCurrency", "TotalCashBalance", "AccruedCash");

  AccountCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    var summary = client.ask(new BrokerRequest.AccountValues());
    var stream = client.ask(new BrokerRequest.AccountStream(account));
    List<AccountValue> all = GatewayClient.given(summary).stream()
        .filter(value -> value.account().equals(account)).toList();
    List<AccountValue> values = all.stream().filter(value -> !isLedger(value)).toList();
    // Another client may hold the one account stream there is; the summary has the currencies too.
    List<AccountValue> ledger = all.stream().filter(AccountCommand::isLedger).toList();
    List<PortfolioRow> holdings = GatewayClient.answer(stream) instanceof Answer.Given<BrokerRequest.AccountBatch> given
        ? given.value().holdings()
        : List.of();
    if (GatewayClient.answer(stream) instanceof Answer.Given<BrokerRequest.AccountBatch> given) {
      List<AccountValue> told = given.value().values().stream().filter(AccountCommand::isLedger).toList();
      ledger = told.isEmpty() ? ledger : told;
    }
    var rows = new ArrayList<Json.Fields>();
    values.forEach(value -> rows.add(fields(value)));
    ledger.forEach(value -> rows.add(fields(value)));
    holdings.forEach(holding -> rows.add(fields(account, holding)));
    return new Page(
        rows, summary(account, values), new ScreenText.NoValues(), Optional.empty(),
        List.of(currencies(ledger, invocation().terminal().language()), holdings(holdings)));
  }

  private static boolean isLedger(AccountValue value) {
    return LEDGER.contains(value.tag()) || LEDGER_REST.contains(value.tag());
  }

  private static Table summary(AccountId account, List<AccountValue> values) {
    Table table = new Table(Table.left(new Heading.ValueOf(account)), Table.right(new Heading.Amount()),
        Table.left(new Heading.Currency()));
    values.forEach(value -> table.row(value.tag(), amount(value), value.currency()));
    return table;
  }

  /** A line for each currency, the total first; the rate is what one unit is in the base currency. */
  private static Table currencies(List<AccountValue> ledger, Language language) {
    Table table = new Table(
        Table.left(new Heading.Currency()), Table.right(new Heading.Cash()), Table.right(new Heading.Stocks()),
        Table.right(new Heading.Value()),
        Table.right(new Heading.Unrealized()), Table.right(new Heading.Realized()), Table.right(new Heading.Rate()));
    ledger.stream().map(AccountValue::currency).filter(currency -> !currency.isEmpty()).distinct()
        .sorted((one, other) -> one.equals(TOTAL) ? -1 : other.equals(TOTAL) ? 1 : one.compareTo(other))
        .forEach(currency -> {
          List<String> cells = LEDGER.stream().map(tag -> ledger.stream()
              .filter(value -> value.tag().equals(tag) && value.currency().equals(currency)).findFirst()
              .map(value -> tag.equals("ExchangeRate") ? rate(value) : amount(value)).orElse("-")).toList();
          table.row(
              currency.equals(TOTAL) ? language.say(new ScreenText.AllCurrencies()) : currency, cells.get(0),
              cells.get(1), cells.get(2), cells.get(3),
              cells.get(4), cells.get(5));
        });
    return table;
  }

  private static Table holdings(List<PortfolioRow> holdings) {
    Table table = new Table(
        Table.left(new Heading.Holding()), Table.right(new Heading.Shares()), Table.right(new Heading.Price()),
        Table.right(new Heading.Value()),
        Table.right(new Heading.Unrealized()), Table.right(new Heading.Realized()), Table.left(new Heading.Currency()));
    holdings.stream().filter(holding -> holding.quantity().signum() != 0).forEach(holding -> table.row(
        holding.instrument().symbol().value(), Figures.shares(holding.quantity()),
        holding.price().map(Figures::price).orElse("-"), money(holding.value()), money(holding.unrealized()),
        money(holding.realized()), holding.instrument().currency()));
    return table;
  }

  private static String money(Optional<BigDecimal> amount) {
    return amount.map(Figures::money).orElse("-");
  }

  private static Json.Fields fields(AccountValue value) {
    return object -> object
        .text("account", value.account().toString()).text("tag", value.tag()).text("value", value.value())
        .text("currency", value.currency());
  }

  private static Json.Fields fields(AccountId account, PortfolioRow holding) {
    return object -> {
      object.text("account", account.toString()).text("symbol", holding.instrument().symbol().value())
          .number("shares", holding.quantity());
      amount(object, "price", holding.price());
      amount(object, "value", holding.value());
      amount(object, "unrealized", holding.unrealized());
      amount(object, "realized", holding.realized());
      object.text("currency", holding.instrument().currency());
    };
  }

  private static void amount(Json.Writer object, String name, Optional<BigDecimal> amount) throws IOException {
    if (amount.isPresent()) {
      object.number(name, amount.get());
    }
  }

  /** Figures as figures, anything else as it came. */
  private static String amount(AccountValue value) {
    return value.currency().isEmpty()
        ? value.value()
        : DecimalText.parse(value.value()).map(Figures::money).orElse(value.value());
  }

  private static String rate(AccountValue value) {
    return DecimalText.parse(value.value()).map(Figures::price).orElse(value.value());
  }
}
