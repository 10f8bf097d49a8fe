package evenkeel.gateway;

import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSnapshotEnd;
import evenkeel.tws.TickString;
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
    switch (message) {
      case TickPrice tick when tick.tickerId() == id -> Wire.field(tick.tickType()).ifPresent(field -> {
        tick.price().ifPresent(price -> values.put(field, price));
        newest = Optional.of(now);
      });
      case TickString tick when tick.tickerId() == id -> lastTradeAt = Wire.tradedAt(tick).or(() -> lastTradeAt);
      case TickGeneric tick when tick.tickerId() == id -> isHalted = Wire.halt(tick).orElse(isHalted);
      case MarketDataType type when type.reqId() == id -> kind = Wire.kind(type.dataType()).orElse(kind);
      case TickSnapshotEnd end when end.reqId() == id -> {
        return newest.isEmpty()
            ? Optional.of(new Answer.Missing<>("snapshot of " + instrument.symbol() + ": it has no price"))
            : Exchange.given(quote(newest.get()));
      }
      // Whatever else comes by is not about this snapshot.
      default -> {
      }
    }
    return Optional.empty();
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
