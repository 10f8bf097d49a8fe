package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;

/** {@code orders}: open orders of all clients, and today's that are over. */
@Command(
    name = "orders", description = "Show the account's open orders and today's completed ones, whoever placed them.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel orders"})
final class OrdersCommand extends GatewayCommand {
  OrdersCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    CompletableFuture<Answer<List<BrokerOrder>>> open = client.ask(new BrokerRequest.OpenOrders());
    CompletableFuture<Answer<List<BrokerOrder>>> completed = client.ask(new BrokerRequest.CompletedOrders());
    var orders = new ArrayList<>(GatewayClient.given(open));
    orders.addAll(GatewayClient.given(completed));
    orders.removeIf(order -> !order.account().equals(account));
    Table table = new Table(
        Table.left("Order"), Table.left("Symbol"), Table.right("Shares"), Table.right("Filled"), Table.left("Type"),
        Table.left("Status"), Table.left("Reference"), Table.left(""));
    for (BrokerOrder order : orders) {
      String type = order.terms().type() + " " + order.terms().timeInForce()
          + order.terms().limit().filter(limit -> limit.signum() > 0).map(limit -> " at " + Figures.price(limit))
              .orElse("");
      table.row(
          order.side().name(), order.symbol().value(), Figures.shares(order.quantity().max(order.filled())),
          Figures.shares(order.filled()), type, order.status().word(), order.orderRef(), order.reason());
    }
    return new Page(orders.stream().<Json.Fields>map(order -> object -> object
        .text("action", order.side().name()).text("symbol", order.symbol().value())
        .number("quantity", order.quantity().max(order.filled())).number("filled", order.filled())
        .text("order_type", order.terms().type()).text("tif", order.terms().timeInForce())
        .text("status", order.status().word()).text("order_ref", order.orderRef())
        .number("order_id", BigDecimal.valueOf(order.orderId()))
        .number("perm_id", BigDecimal.valueOf(order.permId())).text("reason", order.reason())).toList(),
        table, "No orders: none open, and none completed today.");
  }
}
