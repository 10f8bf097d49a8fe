package evenkeel.verification;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A Gateway that says anything at any time: each frame of the simulated one may be preceded, followed or replaced by
 * frames within the grammar and beyond it. What it says is drawn from a seed; how much of it, and of which kinds, too.
 *
 * <p>It adds to the answers about orders, executions, positions and accounts, and contradicts them; it does not take
 * them away, since a broker that hides an order cannot be told from one that does not have it.
 */
final class HostileGateway {
  /** What becomes of the bytes of one connection. */
  interface Speech {
    /** They arrive as they were sent. */
    Speech HONEST = bytes -> bytes;

    byte[] instead(byte[] said);
  }

  /** One thing that it does. */
  enum Kind {
    // Contradictions and repeats.
    UNKNOWN_ORDER, FOREIGN_ACCOUNT, OTHER_CONTENT, REPEAT, OLD_FRAME, FLOOD,
    // Texts.
    PLANTED_ERROR, PLANTED_FIELD, PLANTED_TEXT,
    // Beyond the grammar.
    HALF_FRAME, ABSURD_NUMBER, UNKNOWN_MESSAGE, CUT_FIELDS, RANDOM_BYTES,
    // In place of the frame, not beside it.
    REPLACED
  }

  /** Escape sequences, C1 codes, direction marks, line breaks and markup. */
  static final List<String> PLANTED = List.of(
      "\u001b]0;owned\u0007", "\u001b[31mred", "\u009b2J", "\u202eback\u2066", "\u200f", "a\nERROR forged", "a\r\nb",
      "\u2028\u2029", "\u0085", "<script>alert(1)</script>", "\"},{\"x\":\"", "\u0001\u007f", "%n%s{}", "${jndi:x}");
  private static final List<String> ABSURD = List.of(
      "-28", "0", "-0", "1E300", "1E999999999", "-1E40", "1E-300", "NaN", "-Infinity", "2147483647", "-2147483648",
      "2147483648", "9223372036854775807", "99999999999999999999999", "1.7976931348623157E308", "9".repeat(300), "",
      "0x10", "1,000", "--1");
  private static final List<String> WORDS = List.of(
      "Cancelled", "Filled", "Inactive", "Submitted", "PendingSubmit", "ApiCancelled", "BUY", "SELL", "BOT", "SLD",
      "USD",
      "HKD", "CASH", "STK");
  private static final String OTHER_ACCOUNT = "DU7654321";
  private static final String OTHER_ID = "987654";
  private static final int FLOOD_MAX = 400;
  private static final int OLD_FRAMES = 200;
  private static final int FRAME_BYTES_MAX = 4000;
  /**
   * Of next ids, accounts, orders, executions, commissions and positions, and the ends of the answers with them, as the
   * TWS API numbers its messages: these are added to and contradicted, never taken away.
   */
  private static final Set<String> KEPT = Set.of(
      "3", "5", "9", "11", "15", "53", "55", "59", "61", "62", "101", "102", "49");
  /** What mostly ends the connection; on half of the days it does not happen, so that what goes on has its time. */
  private static final Set<Kind> ENDS_CONNECTIONS = EnumSet.of(
      Kind.HALF_FRAME, Kind.CUT_FIELDS, Kind.RANDOM_BYTES, Kind.ABSURD_NUMBER, Kind.OTHER_CONTENT, Kind.PLANTED_FIELD,
      Kind.REPLACED);
  private static final Set<String> OF_ORDERS = Set.of("3", "4", "5", "11");

  private final RandomGenerator random;
  private final String account;
  private final BooleanSupplier isHostile;
  private final Consumer<Kind> witness;
  private final List<Kind> kinds;
  private final int every;
  private final List<byte[]> old = new ArrayList<>();

  /**
   * @param account the one that the log-in has
   * @param isHostile whether it says more than it should at this moment
   * @param witness hears of each thing that it does
   */
  HostileGateway(RandomGenerator random, String account, BooleanSupplier isHostile, Consumer<Kind> witness) {
    this.random = random;
    this.account = account;
    this.isHostile = isHostile;
    this.witness = witness;
    boolean isWithinGrammar = random.nextBoolean();
    List<Kind> drawn = Arrays.stream(Kind.values()).filter(kind -> random.nextInt(3) > 0)
        .filter(kind -> !isWithinGrammar || !ENDS_CONNECTIONS.contains(kind)).toList();
    this.kinds = drawn.isEmpty() ? List.of(Kind.values()) : drawn;
    this.every = List.of(3, 10, 30, 100, 300).get(random.nextInt(5));
  }

  /** How it speaks on one connection. */
  Speech connection() {
    return new Connection();
  }

  private final class Connection implements Speech {
    private boolean isGreeted;
    private boolean isMute;

    @Override
    public byte[] instead(byte[] said) {
      if (!isGreeted || !isHostile.getAsBoolean()) {
        isGreeted = true;
        return isMute ? new byte[0] : said;
      }
      var out = new ByteArrayOutputStream();
      for (byte[] frame : frames(said)) {
        if (!isMute) {
          speak(frame, out);
        }
      }
      return out.toByteArray();
    }

    private void speak(byte[] frame, ByteArrayOutputStream out) {
      remember(frame);
      if (random.nextInt(every) > 0) {
        write(frame, out);
        return;
      }
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      witness.accept(kind);
      String[] fields = fields(frame);
      switch (kind) {
        case REPLACED -> write(KEPT.contains(fields[0]) ? frame : frame(mutated(fields, any())), out);
        case HALF_FRAME -> {
          byte[] whole = framed(frame);
          out.write(whole, 0, whole.length / 2);
          isMute = true;
        }
        default -> {
          boolean isBefore = random.nextBoolean();
          if (!isBefore) {
            write(frame, out);
          }
          added(kind, frame, fields).forEach(hostile -> write(hostile, out));
          if (isBefore) {
            write(frame, out);
          }
        }
      }
    }
  }

