package evenkeel.gateway;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Fill;
import evenkeel.domain.Quote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a session tells, each thing in one line for conversation files. */
final class Telling {
  private Telling() {}

  static String of(GatewaySession.Event event) {
    return switch (event) {
      case GatewaySession.Opened opened -> "opened";
      case GatewaySession.Up up -> "up " + joined(up.accounts()) + ", next order id " + up.nextOrderId();
      case GatewaySession.LinkLost lost -> "link lost " + lost.code();
      case GatewaySession.LinkRestored restored ->
        "link restored, streams " + (restored.subscriptionsLost() ? "lost" : "kept");
      case GatewaySession.News news -> of(news.news());
      case GatewaySession.Mark mark -> "mark " + mark.number();
      case GatewaySession.Noticed noticed -> "noticed: " + noticed.code() + " " + noticed.text();
      case GatewaySession.TimeUnknown unknown -> "time unknown: " + unknown.words();
      case GatewaySession.SessionTaken taken -> "session taken: " + taken.text();
      case GatewaySession.Down down ->
        "down " + down.reason() + (down.detail().isEmpty() ? "" : ": " + down.detail());
    };
  }

  static String of(OrderNews news) {
    return switch (news) {
      case OrderNews.Shown shown -> "order " + order(shown.order());
      case OrderNews.Status status -> "status " + status.orderId() + " " + status.status().word() + " filled "
          + plain(status.filled()) + " remaining " + plain(status.remaining()) + held(status.whyHeld());
      case OrderNews.Executed executed -> "execution " + fill(executed.fill());
      case OrderNews.Charged charged -> "commission " + charged.commission().execId() + " "
          + plain(charged.commission().amount()) + " " + charged.commission().currency();
      case OrderNews.Notice notice -> "notice for order " + notice.orderId() + ": " + notice.code() + " "
          + notice.text();
    };
  }

  static String of(QuoteNews news) {
    return "quote " + news.symbol() + " " + switch (news) {
      case QuoteNews.Tick tick -> tick.field() + " " + tick.value().map(Telling::plain).orElse("none");
      case QuoteNews.Traded traded -> "traded at " + traded.at();
      case QuoteNews.Halt halt -> halt.isHalted() ? "is halted" : "is not halted";
      case QuoteNews.Kind kind -> "is " + kind.kind().text();
      case QuoteNews.Replaced replaced -> "replaced: " + replaced.code() + " " + replaced.text();
      case QuoteNews.Refused refused -> "refused: " + refused.code() + " " + refused.text();
      case QuoteNews.Lost lost -> "lost";
    };
  }

  static String of(int orderId, SendResult result) {
    return switch (result) {
      case SendResult.Sent sent -> "sent " + orderId;
      case SendResult.NotSent not -> "not sent " + orderId + ": " + not.why();
    };
  }

  static String of(Cancellation what, SendResult result) {
    String name = switch (what) {
      case Cancellation.One one -> "cancel " + one.orderId();
      case Cancellation.All all -> "cancel all";
    };
    return switch (result) {
      case SendResult.Sent sent -> "sent " + name;
      case SendResult.NotSent not -> "not sent " + name + ": " + not.why();
    };
  }

  static String of(BrokerRequest<?> request, Answer<?> answer) {
    return switch (answer) {
      case Answer.Given<?> given -> "answer to " + request.name() + ": " + value(given.value());
      case Answer.Refused<?> refused ->
        "refusal of " + request.name() + ": " + refused.code() + " " + refused.text();
      case Answer.Partial<?> partial -> "partial answer to " + partial.why();
      case Answer.Missing<?> missing -> "no answer to " + missing.why();
    };
  }

  private static String value(Object value) {
    return switch (value) {
      case List<?> list when list.isEmpty() -> "none";
      case List<?> list -> list.stream().map(Telling::value).collect(Collectors.joining("; "));
      case AccountValue row -> row.account() + " " + row.tag() + " " + row.value() + " " + row.currency();
      case BrokerPosition position -> position.account() + " " + position.instrument().symbol() + " "
          + plain(position.quantity()) + " at " + plain(position.averageCost());
      case InstrumentDetails details -> details.instrument().symbol() + " " + details.instrument().contractId() + " "
          + details.instrument().primaryExchange() + " " + details.longName() + " tick " + plain(details.minTick())
          + " MOC " + (details.orderTypes().contains("MOC") ? "yes" : "no");
      case BrokerOrder order -> order(order);
      case BrokerRequest.Trades trades -> trades(trades);
      case Bar bar -> bar.date() + bar.begin().map(at -> " " + at).orElse("") + " " + plain(bar.open()) + " "
          + plain(bar.high()) + " " + plain(bar.low()) + " " + plain(bar.close()) + " volume "
          + plain(bar.volume());
      case Quote quote -> quote.symbol() + " last " + plain(quote.last()) + " bid " + plain(quote.bid()) + " ask "
          + plain(quote.ask()) + " close " + plain(quote.previousClose()) + " " + quote.kind().text()
          + quote.lastTradeAt().map(at -> " traded at " + at).orElse("") + (quote.isHalted() ? " halted" : "");
      case Profit profit -> profit.account() + " daily " + plain(profit.daily()) + " unrealized "
          + plain(profit.unrealized()) + " realized " + plain(profit.realized());
      case BrokerRequest.AccountBatch batch -> value(batch.values()) + " holding " + value(batch.holdings());
      case PortfolioRow row -> plain(row.quantity()) + " " + row.instrument().symbol() + " at " + plain(row.price())
          + " unrealized " + plain(row.unrealized());
      case OrderPreview preview -> preview(preview);
      default -> value.toString();
    };
  }

  private static String preview(OrderPreview preview) {
    return "initial " + effect(preview.initialMargin()) + ", maintenance " + effect(preview.maintenanceMargin())
        + ", equity " + effect(preview.equityWithLoan()) + ", commission " + plain(preview.commission()) + " "
        + plain(preview.commissionMin()) + " " + plain(preview.commissionMax()) + " " + preview.currency()
        + (preview.warning().isEmpty() ? "" : ", " + preview.warning());
  }

  private static String effect(OrderPreview.Effect effect) {
    return plain(effect.before()) + " " + plain(effect.change()) + " " + plain(effect.after());
  }

  private static String plain(Optional<BigDecimal> number) {
    return number.map(Telling::plain).orElse("none");
  }

  private static String trades(BrokerRequest.Trades trades) {
    String fills = trades.fills().stream().map(Telling::fill).collect(Collectors.joining("; "));
    String costs = trades.commissions().stream().map(cost -> plain(cost.amount()) + " " + cost.currency())
        .collect(Collectors.joining("; "));
    return (fills.isEmpty() ? "no fills" : fills) + " costing " + (costs.isEmpty() ? "nothing" : costs);
  }

  private static String order(BrokerOrder order) {
    return order.orderId() + " " + order.side() + " " + plain(order.quantity()) + " " + order.symbol() + " "
        + order.terms().type() + " " + order.status().word() + " filled " + plain(order.filled()) + " ref "
        + order.orderRef() + " for " + order.account() + (order.reason().isEmpty() ? "" : ", " + order.reason());
  }

  private static String fill(Fill fill) {
    return fill.execId() + " " + fill.side() + " " + plain(fill.shares()) + " " + fill.symbol() + " at "
        + plain(fill.price()) + " " + fill.at() + " ref " + fill.orderRef() + " for " + fill.account();
  }

  private static String held(String why) {
    return why.isEmpty() ? "" : " held " + why;
  }

  private static String joined(List<?> things) {
    return things.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
