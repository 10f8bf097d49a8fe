package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code positions}: what the broker holds for the account. */
@Command(
    name = "positions", description = "Show the account's positions as the broker has them now.", sortOptions = false,
    footer = {"", "Example:", "  evenkeel positions"})
final class PositionsCommand extends GatewayCommand {
  PositionsCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    List<BrokerPosition> positions = GatewayClient.given(client.ask(new BrokerRequest.Positions())).stream()
        .filter(position -> position.account().equals(account) && position.quantity().signum() != 0).toList();
    Table table = new Table(
        Table.left(new Heading.Symbol()), Table.left(new Heading.Type()), Table.right(new Heading.Shares()),
        Table.right(new Heading.CostPerShare()),
        Table.left(new Heading.Currency()), Table.right(new Heading.ContractId()));
    for (BrokerPosition position : positions) {
      table.row(
          position.instrument().symbol().value(), position.instrument().securityType(),
          Figures.shares(position.quantity()), Figures.price(position.averageCost()),
          position.instrument().currency(), Integer.toString(position.instrument().contractId()));
    }
    return new Page(positions.stream().<Json.Fields>map(position -> object -> object
        .text("symbol", position.instrument().symbol().value())
        .text("type", position.instrument().securityType())
        .number("shares", position.quantity()).number("avg_cost", position.averageCost())
        .text("currency", position.instrument().currency())
        .integer("contract_id", position.instrument().contractId())).toList(),
        table, new ScreenText.NothingHeld());
  }
}
