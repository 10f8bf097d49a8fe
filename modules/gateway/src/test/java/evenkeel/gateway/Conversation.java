package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerVersions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * Plays a conversation file: it is the Gateway, the time and the owner of one {@link SessionCore}. The language of the
 * files is told in their README. Before each line that makes something happen, everything that the session has sent and
 * told so far must have been expected.
 */
final class Conversation {
  private static final int LENGTH_BYTES = 4;
  /** Longer frames are not written down in full. */
  private static final int LONG = 80;
  private static final int SHORT = 40;

  private final ClientCodec codec = new ClientCodec(ServerVersions.PINNED);
  private final Deque<String> sent = new ArrayDeque<>();
  private final Deque<String> told = new ArrayDeque<>();
  private final List<String> logged = new ArrayList<>();
  private final Optional<SimulatedSide> simulated;
  private GatewaySettings settings = Samples.SETTINGS;
  private Instant now;
  private SessionCore core;
  private boolean isGreeted;
  private String place = "";

  private Conversation(Optional<SimulatedSide> simulated, Instant start) {
    this.simulated = simulated;
    this.now = start;
    this.core = core();
  }

  /** The file plays the Gateway. */
  static void play(String name) {
    play(name, Optional.empty());
  }

  /** The simulated Gateway is the Gateway, and has to say what the file has it say. */
  static void playSimulated(String name) {
    var scenario = ConversationFile.of(name);
    play(name, Optional.of(new SimulatedSide(scenario.scenario(), scenario.start())));
  }

  /** The lines of a file that has only what happens, with what both sides say to it. */
  static List<String> record(List<String> events) {
    var file = ConversationFile.of(events);
    var side = new SimulatedSide(file.scenario(), file.start());
    var conversation = new Conversation(Optional.of(side), file.start());
    List<String> lines = new ArrayList<>();
    for (String line : events) {
      lines.add(line);
      if (!line.isBlank() && !line.startsWith("#")) {
        conversation.play(word(line), rest(line));
        conversation.writeWhatIsSaid(side, lines);
      }
    }
    return lines;
  }

  private void writeWhatIsSaid(SimulatedSide side, List<String> lines) {
    Optional<String> line = Optional.empty();
    do {
      line.ifPresent(said -> {
        lines.add("< " + said);
        receive(said);
      });
      sent.forEach(it -> lines.add("> " + (it.length() > LONG ? it.substring(0, SHORT) + "..." : it)));
      told.forEach(it -> lines.add("expect " + it));
      sent.clear();
      told.clear();
      hearOfFarms();
      line = side.next();
    } while (line.isPresent());
  }

  private static void play(String name, Optional<SimulatedSide> simulated) {
    var conversation = new Conversation(simulated, ConversationFile.of(name).start());
    conversation.playFile(name);
    conversation.hearOfFarms();
    conversation.expectNothingMore();
    conversation.expectAccountsMasked();
    simulated.flatMap(SimulatedSide::next).ifPresent(line -> {
      throw new AssertionError(name + ": the simulated Gateway has also said\n  " + line);
    });
  }

  private SessionCore core() {
    return new SessionCore(settings, version -> version == ServerVersions.PINNED, new SessionCore.Outlet() {
      @Override
      public void send(ClientMessage message) {
        byte[] frame = codec.encode(message);
        simulated.ifPresent(side -> side.received(frame, now));
        sent.add(new String(frame, LENGTH_BYTES, frame.length - LENGTH_BYTES, StandardCharsets.UTF_8)
            .replace('\0', '|'));
      }

      @Override
      public void tell(GatewaySession.Event event) {
        told.add(Telling.of(event));
      }

      @Override
      public void log(Level level, String line) {
        logged.add(level + " " + line);
      }
    }, now, Duration.ZERO);
  }

  private void playFile(String name) {
    int number = 0;
    for (String line : ConversationFile.lines(name)) {
      number++;
      place = name + ":" + number;
      if (!line.isBlank() && !line.startsWith("#")) {
        play(word(line), rest(line));
      }
    }
  }

  private void play(String word, String rest) {
    switch (word) {
      case ">" -> expect("sent", sent, rest);
      case "expect" -> expect("told", told, rest);
      case "log" -> expectLogged(rest);
      case "unlogged" -> expectUnlogged(rest);
      default -> {
        expectNothingMore();
        act(word, rest);
      }
    }
  }

