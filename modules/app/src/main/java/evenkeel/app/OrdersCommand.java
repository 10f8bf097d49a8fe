package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orders}: open orders of all clients, and today's that are over. */
@Command(
    name = "orders", description = "Show the account's open orders and today's completed ones, whoever placed them.",
    sortOptions = false, footer = {
        "",
        "Ids are those that evenkeel cancel and evenkeel modify take; they are told of open orders only.",
        "",
        "Example:",
        "  evenkeel orders --mine",
    })
final class OrdersCommand extends GatewayCommand {
  @Option(names = "--mine", description = "Only orders of the configured client id, or with a reference of Evenkeel's.")
  private boolean isMine;

  @Option(names = "--completed", description = "Only today's orders that are over.")
  private boolean isCompleted;

  OrdersCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    CompletableFuture<Answer<List<BrokerOrder>>> open = isCompleted
        ? CompletableFuture.completedFuture(new Answer.Given<>(List.of()))
        : client.ask(new BrokerRequest.OpenOrders());
    CompletableFuture<Answer<List<BrokerOrder>>> completed = client.ask(new BrokerRequest.CompletedOrders());
    List<Answer<List<BrokerOrder>>> answers = List.of(GatewayClient.answer(open), GatewayClient.answer(completed));
    var orders = new ArrayList<BrokerOrder>();
    answers.forEach(answer -> orders.addAll(answer.shown().orElseThrow(() -> unanswered(answer))));
    int clientId = settings.gateway().clientId();
    orders.removeIf(order -> !order.account().equals(account)
        || (isMine && order.clientId() != clientId && !OrderRef.isOurs(order.orderRef(), account)));
    Table table = new Table(
        Table.right(new Heading.Id()), Table.right(new Heading.Client()), Table.left(new Heading.Order()),
        Table.left(new Heading.Symbol()), Table.right(new Heading.Shares()),
        Table.right(new Heading.Filled()), Table.left(new Heading.Type()),
        Table.left(new Heading.Status()), Table.left(new Heading.Reference()), Table.left(new Heading.Note()));
    for (BrokerOrder order : orders) {
      String terms = order.terms().type() + " " + order.terms().timeInForce();
      String type = order.terms().limit().filter(limit -> limit.signum() > 0)
          .map(limit -> invocation().terminal().language().say(new ScreenText.LimitAt(terms, Figures.price(limit))))
          .orElse(terms);
      table.row(
          order.orderId() == 0 ? "" : String.valueOf(order.orderId()),
          order.clientId() < 0 ? "" : String.valueOf(order.clientId()), order.side().name(), order.symbol().value(),
          Figures.shares(order.quantity().max(order.filled())),
          Figures.shares(order.filled()), type, order.status().word(), order.orderRef(),
          invocation().terminal().language().say(Phrase.of(order.reason())));
    }
    return new Page(
        orders.stream().map(OrdersCommand::fields).toList(), table,
        new ScreenText.NoOrders(),
        answers.stream().filter(Answer.Partial.class::isInstance).map(OrdersCommand::unanswered).findFirst());
  }

  private static CommandFailure unanswered(Answer<?> answer) {
    return new CommandFailure(ExitCode.GATEWAY, new ComplaintText.LookAndTryAgain(answer.problem()));
  }

  /** Orders that are over have neither an id nor a client: the broker does not tell. */
  private static Json.Fields fields(BrokerOrder order) {
    return object -> {
      object.text("action", order.side().name()).text("symbol", order.symbol().value())
          .number("quantity", order.quantity().max(order.filled())).number("filled", order.filled())
          .text("order_type", order.terms().type()).text("tif", order.terms().timeInForce())
          .text("status", order.status().word()).text("order_ref", order.orderRef());
      if (order.orderId() != 0) {
        object.integer("order_id", order.orderId());
      }
      if (order.clientId() >= 0) {
        object.integer("client_id", order.clientId());
      }
      object.integer("perm_id", order.permId()).text("reason", order.reason());
    };
  }
}
