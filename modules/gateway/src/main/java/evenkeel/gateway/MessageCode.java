package evenkeel.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one of the Gateway's message codes means for us (IBKR API message codes). The one place where codes are
 * classified is the table {@code message-codes.txt} beside this class; never by range: 2110 is serious and 10349 is
 * harmless. The same code may refuse an order and a request; which of the two it is, the id tells. An unknown code is
 * never a refusal.
 *
 * @param sentence what it means, without a full stop
 * @param mend what the owner can do; empty when there is nothing to do
 */
public record MessageCode(int code, Kind kind, Reaction reaction, String sentence, String mend) {

  /** What has become of the order or the question. */
  public enum Kind {
    /** Nothing to do. */
    INFORMATION,
    /** What was asked for stands; the words are worth keeping. */
    WARNING,
    /** The data request failed, or the order was refused and does not exist. */
    REFUSED,
    /** The broker ended the order: cancelled or expired. What was filled stays. */
    ENDED,
    /** What has become of it cannot be told from the code: the broker's books have to be asked. */
    FATE_UNKNOWN,
    /** The link between the Gateway and IBKR, or between us and the Gateway. */
    CONNECTIVITY
  }

  /** What is done about it, beyond telling those whom it concerns. */
  public enum Reaction {
    NONE,
    /** No order leaves until the link is back. */
    LINK_LOST,
    /** The books are compared anew, as fills of the gap may never be told. */
    LINK_BACK,
    /** The same, and every stream of prices is gone. */
    LINK_BACK_STREAMS_GONE,
    /** The session ends, and the next one waits longer than usual. */
    CLIENT_ID_TAKEN,
    /** The session ends; the new port is not followed. */
    PORT_CHANGED,
    /** Messages are sent half as fast. */
    SLOW_DOWN,
    /** Remembered, in case that an answer stays away. */
    SUSPECT_READ_ONLY,
    /** The stream is cancelled, as its line lives on at the Gateway. */
    CANCEL_LINE,
    /** Delayed prices are asked for instead, where they are allowed. */
    FALL_BACK,
    /** Both: the line lives on, and delayed prices are asked for. */
    FALL_BACK_AND_CANCEL_LINE,
    /** The stream waits for one of the others to end. */
    NO_LINE_LEFT,
    /**
     * Of a rejected order: what stopped it would stop every order of its run, so none of them is sent any more. After
     * other rejections the order alone is dropped, and the buys that its cash was to pay for become smaller.
     */
    ABORT_RUN,
    /** Of a rejected order: what stopped it passes, so the other orders of its run wait some minutes. */
    HOLD_RUN,
    /**
     * Of a rejected order: the account could not carry it. One that was sent is dropped alone; before a run is sent, it
     * speaks against all of it.
     */
    MARGIN_LACKS,
    /**
     * Of an order that a precaution of the Gateway stopped: it may be in TWS behind <em>Transmit</em>, where the API
     * does not see it, and a click there sends it.
     */
    BEHIND_TRANSMIT,
    /** Where a cancel was asked for, this is the answer: it will not be. */
    CANCEL_REFUSED,
    /** Where a change was asked for, this is the answer: it will not be. */
    CHANGE_REFUSED,
    /** The order stands with other terms; the broker's books have them. */
    TERMS_CHANGED
  }

  /** Whether delayed prices are to be asked for, or come, in the place of live ones. */
  boolean fallsBack() {
    return reaction == Reaction.FALL_BACK || reaction == Reaction.FALL_BACK_AND_CANCEL_LINE;
  }

  /** Whether the line of a stream that is over lives on at the Gateway. */
  boolean keepsLine() {
    return reaction == Reaction.CANCEL_LINE || reaction == Reaction.FALL_BACK_AND_CANCEL_LINE;
  }

  private enum About {
    ORDER, REQUEST, NOTICE
  }

  private record Key(About about, int code) {}

  /** What a code means where its text has one of these words. */
  private record Worded(List<String> words, MessageCode meaning) {}

  /** No prices, as the same user is logged in elsewhere. */
  static final int SESSION_TAKEN = 10197;

  private static final String RESOURCE = "message-codes.txt";
  private static final int COLUMNS = 6;
  private static final String WITH = " with ";
  private static final Map<Key, Worded> WORDED = new HashMap<>();
  private static final Map<Key, MessageCode> TABLE = load();

  /** A code that came with the id of a new order. */
  public static MessageCode ofOrder(int code) {
    return find(About.ORDER, code, Kind.FATE_UNKNOWN);
  }

  /** A code that came with the id of a new order, and its text. */
  public static MessageCode ofOrder(int code, String text) {
    Worded worded = WORDED.get(new Key(About.ORDER, code));
    String lower = text.toLowerCase(Locale.ROOT);
    return worded != null && worded.words().stream().anyMatch(lower::contains) ? worded.meaning() : ofOrder(code);
  }

  /** Whether an order was refused for a reason of its own, so that nothing follows from it for any other. */
  public boolean refusesOneAlone() {
    return kind == Kind.REFUSED && (reaction == Reaction.NONE || reaction == Reaction.BEHIND_TRANSMIT);
  }

  /** A code that came with a data request's id. */
  public static MessageCode ofRequest(int code) {
    return find(About.REQUEST, code, Kind.FATE_UNKNOWN);
  }

  /** A code that came with no id. */
  public static MessageCode ofNotice(int code) {
    return find(About.NOTICE, code, Kind.INFORMATION);
  }

  /** Whether it is in the table, for what it came with. */
  public boolean isKnown() {
    return !sentence.isEmpty();
  }

  private static MessageCode find(About about, int code, Kind otherwise) {
    MessageCode known = TABLE.get(new Key(about, code));
    return known != null ? known : new MessageCode(code, otherwise, Reaction.NONE, "", "");
  }

  private static Map<Key, MessageCode> load() {
    InputStream resource = MessageCode.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException(RESOURCE + " is not in the program");
    }
    try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      Map<Key, MessageCode> table = new HashMap<>();
      reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> read(line, table));
      return Map.copyOf(table);
    } catch (IOException broken) {
      throw new UncheckedIOException(RESOURCE, broken);
    }
  }

  private static void read(String line, Map<Key, MessageCode> table) {
    List<String> cells = List.of(line.split("\\|", -1)).stream().map(String::strip).toList();
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException(RESOURCE + ": not " + COLUMNS + " columns: " + line);
    }
    About about = constant(About.class, cells.get(1));
    Kind kind = constant(Kind.class, cells.get(2));
    Reaction reaction = cells.get(3).isEmpty() ? Reaction.NONE : constant(Reaction.class, cells.get(3));
    int with = cells.getFirst().indexOf(WITH);
    if (with >= 0) {
      int code = Integer.parseInt(cells.getFirst().substring(0, with).strip());
      List<String> words = List.of(cells.getFirst().substring(with + WITH.length()).split(",", -1)).stream()
          .map(String::strip).toList();
      WORDED.put(new Key(about, code), new Worded(words, new MessageCode(code, kind, reaction, cells.get(4),
          cells.get(5))));
      return;
    }
    for (String part : cells.getFirst().split(",", -1)) {
      List<Integer> ends = List.of(part.strip().split("-", -1)).stream().map(Integer::valueOf).toList();
      for (int code = ends.getFirst(); code <= ends.getLast(); code++) {
        var meaning = new MessageCode(code, kind, reaction, cells.get(4), cells.get(5));
        if (table.put(new Key(about, code), meaning) != null) {
          throw new IllegalStateException(RESOURCE + ": " + about + " " + code + " is there twice");
        }
      }
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
