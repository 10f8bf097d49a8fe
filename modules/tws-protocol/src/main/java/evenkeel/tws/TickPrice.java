package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A price with its size; see {@link TickType}. A price of -1, or 0 with size 0, means that
 * there is no quote. Attributes are bits: 0 automatic execution, 1 past limit, 2 before the
 * opening.
 */
public record TickPrice(int tickerId, int tickType, Optional<BigDecimal> price,
    Optional<BigDecimal> size, int attributes) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_PRICE;
  }

  /**
   * The kind of {@link TickSize} that the size belongs to; empty when the size of this price means
   * nothing.
   */
  public Optional<TickType> sizeType() {
    return TickType.fromWire(tickType).flatMap(TickType::sizeType);
  }

  static TickPrice decode(FieldReader in) {
    in.version();
    return new TickPrice(in.id("tickerId"), in.integer("tickType"), in.decimal("price"),
        in.decimal("size"), in.integerOrZero("attributes"));
  }

  void encode(FieldWriter out) {
    out.version(6);
    out.integer("tickerId", tickerId);
    out.integer("tickType", tickType);
    out.decimalOrEmpty("price", price);
    out.decimalOrEmpty("size", size);
    out.integer("attributes", attributes);
  }
}
