package evenkeel.tws;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Messages with random values, the same for the same seed. What a message cannot carry at a server
 * version has the value that decoding gives it ({@link Carried}).
 */
final class RandomMessages {
  private static final String ASCII = "abcXYZ 0189._-:/+*#\t\n\r~\\u0041";
  private static final String OTHER = "éß中\uD83D\uDE00€";
  private static final List<String> ORDER_TYPES = List.of("MKT", "LMT", "MOC", "LOC", "PEG BENCH",
      "PEG BEST", "PEG MID", "TRAIL");
  private static final List<String> SEC_TYPES = List.of("STK", "STK", "STK", "BAG", "OPT", "FUND");

  private final Random random;
  private final int serverVersion;
  private boolean fromServer;

  RandomMessages(long seed, int serverVersion) {
    this.random = new Random(seed);
    this.serverVersion = serverVersion;
  }

  ServerMessage server(ServerMessageType type) {
    fromServer = true;
    return Carried.server((ServerMessage) record(type.record()), serverVersion);
  }

  ClientMessage client(ClientMessageType type) {
    fromServer = false;
    return Carried.client((ClientMessage) record(type.record()), serverVersion);
  }

  /** Some message of a Gateway. */
  ServerMessage server() {
    ServerMessageType[] types = ServerMessageType.values();
    ServerMessageType type = types[random.nextInt(types.length)];
    return type.since() <= serverVersion ? server(type) : server();
  }

  /** Some message of a client. */
  ClientMessage client() {
    ClientMessageType[] types = ClientMessageType.values();
    ClientMessageType type = types[random.nextInt(types.length)];
    return type.since() <= serverVersion ? client(type) : client();
  }

  /** The values of a record in their order. */
  static List<Object> components(Object message) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : message.getClass().getRecordComponents()) {
      try {
        values.add(component.getAccessor().invoke(message));
      } catch (ReflectiveOperationException hidden) {
        throw new IllegalStateException(component.toString(), hidden);
      }
    }
    return values;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(type, components[i].getName(), components[i].getGenericType());
    }
    Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException wrong) {
      throw new IllegalStateException(type + " " + Arrays.toString(values), wrong);
    }
  }

  private Object value(Class<?> owner, String name, Type type) {
    return switch (owner.getSimpleName() + "." + name) {
      case "UnknownMessage.id", "UnknownRequest.id" -> 200 + random.nextInt(50);
      case "UnknownMessage.fieldCount", "UnknownRequest.fieldCount" -> 1 + random.nextInt(5);
      case "Order.orderType" -> ORDER_TYPES.get(random.nextInt(ORDER_TYPES.size()));
      case "Contract.secType" -> SEC_TYPES.get(random.nextInt(SEC_TYPES.size()));
      case "Contract.right" -> random.nextBoolean() ? "" : "C";
      case "Contract.exchange" -> random.nextBoolean() ? "SMART" : "IBKRATS";
      case "ContractDetails.fundFields" -> list(String.class, 17);
      case "ManagedAccounts.accounts" -> list(AccountId.class, 1 + random.nextInt(3));
      default -> value(type);
    };
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == List.class) {
        return list(argument, random.nextInt(4));
      }
      return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value(argument));
    }
    if (type == OrderCondition.class) {
      Class<?>[] kinds = OrderCondition.class.getPermittedSubclasses();
      return record(kinds[random.nextInt(kinds.length)]);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() && plain != AccountId.class ? record(plain) : scalar(plain);
  }

  private Object scalar(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return integer();
    }
    if (type == long.class) {
      return random.nextBoolean() ? integer() : random.nextLong() >> 1;
    }
    if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    }
    if (type == String.class) {
      return text();
    }
    if (type == AccountId.class) {
      return new AccountId("DU" + random.nextInt(10_000_000));
    }
    if (type == BigDecimal.class) {
      return decimal();
    }
    if (type == OptionalInt.class) {
      return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(integer());
    }
    if (type == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong() >> 1);
    }
    if (type == Instant.class) {
      return Instant.ofEpochMilli(random.nextInt());
    }
    throw new IllegalStateException("no random values for " + type);
  }

  private List<Object> list(Type type, int size) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(type));
    }
    return values;
  }

  private int integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(10);
      case 1 -> -random.nextInt(1000);
      // Never the largest, which means unset.
      case 2 -> Integer.MAX_VALUE - 1 - random.nextInt(3);
      default -> random.nextInt(Integer.MAX_VALUE);
    };
  }

  private BigDecimal decimal() {
    return switch (random.nextInt(5)) {
      case 0 -> BigDecimal.valueOf(random.nextInt(2000) - 500);
      case 1 -> BigDecimal.valueOf(random.nextInt(100_000_000), random.nextInt(6));
      case 2 -> BigDecimal.valueOf(random.nextLong() >> 8, random.nextInt(18));
      case 3 -> new BigDecimal("0.00").setScale(random.nextInt(4));
      // Beyond the digits that are read straight from the bytes.
      default -> BigDecimal.valueOf(random.nextLong(), 4).multiply(new BigDecimal("1234567.89"));
    };
  }

  private String text() {
    int length = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextInt(20) == 0 ? 200 : 12);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      boolean other = fromServer && random.nextInt(8) == 0;
      int code = other
          ? OTHER.codePointAt(OTHER.offsetByCodePoints(0, random.nextInt(5)))
          : ASCII.charAt(random.nextInt(ASCII.length()));
      text.appendCodePoint(code);
    }
    return text.toString();
  }
}