  private void remember(byte[] frame) {
    if (old.size() < OLD_FRAMES) {
      old.add(frame);
    } else {
      old.set(random.nextInt(OLD_FRAMES), frame);
    }
  }

  private List<byte[]> added(Kind kind, byte[] frame, String[] fields) {
    return switch (kind) {
      case UNKNOWN_ORDER -> List.of(unknownOrder(fields));
      case FOREIGN_ACCOUNT -> List.of(new String(frame, StandardCharsets.UTF_8).contains(account)
          ? new String(frame, StandardCharsets.UTF_8).replace(account, OTHER_ACCOUNT).getBytes(StandardCharsets.UTF_8)
          : frame("15", "1", OTHER_ACCOUNT + "," + account));
      case OTHER_CONTENT -> List.of(frame(mutated(fields, WORDS.get(random.nextInt(WORDS.size())))));
      case REPEAT -> List.of(frame, frame);
      case OLD_FRAME -> List.of(old.get(random.nextInt(old.size())));
      case FLOOD -> flood(random.nextBoolean() ? frame : unknownOrder(fields));
      case PLANTED_ERROR -> List.of(frame(
          "4", "2", random.nextBoolean() ? "-1" : Integer.toString(random.nextInt(1, 20)),
          random.nextBoolean() ? "2109" : "399", planted(), planted()));
      case PLANTED_FIELD -> List.of(frame(mutated(fields, planted())));
      case PLANTED_TEXT -> List.of(frame(planted(fields)));
      case ABSURD_NUMBER -> List.of(frame(mutated(fields, ABSURD.get(random.nextInt(ABSURD.size())))));
      case UNKNOWN_MESSAGE -> List.of(frame(Integer.toString(random.nextInt(110, 100_000)), "1", planted(), "7"));
      case CUT_FIELDS -> List.of(frame(Arrays.copyOf(fields, 1 + random.nextInt(fields.length))));
      case RANDOM_BYTES -> List.of(bytes());
      case HALF_FRAME, REPLACED -> List.of();
    };
  }

  private byte[] unknownOrder(String[] fields) {
    if (!OF_ORDERS.contains(fields[0]) || fields.length < 8) {
      return frame("3", OTHER_ID, "Submitted", "0", "7", "0", "99887766", "0", "0", "77", "", "0");
    }
    String[] other = fields.clone();
    other[fields[0].equals("11") || fields[0].equals("4") ? 2 : 1] = OTHER_ID;
    for (int i = 1; i < other.length; i++) {
      if (other[i].startsWith(Truth.OURS)) {
        other[i] = "another program's";
      } else if (other[i].length() > 8 && other[i].chars().allMatch(Character::isDigit)) {
        other[i] = "998877661";
      }
    }
    return frame(other);
  }

  private List<byte[]> flood(byte[] frame) {
    List<byte[]> many = new ArrayList<>();
    for (int i = random.nextInt(FLOOD_MAX); i > 0; i--) {
      many.add(frame);
    }
    return many;
  }

  private String any() {
    return switch (random.nextInt(3)) {
      case 0 -> planted();
      case 1 -> ABSURD.get(random.nextInt(ABSURD.size()));
      default -> WORDS.get(random.nextInt(WORDS.size()));
    };
  }

  private String planted() {
    return PLANTED.get(random.nextInt(PLANTED.size()));
  }

  private String[] mutated(String[] fields, String content) {
    String[] other = fields.clone();
    if (other.length > 1) {
      other[1 + random.nextInt(other.length - 1)] = content;
    }
    return other;
  }

  /** One of its texts, where it has any, is planted: numbers stay, so that the frame can be read. */
  private String[] planted(String[] fields) {
    String[] other = fields.clone();
    for (int tries = 0; tries < fields.length; tries++) {
      int at = 1 + random.nextInt(Math.max(1, fields.length - 1));
      if (at < fields.length && fields[at].chars().anyMatch(Character::isLetter) && !fields[at].equals(account)) {
        other[at] = planted();
        return other;
      }
    }
    return other;
  }

  private byte[] bytes() {
    byte[] some = new byte[1 + random.nextInt(200)];
    random.nextBytes(some);
    return some;
  }

  private static String[] fields(byte[] frame) {
    return new String(frame, StandardCharsets.UTF_8).split("\0", -1);
  }

  private static byte[] frame(String... fields) {
    String text = String.join("\0", fields);
    byte[] bytes = (text.endsWith("\0") ? text : text + "\0").getBytes(StandardCharsets.UTF_8);
    return bytes.length > FRAME_BYTES_MAX ? Arrays.copyOf(bytes, FRAME_BYTES_MAX) : bytes;
  }

  private static void write(byte[] frame, ByteArrayOutputStream out) {
    out.writeBytes(framed(frame));
  }

  private static byte[] framed(byte[] frame) {
    return ByteBuffer.allocate(Integer.BYTES + frame.length).putInt(frame.length).put(frame).array();
  }

  private static List<byte[]> frames(byte[] said) {
    List<byte[]> frames = new ArrayList<>();
    ByteBuffer left = ByteBuffer.wrap(said);
    while (left.remaining() > Integer.BYTES) {
      byte[] frame = new byte[left.getInt()];
      left.get(frame);
      frames.add(frame);
    }
    return frames;
  }
}
