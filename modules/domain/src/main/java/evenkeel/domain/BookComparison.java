package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds our books against the broker's positions and open orders, once what the broker's executions and orders say is
 * booked. Its word of a moment proves nothing: answers take time, so a difference counts when two looks find it.
 *
 * @param account ours: others of the log-in are not looked at
 * @param positions the broker's, without those of nothing
 * @param open the broker's open orders, whoever placed them
 * @param fills the broker's executions of today, by whomever
 */
public record BookComparison(
    AccountId account, SortedMap<Symbol, BigDecimal> positions, List<BrokerOrder> open, List<Fill> fills) {
  /** IBKR may tell a position later than the execution that made it, and up to three minutes later (TWS API). */
  private static final Duration POSITIONS_LATE = Duration.ofMinutes(3);

  public BookComparison {
    open = List.copyOf(open);
    fills = List.copyOf(fills);
  }

  /**
   * What was found.
   *
   * @param isOpen whether something differs that may agree once what is under way has come: it wants another look
   */
  public record Findings(List<Difference> differences, boolean isOpen) {
    public Findings {
      differences = List.copyOf(differences);
    }
  }

  /** Everything that differs; before the first acceptance no position does. */
  public Findings findings(ExecutionBook book, Instant now) {
    var differences = new ArrayList<Difference>();
    boolean isOpen = false;
    SortedMap<Symbol, BigDecimal> ours = book.lock().shares().orElse(positions);
    var symbols = new TreeSet<>(ours.keySet());
    symbols.addAll(positions.keySet());
    for (Symbol symbol : symbols) {
      BigDecimal expected = ours.getOrDefault(symbol, BigDecimal.ZERO);
      BigDecimal more = positions.getOrDefault(symbol, BigDecimal.ZERO).subtract(expected);
      if (more.signum() != 0 && mayStillAgree(book, symbol, more, now)) {
        isOpen = true;
      } else if (more.signum() != 0) {
        differences.add(shares(symbol, expected, more));
      }
    }
    open.stream().filter(order -> order.account().equals(account) && order.status().isWorking())
        .filter(
            order -> OrderRef.isOurs(order.orderRef(), account) && !book.lock().accepted().contains(order.orderRef()))
        .forEach(order -> order(book, order).ifPresent(differences::add));
    return new Findings(differences, isOpen);
  }

  /**
   * What the positions say of an order that was sent and that the broker's other books do not have. Executions of
   * others since then leave it open, as nobody can tell whose shares the position has.
   *
   * @param sent when it was sent, by our clock
   */
  public PositionEvidence evidence(ExecutionBook book, OrderLife life, Instant sent) {
    Leg leg = life.atMost();
    if (book.lock().shares().isEmpty()) {
      return PositionEvidence.UNKNOWN;
    }
    BigDecimal more = positions.getOrDefault(leg.symbol(), BigDecimal.ZERO)
        .subtract(book.lock().shares().get().getOrDefault(leg.symbol(), BigDecimal.ZERO));
    boolean isTradedByOthers = fills.stream().anyMatch(
        fill -> fill.account().equals(account) && fill.symbol().equals(leg.symbol())
            && fill.at().isAfter(sent.minus(OrderLife.CLOCKS_DIFFER)) && !isBooked(book, fill));
    if (more.signum() == 0 && !isTradedByOthers) {
      return PositionEvidence.NOT_FILLED;
    }
    BigDecimal along = leg.side() == Side.BUY ? more : more.negate();
    BigDecimal rest = leg.quantity().subtract(life.fills().shares());
    return along.signum() > 0 && along.compareTo(rest) <= 0
        ? PositionEvidence.MAY_HAVE_FILLED
        : PositionEvidence.UNKNOWN;
  }

  private static boolean isBooked(ExecutionBook book, Fill fill) {
    return book.orders().anyMatch(life -> life.fills().contains(fill.execId()));
  }

  /** Whether nothing of ours could have filled between two answers of this look: it can be taken for granted. */
  public boolean isStill(ExecutionBook book, Instant now) {
    boolean isAnyUnderWay = book.runs().values().stream().anyMatch(
        run -> run.orders().values().stream().anyMatch(life -> mayFill(run, life, now)));
    boolean isAnyFresh = book.orders().anyMatch(life -> hasJustFilled(life, now));
    return !isAnyUnderWay && !isAnyFresh
        && open.stream().noneMatch(order -> OrderRef.isOurs(order.orderRef(), account));
  }

  private static boolean mayStillAgree(ExecutionBook book, Symbol symbol, BigDecimal more, Instant now) {
    Side side = more.signum() > 0 ? Side.BUY : Side.SELL;
    return more.abs().compareTo(underWay(book, symbol, side, now)) <= 0 || hasJustFilled(book, symbol, now);
  }

  private Difference shares(Symbol symbol, BigDecimal ours, BigDecimal more) {
    BigDecimal others = fills.stream()
        .filter(fill -> fill.account().equals(account) && fill.symbol().equals(symbol))
        .filter(fill -> !OrderRef.isOurs(fill.orderRef(), account))
        .map(fill -> fill.side() == Side.BUY ? fill.shares() : fill.shares().negate())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    String why = others.signum() == 0 ? "" : ", others than Evenkeel traded " + signed(others) + " today";
    return new Difference(symbol.value(), Text.of(ours) + " shares",
        Text.of(ours.add(more)) + " shares (" + signed(more) + why + ")");
  }

  /** What our orders may have filled that nobody has told yet. */
  private static BigDecimal underWay(ExecutionBook book, Symbol symbol, Side side, Instant now) {
    return book.runs().values().stream().flatMap(run -> run.orders().values().stream()
        .filter(life -> life.leg().isFor(symbol, side) && mayFill(run, life, now)))
        .map(life -> life.leg().quantity().subtract(life.fills().shares()).max(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean mayFill(Run run, OrderLife life, Instant now) {
    return switch (life) {
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> true;
      case OrderLife.Working working -> true;
      // Nobody tells any more what became of one of another day, except the position itself.
      case OrderLife.Parked parked -> newYorkDay(run.startedAt()).equals(newYorkDay(now));
      case OrderLife.Closed closed -> false;
    };
  }

  private static LocalDate newYorkDay(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }

  private static boolean hasJustFilled(ExecutionBook book, Symbol symbol, Instant now) {
    return book.orders().filter(life -> life.leg().symbol().equals(symbol))
        .anyMatch(life -> hasJustFilled(life, now));
  }

  private static boolean hasJustFilled(OrderLife life, Instant now) {
    return life.fills().executions().values().stream()
        .anyMatch(fill -> Duration.between(fill.at(), now).abs().compareTo(POSITIONS_LATE) < 0);
  }

  private Optional<Difference> order(ExecutionBook book, BrokerOrder order) {
    String about = "order " + order.orderRef();
    List<BrokerOrder> same = open.stream()
        .filter(other -> other.orderRef().equals(order.orderRef()) && other.status().isWorking()).toList();
    if (same.size() > 1) {
      boolean isFirst = same.getFirst().equals(order);
      return isFirst
          ? Optional.of(new Difference(about, "one order", same.size() + " orders that stand"))
          : Optional.empty();
    }
    Optional<OrderLife> ours = book.orders().filter(life -> life.leg().ref().value().equals(order.orderRef()))
        .findFirst();
    if (ours.isEmpty()) {
      return Optional.of(new Difference(about, "no such order", terms(order)));
    }
    Leg leg = ours.get().leg();
    return switch (ours.get()) {
      case OrderLife.Closed closed when closed.isFilled() -> Optional.of(new Difference(
          about, "it filled with " + Text.of(closed.fills().shares()) + " shares", terms(order)));
      case OrderLife.Working working when working.pending().change().isEmpty() && !isAsMeant(leg, order) ->
        Optional.of(new Difference(about, leg.side() + " " + Text.of(leg.quantity()) + " " + leg.symbol() + " "
            + leg.type(), terms(order)));
      // What the broker's books say of any other is booked, or said to be unknown.
      case OrderLife.Closed closed -> Optional.empty();
      case OrderLife.Working working -> Optional.empty();
      case OrderLife.Planned planned -> Optional.empty();
      case OrderLife.InFlight sent -> Optional.empty();
      case OrderLife.Parked parked -> Optional.empty();
    };
  }

  private static boolean isAsMeant(Leg leg, BrokerOrder order) {
    String type = order.terms().type();
    return leg.isFor(order.symbol(), order.side()) && leg.quantity().compareTo(order.quantity()) == 0
        && (type.isEmpty() || type.equals(leg.type().name()));
  }

  private static String terms(BrokerOrder order) {
    return order.side() + " " + Text.of(order.quantity()) + " " + order.symbol() + " " + order.terms().type()
        + ", order " + order.orderId();
  }

  private static String signed(BigDecimal shares) {
    return (shares.signum() > 0 ? "+" : "") + Text.of(shares);
  }

  /** The references of the orders that differ, for the owner to accept them as they stand. */
  public List<String> strangers(ExecutionBook book) {
    Stream<BrokerOrder> ours = open.stream().filter(
        order -> order.account().equals(account) && OrderRef.isOurs(order.orderRef(), account)
            && order.status().isWorking());
    return ours.filter(order -> book.lock().accepted().contains(order.orderRef()) || order(book, order).isPresent())
        .map(BrokerOrder::orderRef).distinct().toList();
  }
}
