package evenkeel.gateway;

import evenkeel.domain.Symbol;
import evenkeel.tws.CancelMarketData;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.ServerMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The streams of prices of one session: no more at once than there are lines, the rest wait for one. Where live prices
 * are refused, delayed ones are asked for instead, for the rest of the session: whatever is told comes with its kind.
 */
final class QuoteStreams {
  private record Stream(
      Instrument instrument, MarketDataFeed.Type type, Consumer<QuoteNews> watcher, QuoteLimit limit) {
    Symbol symbol() {
      return instrument.symbol();
    }

    boolean isDelayed() {
      return type == type.delayed();
    }
  }

  private record Refusal(int code, String text) {}

  private record Waiting(Instrument instrument, Consumer<QuoteNews> watcher) {}

  /** Takes messages on their way. */
  interface Sender {
    void send(ClientMessage message, Instant now);
  }

  private final MarketDataFeed feed;
  private final IntSupplier ids;
  private final Sender sender;
  private final Map<Integer, Stream> open = new LinkedHashMap<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private MarketDataFeed.Type type;
  /** Why delayed prices are asked for. */
  private Optional<Refusal> fallenBack = Optional.empty();
  private int lines;

  QuoteStreams(MarketDataFeed feed, IntSupplier ids, Sender sender) {
    this.feed = feed;
    this.ids = ids;
    this.sender = sender;
    this.type = feed.type();
    this.lines = feed.lines();
  }

  /** What comes before the first request. */
  ClientMessage opening() {
    return new RequestMarketDataType(type.code());
  }

  void watch(Instrument instrument, Consumer<QuoteNews> watcher, Instant now) {
    waiting.addLast(new Waiting(instrument, watcher));
    openNext(now);
  }

  void unwatch(Symbol symbol, Instant now) {
    waiting.removeIf(next -> next.instrument().symbol().equals(symbol));
    List<Integer> ended = open.entrySet().stream()
        .filter(entry -> entry.getValue().symbol().equals(symbol)).map(Map.Entry::getKey).toList();
    for (int id : ended) {
      open.remove(id);
      sender.send(new CancelMarketData(id), now);
    }
    openNext(now);
  }

  private void openNext(Instant now) {
    while (open.size() < lines && !waiting.isEmpty()) {
      Waiting next = waiting.removeFirst();
      int id = ids.getAsInt();
      open.put(id, new Stream(next.instrument(), type, next.watcher(), new QuoteLimit()));
      sender.send(new RequestMarketData(id, Wire.contract(next.instrument()), "", false, false, List.of()), now);
      fallenBack.ifPresent(why -> next.watcher().accept(
          new QuoteNews.Replaced(next.instrument().symbol(), why.code(), why.text())));
    }
  }

  /** Passes on what is about a stream; whatever else comes is none of its business. */
  void take(ServerMessage message, Instant now) {
    Wire.quoteNews(message, now).ifPresent(told -> tell(told.id(), told.about(), now));
  }

  private void tell(int id, Function<Symbol, QuoteNews> news, Instant now) {
    Stream stream = open.get(id);
    if (stream != null) {
      stream.limit().due(now).forEach(stream.watcher());
      QuoteNews told = news.apply(stream.symbol());
      if (stream.limit().take(told, now)) {
        stream.watcher().accept(told);
      }
    }
  }

  /** Passes on the newest of what was held back in a flood. */
  void advance(Instant now) {
    List.copyOf(open.values()).forEach(stream -> stream.limit().due(now).forEach(stream.watcher()));
  }

  /** When {@link #advance} has something to do. */
  Instant nextWake() {
    return open.values().stream().map(stream -> stream.limit().dueAt()).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** The Gateway has put something else in the place of what was asked for, and goes on. */
  void replaced(int id, MessageCode code, String text) {
    Stream stream = open.get(id);
    if (stream != null && !stream.isDelayed()) {
      stream.watcher().accept(new QuoteNews.Replaced(stream.symbol(), code.code(), text));
    }
  }

  /** The Gateway does not open a stream, or ended it. */
  void refused(int id, MessageCode code, String text, Instant now) {
    Stream stream = open.remove(id);
    if (stream == null) {
      return;
    }
    if (code.keepsLine()) {
      sender.send(new CancelMarketData(id), now);
    }
    if (!stream.isDelayed() && fallsBack(code, text, now)) {
      waiting.addFirst(new Waiting(stream.instrument(), stream.watcher()));
    } else if (code.reaction() == MessageCode.Reaction.NO_LINE_LEFT && !open.isEmpty()) {
      // Other programs of the log-in have some of the lines.
      lines = open.size();
      waiting.addFirst(new Waiting(stream.instrument(), stream.watcher()));
    } else {
      stream.watcher().accept(new QuoteNews.Refused(stream.symbol(), code.code(), text));
    }
    openNext(now);
  }

  /** Whether delayed prices are asked for from now on, so that what was refused may be asked for again. */
  boolean fallsBack(MessageCode code, String text, Instant now) {
    boolean isFalling = code.fallsBack() && feed.isFallbackAllowed() && feed.type() != feed.type().delayed();
    if (isFalling && type == feed.type()) {
      type = type.delayed();
      fallenBack = Optional.of(new Refusal(code.code(), text));
      sender.send(new RequestMarketDataType(type.code()), now);
    }
    return isFalling;
  }

  /** Every stream is gone, and nobody gets a line any more by waiting. */
  void lose() {
    List<Stream> lost = List.copyOf(open.values());
    List<Waiting> never = List.copyOf(waiting);
    open.clear();
    waiting.clear();
    lost.forEach(stream -> stream.watcher().accept(new QuoteNews.Lost(stream.symbol())));
    never.forEach(next -> next.watcher().accept(new QuoteNews.Lost(next.instrument().symbol())));
  }
}
