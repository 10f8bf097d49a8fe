package evenkeel.simulator;

import evenkeel.tws.FrameWriter;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import evenkeel.tws.TickString;
import evenkeel.tws.TickType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has changed of a quote as ticks, delayed ones under ids of their own.
 *
 * @param override what is wrong with the quote, of which a part is made here
 */
record Ticks(
    Outbox outbox, Link link, int tickerId, boolean delayed, Optional<PriceOverride> override) {
  /** No quote, as Gateways write it. */
  private static final BigDecimal ABSENT = BigDecimal.ONE.negate();

  void send(Quote now, @Nullable Quote before) {
    if (is(PriceOverride.Trouble.SPARSE)) {
      price(TickType.LAST_PRICE, TickType.DELAYED_LAST, Quote::last, Quote::lastSize, now, before);
      return;
    }
    price(TickType.BID_PRICE, TickType.DELAYED_BID, Quote::bid, Quote::bidSize, now, before);
    price(TickType.ASK_PRICE, TickType.DELAYED_ASK, Quote::ask, Quote::askSize, now, before);
    price(TickType.LAST_PRICE, TickType.DELAYED_LAST, Quote::last, Quote::lastSize, now, before);
    size(TickType.BID_SIZE, TickType.DELAYED_BID_SIZE, Quote::bidSize, now, before);
    size(TickType.ASK_SIZE, TickType.DELAYED_ASK_SIZE, Quote::askSize, now, before);
    size(TickType.LAST_SIZE, TickType.DELAYED_LAST_SIZE, Quote::lastSize, now, before);
    size(TickType.DAY_VOLUME, TickType.DELAYED_VOLUME, Quote::volume, now, before);
    optionalPrice(TickType.DAY_HIGH, TickType.DELAYED_HIGH, Quote::high, now, before);
    optionalPrice(TickType.DAY_LOW, TickType.DELAYED_LOW, Quote::low, now, before);
    price(TickType.PREVIOUS_CLOSE, TickType.DELAYED_CLOSE, Quote::previousClose, quote -> 0, now,
        before);
    optionalPrice(TickType.DAY_OPEN, TickType.DELAYED_OPEN, Quote::open, now, before);
    if (before == null || !now.lastTime().equals(before.lastTime())) {
      outbox.send(link, new TickString(tickerId,
          id(TickType.LAST_TIMESTAMP, TickType.DELAYED_LAST_TIMESTAMP),
          Long.toString(now.lastTime().getEpochSecond())));
    }
    if (before == null || now.halted() != before.halted()) {
      BigDecimal halted = BigDecimal.valueOf(now.halted()).setScale(1);
      outbox.send(link, new TickGeneric(tickerId, id(TickType.HALTED, TickType.DELAYED_HALTED),
          Optional.of(halted)));
    }
  }

  private boolean is(PriceOverride.Trouble trouble) {
    return override.equals(Optional.of(trouble));
  }

  /** A price that is said to be absent when it is. */
  private void price(
      TickType live, TickType late, Function<Quote, Optional<BigDecimal>> price,
      ToLongFunction<Quote> size, Quote now, @Nullable Quote before) {
    if (before == null || !price.apply(now).equals(price.apply(before))) {
      write(id(live, late), price.apply(now).orElse(ABSENT), size.applyAsLong(now));
    }
  }

  /** A price that is left out when it is absent. */
  private void optionalPrice(
      TickType live, TickType late, Function<Quote, Optional<BigDecimal>> price, Quote now,
      @Nullable Quote before) {
    Optional<BigDecimal> changed = price.apply(now)
        .filter(it -> before == null || !Optional.of(it).equals(price.apply(before)));
    changed.ifPresent(it -> write(id(live, late), it, 0));
  }

  private void write(int type, BigDecimal price, long size) {
    if (is(PriceOverride.Trouble.NOT_A_NUMBER)) {
      outbox.sendBytes(link, FrameWriter.frame(List.of("1", "6", "" + tickerId, "" + type, "NaN",
          "" + size, "0")));
      return;
    }
    outbox.send(link, new TickPrice(tickerId, type, Optional.of(price),
        Optional.of(BigDecimal.valueOf(size)), 0));
  }

  private void size(
      TickType live, TickType late, ToLongFunction<Quote> size, Quote now,
      @Nullable Quote before) {
    if (before == null || size.applyAsLong(now) != size.applyAsLong(before)) {
      outbox.send(link, new TickSize(tickerId, id(live, late),
          Optional.of(BigDecimal.valueOf(size.applyAsLong(now)))));
    }
  }

  private int id(TickType live, TickType late) {
    return delayed ? late.id() : live.id();
  }
}
