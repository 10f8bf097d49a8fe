package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerVersions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;

/**
 * Plays a conversation file: it is the Gateway, the time and the owner of one {@link SessionCore}. The language of the
 * files is told in their README. Before each line that makes something happen, everything that the session has sent and
 * told so far must have been expected.
 */
final class Conversation {
  private static final int LENGTH_BYTES = 4;
  private static final String FOLDER = "conversations/";

  private final ClientCodec codec = new ClientCodec(ServerVersions.PINNED);
  private final Deque<String> sent = new ArrayDeque<>();
  private final Deque<String> told = new ArrayDeque<>();
  private final List<String> logged = new ArrayList<>();
  private GatewaySettings settings = Samples.SETTINGS;
  private Instant now = Samples.START;
  private SessionCore core = core();
  private boolean isGreeted;
  private String place = "";

  static void play(String name) {
    var conversation = new Conversation();
    conversation.playFile(name);
    conversation.expectNothingMore();
    conversation.expectAccountsMasked();
  }

  private SessionCore core() {
    return new SessionCore(settings, new SessionCore.Outlet() {
      @Override
      public void send(ClientMessage message) {
        byte[] frame = codec.encode(message);
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
    }, now);
  }

  private void playFile(String name) {
    InputStream resource = Conversation.class.getResourceAsStream(FOLDER + name);
    if (resource == null) {
      throw new AssertionError(place + ": there is no conversation " + name);
    }
    try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line : reader.lines().toList()) {
        number++;
        place = name + ":" + number;
        if (!line.isBlank() && !line.startsWith("#")) {
          play(word(line), rest(line));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
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
      }
      case "<" -> receive(rest);
      case "advance" -> advance(Duration.parse("PT" + rest.replace(" ", "").toUpperCase(Locale.ROOT)));
      case "refused" -> core.gone(DisconnectReason.REFUSED, settings.host() + ":" + settings.port());
      case "close" -> core.gone(DisconnectReason.CLOSED, "");
      case "break" -> core.gone(DisconnectReason.BROKEN, rest);
      case "stop" -> core.gone(DisconnectReason.STOPPED, "");
      case "ask" -> ask(request(rest));
      case "watch" -> core.watchQuote(Samples.stock(rest), news -> told.add(Telling.of(news)), now);
      case "unwatch" -> core.unwatchQuote(new Symbol(rest), now);
      case "submit" -> submit(Integer.parseInt(word(rest)), rest(rest));
      default -> throw new AssertionError(place + ": unknown word " + word);
    }
  }

  private void set(String rest) {
    if (!word(rest).equals("messages-per-second")) {
      throw new AssertionError(place + ": unknown setting " + rest);
    }
    settings = Samples.settings(Integer.parseInt(rest(rest)));
    core = core();
  }

  private void receive(String line) {
    byte[] payload = line.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
    try {
      if (isGreeted) {
        core.received(codec.decode(payload, 0, payload.length), now);
      } else {
        isGreeted = true;
        core.greeted(ServerGreeting.decode(payload, 0, payload.length).serverVersion(), now);
      }
    } catch (ProtocolViolation violation) {
      core.gone(DisconnectReason.PROTOCOL_VIOLATION, violation.getMessage());
    }
  }

  /** Wakes the session whenever it wants to be woken on the way. */
  private void advance(Duration duration) {
    Instant end = now.plus(duration);
    while (!core.isOver() && core.nextWake().isBefore(end)) {
      now = core.nextWake().isAfter(now) ? core.nextWake() : now;
      core.advance(now);
    }
    now = end;
    core.advance(now);
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
      case "profit" -> new BrokerRequest.ProfitAndLoss(new AccountId(rest(words)));
      case "account-stream" -> new BrokerRequest.AccountStream(new AccountId(rest(words)));
      case "history" -> history(words.split(" ", -1));
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
