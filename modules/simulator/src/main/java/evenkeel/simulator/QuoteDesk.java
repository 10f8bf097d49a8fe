package evenkeel.simulator;

import evenkeel.tws.CancelMarketData;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.TickRequestParameters;
import evenkeel.tws.TickSnapshotEnd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Streams and snapshots of market data, live, frozen and delayed. */
final class QuoteDesk {
  private final House house;
  private final SortedMap<Key, Stream> streams = new TreeMap<>();
  private boolean ticking;

  /** A ticker id of a connection. */
  private record Key(long link, int tickerId) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return link != other.link
          ? Long.compare(link, other.link)
          : Integer.compare(tickerId, other.tickerId);
    }
  }

  /** What is subscribed, and what it was told last. */
  private static final class Stream {
    private final Link link;
    private final int tickerId;
    private final Instrument instrument;
    private final boolean snapshot;
    private final GenericTicks generic;
    private DataKind kind;
    private @Nullable Quote told;
    private Timeline.@Nullable Timer end;

    Stream(Link link, int tickerId, Instrument instrument, DataKind kind,
        boolean snapshot, GenericTicks generic) {
      this.generic = generic;
      this.link = link;
      this.tickerId = tickerId;
      this.instrument = instrument;
      this.kind = kind;
      this.snapshot = snapshot;
    }
  }

  QuoteDesk(House house) {
    this.house = house;
    house.onGone(this::forget);
  }

  void type(Link link, RequestMarketDataType request) {
    DataKind.of(request.dataType()).ifPresentOrElse(link::dataKind,
        () -> house.error(link, -1, 321,
            "Error validating request.-'bI' : cause - Market data type is out of range"));
  }

  void request(Link link, RequestMarketData request) {
    int id = request.tickerId();
    Key key = new Key(link.id().value(), id);
    if (streams.containsKey(key)) {
      house.error(link, id, 102, "Duplicate ticker ID.");
      return;
    }
    if (request.snapshot() && !request.genericTickList().isEmpty()) {
      house.error(link, id, 414,
          "Snapshot market data subscription is not applicable to generic ticks");
      return;
    }
    Optional<Instrument> found = house.instruments().find(request.contract());
    if (found.isEmpty()) {
      house.error(link, id, 200,
          house.instruments().whyNot(request.contract()));
      return;
    }
    if (streams.size() >= house.scenario().marketData().lines()) {
      house.error(link, id, 101, "Max number of tickers has been reached");
      return;
    }
    Optional<DataKind> kind = permitted(link, id, found.get());
    if (kind.isEmpty()) {
      return;
    }
    Stream stream = new Stream(link, id, found.get(), kind.get(), request.snapshot(),
        GenericTicks.of(id, request.genericTickList()));
    streams.put(key, stream);
    if (isTakenAway(kindNow(stream))) {
      house.error(link, id, 10197, "No market data during competing live session");
    }
    open(stream);
  }

  /** What flows in answer to a request; the client has heard why when it is nothing. */
  private Optional<DataKind> permitted(Link link, int id, Instrument instrument) {
    DataKind asked = link.dataKind();
    boolean live = !asked.isDelayed();
    return switch (instrument.entitlement()
        .orElse(house.scenario().marketData().entitlement())) {
      case ANY -> Optional.of(asked);
      case LIVE -> Optional.of(asked.paidFor());
      case DELAYED -> {
        if (live) {
          // Seen with paper accounts; live ones get the older code.
          boolean paper = house.accounts().iterator().next().id().startsWith("D");
          house.error(link, id, paper ? 10089 : 354, paper
              ? "Requested market data requires additional subscription for API. See link in"
                  + " 'Market Data Connections' dialog for more details.Delayed market data is"
                  + " available." + instrument.symbol()
              : "Requested market data is not subscribed.Delayed market data is available.");
          yield Optional.empty();
        }
        house.error(link, id, 10167,
            "Requested market data is not subscribed. Displaying delayed market data.");
        yield Optional.of(asked);
      }
      case NONE -> {
        house.error(link, id, live ? 354 : 10168, live
            ? "Requested market data is not subscribed."
            : "Requested market data is not subscribed. Delayed market data is not enabled.");
        yield Optional.empty();
      }
    };
  }

  private void open(Stream stream) {
    house.send(stream.link, new TickRequestParameters(stream.tickerId,
        Optional.of(new BigDecimal("0.01")), "9c0001", 3));
    house.send(stream.link, new MarketDataType(stream.tickerId, kindNow(stream).number()));
    tell(stream);
    if (stream.snapshot) {
      stream.end = house.timeline().after(house.scenario().marketData().snapshotEnd(),
          () -> end(stream));
    } else {
      tickLater();
    }
  }

  private void end(Stream stream) {
    streams.remove(new Key(stream.link.id().value(), stream.tickerId));
    house.send(stream.link, new TickSnapshotEnd(stream.tickerId));
  }

  void cancel(Link link, CancelMarketData request) {
    Key key = new Key(link.id().value(), request.tickerId());
    Stream stream = streams.get(key);
    // A snapshot ends by itself: its cancel is answered like that of a stranger.
    if (stream == null || stream.snapshot) {
      house.error(link, request.tickerId(), 300,
          "Can't find EId with tickerId:" + request.tickerId());
    } else {
      streams.remove(key);
    }
  }

  private void forget(Link link) {
    for (Stream stream : List.copyOf(streams.values())) {
      if (stream.link == link) {
        streams.remove(new Key(link.id().value(), stream.tickerId));
        if (stream.end != null) {
          stream.end.callOff();
        }
      }
    }
  }

  /** The link to IBKR came back without them: every stream ends without a word. */
  void loseAll() {
    streams.values().removeIf(stream -> !stream.snapshot);
  }

  /** A competing session begins: whoever streams live prices is told, and hears nothing until it ends. */
  void compete() {
    for (Stream stream : streams.values()) {
      if (isTakenAway(kindNow(stream))) {
        house.error(stream.link, stream.tickerId, 10197,
            "No market data during competing live session");
      }
    }
  }

  /** Every stream goes on with another kind of data, which message 58 says. */
  void change(DataKind kind) {
    for (Stream stream : List.copyOf(streams.values())) {
      stream.kind = kind;
      stream.told = null;
      house.send(stream.link, new MarketDataType(stream.tickerId, kindNow(stream).number()));
      tell(stream);
    }
  }

  private void tickLater() {
    if (!ticking) {
      ticking = true;
      house.timeline().at(nextTick(), this::tick);
    }
  }

  private void tick() {
    ticking = false;
    List<Stream> live = new ArrayList<>();
    streams.values().stream().filter(it -> !it.snapshot).forEach(live::add);
    live.forEach(this::tell);
    if (!live.isEmpty()) {
      tickLater();
    }
  }

  /** One interval on; while everything has stood still for long, when the next session opens. */
  private Instant nextTick() {
    Duration delay = house.scenario().marketData().delay();
    Duration interval = house.scenario().marketData().tickInterval();
    Instant still = house.now().minus(delay).minus(interval.multipliedBy(2));
    boolean quiet = house.hours().open(house.now()).isEmpty()
        && house.hours().open(still).isEmpty();
    return quiet
        ? house.hours().openOrNext(house.now()).open().toInstant()
        : house.timeline().again(interval);
  }

  private DataKind kindNow(Stream stream) {
    return stream.kind.during(house.hours().open(house.now()).isPresent());
  }

  /** A competing session gets the live prices; delayed ones need no subscription and go to everybody. */
  private boolean isTakenAway(DataKind kind) {
    return house.troubles().isCompeting(house.now()) && !kind.isDelayed();
  }

  private void tell(Stream stream) {
    if (house.troubles().isLinkLost()
        || house.troubles().data().isDown(Fault.Farm.MARKET_DATA)) {
      return;
    }
    Optional<PriceOverride> override = house.market().override(stream.instrument);
    if (override.equals(Optional.of(PriceOverride.Trouble.SILENT))) {
      return;
    }
    DataKind kind = kindNow(stream);
    if (isTakenAway(kind)) {
      return;
    }
    Instant at = kind.isDelayed()
        ? house.now().minus(house.scenario().marketData().delay())
        : house.now();
    Optional<Quote> quote = kind.isFrozen()
        ? house.market().frozen(stream.instrument, at)
        : house.market().quote(stream.instrument, at);
    if (quote.isEmpty()) {
      return;
    }
    Quote now = quote.get();
    Quote before = stream.told;
    if (!Objects.equals(now, before)) {
      new Ticks(house.outbox(), stream.link, stream.tickerId, kind.isDelayed(), override)
          .send(now, before);
      if (!kind.isDelayed()) {
        stream.generic.with(now).forEach(it -> house.send(stream.link, it));
      }
      stream.told = now;
    }
  }
}
