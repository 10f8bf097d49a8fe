package evenkeel.simulator;

import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import evenkeel.tws.TickString;
import evenkeel.tws.TickType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ticks that come only to those who ask for them by the number of their list. */
record GenericTicks(int tickerId, List<String> lists) {
  private static final BigDecimal EASY_TO_BORROW = new BigDecimal("3.0");
  private static final long SHORTABLE_SHARES = 1_000_000;
  /** Of the day's volume, what gathers for the auction. */
  private static final int AUCTION_PART = 20;

  /** @param list as requested, for example {@code 221,233} */
  static GenericTicks of(int tickerId, String list) {
    return new GenericTicks(tickerId,
        list.isEmpty() ? List.of() : List.of(list.replace(" ", "").split(",", -1)));
  }

  /** What is told with a quote; delayed data has none of it. */
  List<ServerMessage> with(Quote quote) {
    List<ServerMessage> ticks = new ArrayList<>();
    Optional<BigDecimal> last = quote.last();
    if (asks("221") || asks("232")) {
      last.ifPresent(it -> ticks.add(price(TickType.MARK_PRICE, it)));
    }
    if (asks("165")) {
      ticks.add(size(TickType.AVERAGE_VOLUME, quote.volume()));
    }
    if (asks("225") && last.isPresent()) {
      ticks.add(size(TickType.AUCTION_VOLUME, quote.volume() / AUCTION_PART));
      ticks.add(price(TickType.AUCTION_PRICE, last.get()));
      ticks.add(size(TickType.AUCTION_IMBALANCE, 0));
      ticks.add(size(TickType.REGULATORY_IMBALANCE, 0));
    }
    if (asks("236")) {
      ticks.add(new TickGeneric(tickerId, TickType.SHORTABLE.id(), Optional.of(EASY_TO_BORROW)));
      ticks.add(size(TickType.SHORTABLE_SHARES, SHORTABLE_SHARES));
    }
    if (asks("233") && last.isPresent()) {
      ticks.add(new TickString(tickerId, TickType.RT_VOLUME.id(), trade(quote, last.get())));
    }
    if (asks("375") && last.isPresent()) {
      ticks.add(new TickString(tickerId, TickType.RT_TRADE_VOLUME.id(), trade(quote, last.get())));
    }
    return ticks;
  }

  /** Price, size, milliseconds, the day's volume, its average price, and whether one party sold. */
  private static String trade(Quote quote, BigDecimal last) {
    return "%s;%d;%d;%d;%s;true".formatted(last.toPlainString(), quote.lastSize(),
        quote.lastTime().toEpochMilli(), quote.volume(), last.toPlainString());
  }

  private boolean asks(String list) {
    return lists.contains(list);
  }

  private TickPrice price(TickType type, BigDecimal price) {
    return new TickPrice(tickerId, type.id(), Optional.of(price), Optional.of(BigDecimal.ZERO), 0);
  }

  private TickSize size(TickType type, long size) {
    return new TickSize(tickerId, type.id(), Optional.of(BigDecimal.valueOf(size)));
  }
}
