package evenkeel.simulator;

import evenkeel.tws.CommissionReport;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Position;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickPrice;
import java.math.BigDecimal;
import java.util.Optional;

/** Server messages as a test can read them, with what matters in most tests. */
final class Words {
  private Words() {}

  static String of(ServerMessage message) {
    // Many kinds of messages are named and not looked into here, so this switch has a default.
    return switch (message) {
      case OpenOrder it -> "order " + it.orderId() + " " + it.state().status()
          + it.state().commission().map(fee -> " fee " + plain(fee)).orElse("");
      case OrderStatus it -> "status " + it.orderId() + " " + it.status() + " "
          + plain(it.filled()) + "/" + plain(it.remaining());
      case ExecutionDetails it -> "execution " + it.execution().orderId() + " "
          + it.execution().side() + " " + plain(it.execution().shares());
      case CommissionReport it -> "commission " + plain(it.commission());
      case CompletedOrder it -> "completed " + it.contract().symbol() + " "
          + it.state().status() + " " + plain(it.order().filledQuantity());
      case ErrorMessage it -> "error " + it.id() + " " + it.code();
      case NextValidId it -> "next id " + it.orderId();
      case Position it -> "position " + it.contract().symbol() + " " + plain(it.position());
      case MarketDataType it -> "data kind " + it.reqId() + " " + it.dataType();
      case TickPrice it -> "price " + it.tickerId() + " " + it.tickType();
      default -> message.type().wireName();
    };
  }

  private static String plain(Optional<BigDecimal> number) {
    return number.map(Words::plain).orElse("-");
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
