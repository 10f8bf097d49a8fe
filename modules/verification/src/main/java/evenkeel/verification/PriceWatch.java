package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.NyseCalendar;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Which prices the process was told, and that it plans with no other, and with none that is bad. */
final class PriceWatch {
  /** As configured: how old a price may be, and how far from the previous close. */
  private static final Duration AGE_MAX = Duration.ofMinutes(30);
  private static final BigDecimal DISTANCE_MAX = new BigDecimal("0.20");
  private static final BigDecimal TWO = new BigDecimal(2);

  /** What counts of a quote; the numbers are those of live and of delayed ticks. */
  private enum Field {
    BID(1, 66), ASK(2, 67), LAST(4, 68), CLOSE(9, 75), TRADED_AT(45, 88), HALTED(49, 90);

    private final int live;
    private final int delayed;

    Field(int live, int delayed) {
      this.live = live;
      this.delayed = delayed;
    }

    static Optional<Field> of(int tick) {
      for (Field field : values()) {
        if (field.live == tick || field.delayed == tick) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  /** One question for a quote, and what was answered. The times are those of the machine's clock. */
  private static final class Ticker {
    private final String symbol;
    private final Map<Field, BigDecimal> told = new HashMap<>();
    private Instant heardAt = Instant.MIN;
    private Instant trulyHeardAt = Instant.MIN;

    Ticker(String symbol) {
      this.symbol = symbol;
    }

    Optional<BigDecimal> price(Field field) {
      return Optional.ofNullable(told.get(field)).filter(value -> value.signum() > 0);
    }

    /** @param at the machine's time, {@code truly} the world's: the clock may have jumped since the price came */
    boolean isFor(BigDecimal price, Instant at, Instant truly) {
      boolean isHalted = told.getOrDefault(Field.HALTED, BigDecimal.ZERO).signum() > 0;
      boolean isNear = price(Field.CLOSE).map(
          close -> price.subtract(close).abs().compareTo(close.multiply(DISTANCE_MAX)) <= 0).orElse(true);
      return price.signum() > 0 && !isHalted && isNear && (isLast(price, at, truly) || isMidpoint(price, at, truly)
          || (price(Field.LAST).isEmpty() && isSame(price(Field.CLOSE), price) && !isOpen(at) && !isOpen(truly)));
    }

    private boolean isLast(BigDecimal price, Instant at, Instant truly) {
      return isSame(price(Field.LAST), price) && price(Field.TRADED_AT)
          .map(seconds -> Instant.ofEpochSecond(seconds.longValue()))
          .filter(traded -> isRecent(traded, at) || isRecent(traded, truly)).isPresent();
    }

    private boolean isMidpoint(BigDecimal price, Instant at, Instant truly) {
      Optional<BigDecimal> middle = price(Field.BID).flatMap(bid -> price(Field.ASK)
          .filter(ask -> bid.compareTo(ask) <= 0).map(ask -> bid.add(ask).divide(TWO)));
      return isSame(middle, price) && (isRecent(heardAt, at) || isRecent(trulyHeardAt, truly));
    }

    private static boolean isOpen(Instant at) {
      return NyseCalendar.session(at.atZone(NyseCalendar.ZONE).toLocalDate()).filter(
          session -> !at.isBefore(session.open().toInstant()) && at.isBefore(session.close().toInstant())).isPresent();
    }

    private static boolean isSame(Optional<BigDecimal> one, BigDecimal other) {
      return one.filter(value -> value.compareTo(other) == 0).isPresent();
    }

    private static boolean isRecent(Instant then, Instant at) {
      return Duration.between(then, at).abs().compareTo(AGE_MAX) <= 0;
    }
  }

  private final World world;
  private final Consumer<String> violation;
  private final Map<String, Ticker> tickers = new HashMap<>();

  PriceWatch(World world, Consumer<String> violation) {
    this.world = world;
    this.violation = violation;
  }

  void sent(long connection, ClientMessage message) {
    if (message instanceof RequestMarketData request) {
      tickers.put(connection + "/" + request.tickerId(), new Ticker(request.contract().symbol()));
    }
  }

  void heard(long connection, ServerMessage message) {
    switch (message) {
      case TickPrice tick -> note(connection, tick.tickerId(), tick.tickType(), tick.price());
      case TickGeneric tick -> note(connection, tick.tickerId(), tick.tickType(), tick.value());
      case TickString tick when tick.text().matches("[0-9]+") ->
        note(connection, tick.tickerId(), tick.tickType(), Optional.of(new BigDecimal(tick.text())));
      default -> {
        // Nothing of a quote that counts here.
      }
    }
  }

  private void note(long connection, int id, int tick, Optional<BigDecimal> value) {
    Ticker ticker = tickers.get(connection + "/" + id);
    Optional<Field> field = Field.of(tick);
    if (ticker != null && field.isPresent()) {
      ticker.told.put(field.get(), value.orElse(BigDecimal.ZERO));
      ticker.heardAt = world.wall();
      ticker.trulyHeardAt = world.now();
    }
  }

  /** What is to be traded has to have a price that was told in answer to some question, and a good one. */
  void journalled(Books.Event event) {
    JsonNode decision = event.json().path("decision");
    if (!event.name().equals("decision-made") || !decision.path("verdict").path("verdict").asText().equals("trade")) {
      return;
    }
    Instant at = Instant.parse(decision.path("at").asText());
    decision.path("verdict").path("plan").path("orders").forEach(order -> {
      String symbol = order.path("symbol").asText();
      var price = new BigDecimal(order.path("price").asText());
      if (tickers.values().stream()
          .noneMatch(ticker -> ticker.symbol.equals(symbol) && ticker.isFor(price, at, world.now()))) {
        violation.accept("8: a plan on a price that nobody told, or a bad one: " + symbol + " at " + price);
      }
    });
  }
}
