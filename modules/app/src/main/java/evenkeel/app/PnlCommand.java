package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.Profit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pnl}: profit and loss, in each account's base currency. */
@Command(
    name = "pnl", description = "Show today's profit and loss, unrealized and realized, as the broker has them now.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel pnl --json"})
final class PnlCommand extends GatewayCommand {
  @Option(names = "--account", paramLabel = "ID", description = "One of the log-in's accounts. Default: all of them.")
  private @Nullable AccountId wanted;

  PnlCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, Settings settings) {
    List<AccountId> accounts = client.status().accounts();
    if (wanted != null && !accounts.contains(wanted)) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.AccountNotManaged(wanted));
    }
    if (accounts.size() == 1) {
      return ask(client, client.account(settings.engine()), settings);
    }
    return page(client, wanted == null ? accounts : List.of(wanted));
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    return page(client, List.of(account));
  }

  private static Page page(GatewayClient client, List<AccountId> accounts) {
    CompletableFuture<Answer<List<AccountValue>>> asked = client.ask(new BrokerRequest.AccountValues());
    List<CompletableFuture<Answer<Profit>>> profits = accounts.stream()
        .map(account -> client.ask(new BrokerRequest.ProfitAndLoss(account))).toList();
    List<AccountValue> values = GatewayClient.given(asked);
    Table table = new Table(
        Table.left(new Heading.Account()), Table.right(new Heading.Today()), Table.right(new Heading.Unrealized()),
        Table.right(new Heading.Realized()),
        Table.left(new Heading.Currency()));
    List<Profit> rows = profits.stream().map(GatewayClient::given).toList();
    for (Profit profit : rows) {
      table.row(
          profit.account().toString(), shown(profit.daily()), shown(profit.unrealized()), shown(profit.realized()),
          currency(profit.account(), values));
    }
    return new Page(
        rows.stream().map(profit -> fields(profit, currency(profit.account(), values))).toList(), table, Phrase.of(""));
  }

  private static String currency(AccountId account, List<AccountValue> values) {
    return values.stream().filter(value -> value.account().equals(account) && value.tag().equals("NetLiquidation"))
        .map(AccountValue::currency).findFirst().orElse("");
  }

  private static String shown(Optional<BigDecimal> amount) {
    return amount.map(Figures::money).orElse("-");
  }

  private static Json.Fields fields(Profit profit, String currency) {
    return object -> {
      object.text("account", profit.account().toString());
      amount(object, "daily", profit.daily());
      amount(object, "unrealized", profit.unrealized());
      amount(object, "realized", profit.realized());
      object.text("currency", currency);
    };
  }

  /** What the broker has not computed is left out. */
  private static void amount(Json.Writer object, String name, Optional<BigDecimal> amount) throws IOException {
    if (amount.isPresent()) {
      object.number(name, amount.get());
    }
  }
}
