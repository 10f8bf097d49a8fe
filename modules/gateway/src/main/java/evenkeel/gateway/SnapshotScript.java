package evenkeel.gateway;

import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickSnapshotEnd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a snapshot of a quote is asked for. It ends by itself about eleven seconds later, and must not be cancelled (TWS
 * API, snapshots).
 */
final class SnapshotScript implements Exchange.Gathering<Quote> {
  private final int id;
  private final Instrument instrument;
  private final Map<QuoteNews.Field, BigDecimal> values = new EnumMap<>(QuoteNews.Field.class);
  private QuoteKind kind = QuoteKind.DELAYED;
  private boolean isHalted;
  private Optional<Instant> lastTradeAt = Optional.empty();
  private Optional<Instant> newest = Optional.empty();

  private SnapshotScript(int id, Instrument instrument) {
    this.id = id;
    this.instrument = instrument;
  }

  static Exchange.Script<Quote> of(BrokerRequest.Snapshot request, int id) {
    return Exchange.Script.numbered(
        new RequestMarketData(id, Wire.contract(request.instrument()), "", true, false, List.of()),
        new SnapshotScript(id, request.instrument()));
  }

  @Override
  public Optional<Answer<Quote>> take(ServerMessage message, Instant now) {
    Wire.quoteNews(message, now).filter(told -> told.id() == id)
        .ifPresent(told -> note(told.about().apply(instrument.symbol())));
    if (!(message instanceof TickSnapshotEnd end) || end.reqId() != id) {
      return Optional.empty();
    }
    return newest.isEmpty()
        ? Optional.of(new Answer.Missing<>("snapshot of " + instrument.symbol() + ": it has no price"))
        : Exchange.given(quote(newest.get()));
  }

  private void note(QuoteNews news) {
    switch (news) {
      case QuoteNews.Tick tick -> {
        tick.value().ifPresent(price -> values.put(tick.field(), price));
        newest = Optional.of(tick.at());
      }
      case QuoteNews.Traded traded -> lastTradeAt = Optional.of(traded.at());
      case QuoteNews.Halt halt -> isHalted = halt.isHalted();
      case QuoteNews.Kind told -> kind = told.kind();
      case QuoteNews.Replaced replaced -> throw new IllegalStateException("no message says this: " + replaced);
      case QuoteNews.Refused refused -> throw new IllegalStateException("no message says this: " + refused);
      case QuoteNews.Lost lost -> throw new IllegalStateException("no message says this: " + lost);
    }
  }

  private Quote quote(Instant at) {
    return new Quote(
        instrument.symbol(), value(QuoteNews.Field.LAST), lastTradeAt, value(QuoteNews.Field.BID),
        value(QuoteNews.Field.ASK), value(QuoteNews.Field.PREVIOUS_CLOSE), isHalted, at, kind);
  }

  private Optional<BigDecimal> value(QuoteNews.Field field) {
    return Optional.ofNullable(values.get(field));
  }
}