  private void act(String word, String rest) {
    switch (word) {
      case "after" -> playFile(rest);
      case "settings" -> set(rest);
      case "connect" -> {
        core.connected();
        Hello hello = Hello.pinned();
        sent.add("API " + hello.text());
        simulated.ifPresent(side -> side.connect(hello.text(), now));
      }
      case "<" -> receive(simulated.isPresent() ? said(simulated.get(), rest) : rest);
      case "sim", "start" -> {
        // Read before everything else.
      }
      case "by-hand" -> simulated.ifPresent(side -> side.received(frame(rest), now));
      case "fault" -> simulated.ifPresent(side -> side.inject(rest, now));
      case "advance" -> advance(Duration.parse("PT" + rest.replace(" ", "").toUpperCase(Locale.ROOT)));
      case "refused" -> gone(simulated.map(side -> !side.isListening()).orElse(true), DisconnectReason.REFUSED,
          settings.host() + ":" + settings.port());
      case "close" -> gone(isClosedBySimulator(), DisconnectReason.CLOSED, "");
      case "break" -> gone(isClosedBySimulator(), DisconnectReason.BROKEN, rest);
      case "stop" -> {
        core.gone(DisconnectReason.STOPPED, "");
        simulated.ifPresent(side -> side.disconnected(now));
      }
      case "ask" -> ask(request(rest));
      case "watch" -> core.watchQuote(Samples.stock(rest), news -> told.add(Telling.of(news)), now);
      case "unwatch" -> core.unwatchQuote(new Symbol(rest), now);
      case "cancel" -> cancel(rest);
      case "submit" -> submit(Integer.parseInt(word(rest)), rest(rest));
      default -> throw new AssertionError(place + ": unknown word " + word);
    }
  }

  private void set(String rest) {
    MarketDataFeed feed = settings.marketData();
    int messagesPerSecond = settings.messagesPerSecond();
    String value = rest(rest);
    settings = switch (word(rest)) {
      case "messages-per-second" -> Samples.settings(Integer.parseInt(value), feed);
      case "market-data-lines" -> Samples.settings(
          messagesPerSecond, new MarketDataFeed(feed.type(), true, Integer.parseInt(value)));
      case "market-data" -> Samples.settings(
          messagesPerSecond, MarketDataFeed.of(MarketDataFeed.Type.valueOf(value.toUpperCase(Locale.ROOT))));
      case "no-fallback" -> Samples.settings(messagesPerSecond, new MarketDataFeed(feed.type(), false, feed.lines()));
      default -> throw new AssertionError(place + ": unknown setting " + rest);
    };
    core = core();
  }

  private boolean isClosedBySimulator() {
    return simulated.map(SimulatedSide::isClosed).orElse(true);
  }

  private void gone(boolean happened, DisconnectReason reason, String detail) {
    if (!happened) {
      throw new AssertionError(place + ": the simulated Gateway has not done this");
    }
    hearOfFarms();
    core.gone(reason, detail);
  }

  /** What the simulated Gateway says next, which has to be as the file says. */
  private String said(SimulatedSide side, String expected) {
    hearOfFarms();
    String actual = side.next().orElse("nothing");
    boolean matches = isGreeted
        ? actual.equals(expected)
        // The time of the greeting is nobody's business.
        : field(actual).equals(field(expected));
    if (!matches) {
      throw new AssertionError(place + ": expected the simulated Gateway to say\n  " + expected + "\nbut it said\n  "
          + actual);
    }
    return actual;
  }

  private void hearOfFarms() {
    if (isGreeted) {
      simulated.flatMap(SimulatedSide::nextOfFarms).ifPresent(notice -> {
        receive(notice);
        hearOfFarms();
      });
    }
  }

  private static String field(String line) {
    return line.split("\\|", 2)[0];
  }

  private static byte[] frame(String line) {
    return FrameWriter.frame(payload(line));
  }

  private static byte[] payload(String line) {
    return line.replace('|', '\0').replace(SimulatedSide.LINE_FEED, '\n').getBytes(StandardCharsets.UTF_8);
  }

  private void receive(String line) {
    byte[] payload = payload(line);
    try {
      if (isGreeted) {
        core.received(codec.decode(payload, 0, payload.length), now);
      } else {
        isGreeted = true;
        var greeting = ServerGreeting.decode(payload, 0, payload.length);
        core.greeted(greeting.serverVersion(), greeting.connectionTime(), now);
      }
    } catch (ProtocolViolation violation) {
      core.gone(DisconnectReason.PROTOCOL_VIOLATION, violation.getMessage());
    }
  }

