package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.BrokerRequest.Trades;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code fills}: today's executions with their commissions. */
@Command(
    name = "fills", description = "Show the account's executions of today with their commissions.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel fills --json"})
final class FillsCommand extends GatewayCommand {
  FillsCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    Trades trades = GatewayClient.given(client.ask(new BrokerRequest.Executions(account)));
    Map<String, Commission> commissions = trades.commissions().stream()
        .collect(Collectors.toMap(Commission::execId, commission -> commission, (first, newer) -> newer));
    TimeText times = invocation().times(settings);
    Table table = new Table(
        Table.left(new Heading.Time()), Table.left(new Heading.Order()), Table.left(new Heading.Symbol()),
        Table.right(new Heading.Shares()), Table.right(new Heading.Price()),
        Table.right(new Heading.Commission()), Table.left(new Heading.Reference()));
    for (Fill fill : trades.fills()) {
      Commission commission = commissions.get(fill.execId());
      table.row(
          times.both(fill.at()), fill.side().name(), fill.symbol().value(), Figures.shares(fill.shares()),
          Figures.price(fill.price()),
          commission == null ? "" : Figures.money(commission.amount(), commission.currency()), fill.orderRef());
    }
    return new Page(rows(trades.fills(), commissions), table, new ScreenText.NoFills());
  }

  private static List<Json.Fields> rows(List<Fill> fills, Map<String, Commission> commissions) {
    return fills.stream().<Json.Fields>map(fill -> object -> {
      object.text("time", fill.at().toString()).text("action", fill.side().name()).text("symbol", fill.symbol().value())
          .number("quantity", fill.shares()).number("price", fill.price()).text("exec_id", fill.execId())
          .text("order_ref", fill.orderRef());
      Commission commission = commissions.get(fill.execId());
      if (commission != null) {
        object.number("commission", commission.amount()).text("commission_currency", commission.currency());
      }
    }).toList();
  }
}
