package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.BrokerRequest;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code account}: what the broker says of the account's value, cash and margin. */
@Command(
    name = "account", description = "Show the account's value, cash and margin as the broker has them now.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel account --json"})
final class AccountCommand extends GatewayCommand {
  AccountCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    List<AccountValue> values = GatewayClient.given(client.ask(new BrokerRequest.AccountValues())).stream()
        .filter(value -> value.account().equals(account)).toList();
    Table table = new Table(Table.left("Value of " + account), Table.right("Amount"), Table.left("Currency"));
    for (AccountValue value : values) {
      table.row(value.tag(), amount(value), value.currency());
    }
    return new Page(values.stream().<Json.Fields>map(value -> object -> object
        .text("account", value.account().toString()).text("tag", value.tag()).text("value", value.value())
        .text("currency", value.currency())).toList(), table, "The broker sent no values.");
  }

  /** Figures as figures, anything else as it came. */
  private static String amount(AccountValue value) {
    try {
      return value.currency().isEmpty() ? value.value() : Figures.money(new BigDecimal(value.value()));
    } catch (NumberFormatException word) {
      return value.value();
    }
  }
}