  /** Wakes the session whenever it wants to be woken on the way. */
  private void advance(Duration duration) {
    Instant end = now.plus(duration);
    Optional<Instant> wake = nextWake();
    while (wake.isPresent() && wake.get().isBefore(end)) {
      now = wake.get().isAfter(now) ? wake.get() : now;
      wake();
      wake = nextWake();
    }
    now = end;
    wake();
  }

  private void wake() {
    simulated.ifPresent(side -> side.advance(now));
    core.advance(now);
  }

  /** When the session or the simulated Gateway wants to be woken. */
  private Optional<Instant> nextWake() {
    Optional<Instant> ours = core.isOver() ? Optional.empty() : Optional.of(core.nextWake());
    Optional<Instant> theirs = simulated.flatMap(SimulatedSide::nextWake);
    return Stream.of(ours, theirs).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private <T> void ask(BrokerRequest<T> request) {
    core.ask(request, answer -> told.add(Telling.of(request, answer)), now);
  }

  private BrokerRequest<?> request(String words) {
    return switch (word(words)) {
      case "accounts" -> new BrokerRequest.AccountValues();
      case "positions" -> new BrokerRequest.Positions();
      case "details" -> new BrokerRequest.Details(Samples.stock(rest(words)));
      case "open-orders" -> new BrokerRequest.OpenOrders();
      case "completed-orders" -> new BrokerRequest.CompletedOrders();
      case "executions" -> new BrokerRequest.Executions(new AccountId(rest(words)));
      case "next-order-id" -> new BrokerRequest.NextOrderId();
      case "clock" -> new BrokerRequest.GatewayClock();
      case "snapshot" -> new BrokerRequest.Snapshot(Samples.stock(rest(words)));
      case "profit" -> new BrokerRequest.ProfitAndLoss(new AccountId(rest(words)));
      case "account-stream" -> new BrokerRequest.AccountStream(new AccountId(rest(words)));
      case "history" -> history(words.split(" ", -1));
      case "preview" -> new BrokerRequest.Preview(
          Samples.ACCOUNT, Samples.stock(Samples.handOrder(rest(words)).symbol().value()),
          Samples.handOrder(rest(words)), OptionalInt.empty());
      default -> throw new AssertionError(place + ": unknown question " + words);
    };
  }

  /** For example {@code history GLD 6 M of 1 day TRADES until 2025-10-30T20:00:00Z}. */
  private static BrokerRequest.History history(String[] words) {
    return new BrokerRequest.History(
        Samples.stock(words[1]), BarSize.of(words[5] + " " + words[6]), BarKind.valueOf(words[7]),
        HistorySpan.parse(words[2] + " " + words[3]),
        words.length > 8 ? Optional.of(Instant.parse(words[9])) : Optional.empty());
  }

  private void submit(int orderId, String words) {
    core.submit(Samples.ticket(orderId, words), result -> told.add(Telling.of(orderId, result)), now);
  }

  private void cancel(String words) {
    Cancellation what = words.equals("all")
        ? new Cancellation.All()
        : new Cancellation.One(Integer.parseInt(words));
    core.cancel(what, result -> told.add(Telling.of(what, result)), now);
  }

  private void expect(String what, Deque<String> queue, String expected) {
    String actual = queue.pollFirst();
    boolean matches = actual != null && (expected.endsWith("...")
        ? actual.startsWith(expected.substring(0, expected.length() - "...".length()))
        : actual.equals(expected));
    if (!matches) {
      throw new AssertionError(place + ": expected " + what + "\n  " + expected + "\nbut it " + what + "\n  "
          + (actual == null ? "nothing" : actual));
    }
  }

  private void expectLogged(String part) {
    if (logged.stream().noneMatch(line -> line.contains(part))) {
      throw new AssertionError(place + ": no log line has '" + part + "', but " + logged);
    }
    logged.removeIf(line -> line.contains(part));
  }

  private void expectUnlogged(String part) {
    if (logged.stream().anyMatch(line -> line.contains(part))) {
      throw new AssertionError(place + ": a log line has '" + part + "': " + logged);
    }
  }

  private void expectNothingMore() {
    if (!sent.isEmpty() || !told.isEmpty()) {
      throw new AssertionError(place + ": before this line it also sent " + sent + " and told " + told);
    }
  }

  private void expectAccountsMasked() {
    if (logged.stream().anyMatch(line -> line.contains(Samples.ACCOUNT.value()))) {
      throw new AssertionError(place + ": an account number was logged: " + logged);
    }
  }

  private static String word(String line) {
    return line.split(" ", 2)[0];
  }

  private static String rest(String line) {
    return Arrays.stream(line.split(" ", 2)).skip(1).findFirst().map(String::strip).orElse("");
  }
}
