package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kinds of ticks that matter to us (IBKR API tick types). Delayed data comes under ids of its own.
 */
public enum TickType {
  // @formatter:off: the formatter would run the constants together.
  BID_SIZE(0),
  BID_PRICE(1),
  ASK_PRICE(2),
  ASK_SIZE(3),
  LAST_PRICE(4),
  LAST_SIZE(5),
  DAY_HIGH(6),
  DAY_LOW(7),
  DAY_VOLUME(8),
  PREVIOUS_CLOSE(9),
  DAY_OPEN(14),
  AVERAGE_VOLUME(21),
  BID_EXCHANGE(32),
  ASK_EXCHANGE(33),
  AUCTION_VOLUME(34),
  AUCTION_PRICE(35),
  AUCTION_IMBALANCE(36),
  MARK_PRICE(37),
  LAST_TIMESTAMP(45),
  SHORTABLE(46),
  RT_VOLUME(48),
  HALTED(49),
  REGULATORY_IMBALANCE(61),
  DELAYED_BID(66),
  DELAYED_ASK(67),
  DELAYED_LAST(68),
  DELAYED_BID_SIZE(69),
  DELAYED_ASK_SIZE(70),
  DELAYED_LAST_SIZE(71),
  DELAYED_HIGH(72),
  DELAYED_LOW(73),
  DELAYED_VOLUME(74),
  DELAYED_CLOSE(75),
  DELAYED_OPEN(76),
  RT_TRADE_VOLUME(77),
  LAST_EXCHANGE(84),
  DELAYED_LAST_TIMESTAMP(88),
  SHORTABLE_SHARES(89),
  DELAYED_HALTED(90);
  // @formatter:on

  private static final List<Optional<TickType>> BY_ID = byId();

  private final int id;

  TickType(int id) {
    this.id = id;
  }

  /** The number on the wire. */
  public int id() {
    return id;
  }

  /** For a bid, ask or last price the kind of its size, else empty. */
  public Optional<TickType> sizeType() {
    return switch (this) {
      case BID_PRICE -> Optional.of(BID_SIZE);
      case ASK_PRICE -> Optional.of(ASK_SIZE);
      case LAST_PRICE -> Optional.of(LAST_SIZE);
      case DELAYED_BID -> Optional.of(DELAYED_BID_SIZE);
      case DELAYED_ASK -> Optional.of(DELAYED_ASK_SIZE);
      case DELAYED_LAST -> Optional.of(DELAYED_LAST_SIZE);
      // Every other kind is alone; sizes and times carry no size of their own.
      default -> Optional.empty();
    };
  }

  /** The kind with this number, empty for those that are to be ignored. */
  public static Optional<TickType> fromWire(int id) {
    return id >= 0 && id < BY_ID.size() ? BY_ID.get(id) : Optional.empty();
  }

  private static List<Optional<TickType>> byId() {
    List<Optional<TickType>> table = new ArrayList<>();
    for (TickType value : values()) {
      while (table.size() <= value.id) {
        table.add(Optional.empty());
      }
      table.set(value.id, Optional.of(value));
    }
    return List.copyOf(table);
  }
}
