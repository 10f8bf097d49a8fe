package evenkeel.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares our orders with everything the broker knows, after a new connection or when an order's fate is unknown. The
 * answers have to be complete: "no answer" never gets here as an empty list.
 *
 * <p>Answers take time, and what they say is as old as the question. So they prove the absence of an order only where
 * our own book, when the question was put, had it as it is now, and they bring back to life only what was over then.
 */
public final class Reconciliation {
  /** In a zone that is not known, midnight may be at any of these: zones differ from UTC by whole quarter hours. */
  private static final Duration POSSIBLE_MIDNIGHTS = Duration.ofMinutes(15);
  /** How far the Gateway's clock may be from ours. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

  private Reconciliation() {}

  /**
   * What the broker said.
   *
   * @param gatewayZone the Gateway's own time zone, at whose midnight its completed orders and executions begin; empty
   *     where it is not known
   * @param isComplete whether each list is complete; otherwise they tell what is so, and never that an order is not
   *     there
   */
  public record Books(
      List<BrokerOrder> open, List<BrokerOrder> completed, List<Fill> fills, Optional<ZoneId> gatewayZone,
      boolean isComplete) {
    /** Complete books. */
    public Books(
        List<BrokerOrder> open, List<BrokerOrder> completed, List<Fill> fills, Optional<ZoneId> gatewayZone) {
      this(open, completed, fills, gatewayZone, true);
    }

    public Books {
      open = List.copyOf(open);
      completed = List.copyOf(completed);
      fills = List.copyOf(fills);
    }
  }

  /** What the broker's books say of one of our orders. */
  public sealed interface Verdict {
    OrderRef ref();
  }

  /** It stands at the broker; these executions of it are known. */
  public record Open(OrderRef ref, BrokerOrder order, List<Fill> fills) implements Verdict {}

  /** It is over at the broker; these executions of it are known. */
  public record Completed(OrderRef ref, BrokerOrder order, List<Fill> fills) implements Verdict {}

  /** Only executions of it are known. */
  public record Executed(OrderRef ref, List<Fill> fills) implements Verdict {}

  /** The broker, asked on the day of this submission and after it, does not have it. */
  public record NotThere(OrderRef ref, OrderLife.Submission sent) implements Verdict {}

  /** Nobody can tell: its day is over, it vanished, or more than one order claims to be it. */
  public record Ambiguous(OrderRef ref, String reason) implements Verdict {}

  /**
   * The verdicts on our orders, in the book's order. An order of which the broker's books say nothing that matters has
   * none.
   *
   * @param asked our book when the broker was asked
   */
  public static List<Verdict> of(ExecutionBook book, ExecutionBook asked, Books books, Instant now) {
    var verdicts = new ArrayList<Verdict>();
    for (Run run : book.runs().values()) {
      for (OrderLife life : run.orders().values()) {
        Optional<OrderLife> before = asked.order(life.leg().ref());
        judge(run, life, before, books, now).ifPresent(verdicts::add);
      }
    }
    return List.copyOf(verdicts);
  }

  private static Optional<Verdict> judge(
      Run run, OrderLife life, Optional<OrderLife> asked, Books books, Instant now) {
    OrderRef ref = life.leg().ref();
    List<Fill> fills = books.fills().stream().filter(fill -> run.isExecution(life, fill)).toList();
    List<BrokerOrder> open = matching(run, life, books.open());
    List<BrokerOrder> completed = matching(run, life, books.completed());
    if (open.size() > 1) {
      return life instanceof OrderLife.Parked
          ? Optional.empty()
          : Optional.of(new Ambiguous(ref, open.size() + " open orders at the broker bear its reference"));
    }
    boolean endedSince = life instanceof OrderLife.Closed
        && !(asked.isPresent() && asked.get() instanceof OrderLife.Closed);
    if (!open.isEmpty() && !endedSince) {
      return Optional.of(new Open(ref, open.getFirst(), fills));
    }
    if (!completed.isEmpty()) {
      // Of several attempts, the one that was acknowledged.
      BrokerOrder over = completed.stream().filter(order -> order.permId() == life.permId()).findFirst()
          .orElse(completed.getLast());
      return Optional.of(new Completed(ref, over, fills));
    }
    if (fills.isEmpty() && !books.isComplete()) {
      return Optional.empty();
    }
    return fills.isEmpty() ? absent(life, asked, books.gatewayZone(), now) : Optional.of(new Executed(ref, fills));
  }

  private static Optional<Verdict> absent(
      OrderLife life, Optional<OrderLife> asked, Optional<ZoneId> zone, Instant now) {
    OrderRef ref = life.leg().ref();
    return switch (life) {
      case OrderLife.Planned planned -> Optional.empty();
      case OrderLife.Closed closed -> Optional.empty();
      case OrderLife.InFlight lost when asked.equals(Optional.of(life)) ->
        Optional.of(isSameDay(lost.sent().at(), now, zone)
            ? new NotThere(ref, lost.sent())
            : new Ambiguous(ref, "it was sent on " + NyseCalendar.day(lost.sent().at()) + beginsLater()));
      case OrderLife.InFlight sentSince -> Optional.empty();
      case OrderLife.Working working when asked.isPresent() && asked.get() instanceof OrderLife.Working ->
        Optional.of(new Ambiguous(ref, isSameDay(working.sent().at(), now, zone)
            ? "the broker acknowledged it and now has it neither open, completed nor executed"
            : "the broker acknowledged it on " + NyseCalendar.day(working.sent().at()) + beginsLater()));
      case OrderLife.Working acknowledgedSince -> Optional.empty();
      // Said already. That it is not there is news only of one that the broker never acknowledged.
      case OrderLife.Parked parked -> parked.before() instanceof OrderLife.InFlight lost
          && asked.equals(Optional.of(life)) && isSameDay(lost.sent().at(), now, zone)
              ? Optional.of(new NotThere(ref, lost.sent()))
              : Optional.empty();
    };
  }

  private static String beginsLater() {
    return ", and the broker's books may begin after that";
  }

  /**
   * Whether the broker's books still go back to this submission. They begin at midnight of the Gateway's own zone
   * (ib_insync#483); where that zone is not known, at any quarter hour.
   *
   * @param sent by our clock
   * @param now by our clock, not before the broker's answer
   */
  static boolean isSameDay(Instant sent, Instant now, Optional<ZoneId> gatewayZone) {
    Instant from = sent.minus(CLOCKS_DIFFER);
    Instant to = now.plus(CLOCKS_DIFFER);
    return gatewayZone.map(zone -> LocalDate.ofInstant(from, zone).equals(LocalDate.ofInstant(to, zone)))
        .orElseGet(() -> quarterHour(from) == quarterHour(to));
  }

  private static long quarterHour(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), POSSIBLE_MIDNIGHTS.toSeconds());
  }

  private static List<BrokerOrder> matching(Run run, OrderLife life, List<BrokerOrder> orders) {
    return orders.stream().filter(order -> matches(run, life, order)).toList();
  }

  private static boolean matches(Run run, OrderLife life, BrokerOrder order) {
    return run.account().equals(order.account()) && (order.orderRef().isEmpty()
        ? life.isCalled(order.permId(), order.clientId(), order.orderId())
            && life.leg().isFor(order.symbol(), order.side())
        : order.orderRef().equals(life.leg().ref().value()));
  }
}
