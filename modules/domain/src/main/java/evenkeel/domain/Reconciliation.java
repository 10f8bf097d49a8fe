package evenkeel.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares our orders with everything the broker knows, after a new connection or when an order's fate is unknown. The
 * answers have to be complete: "no answer" never gets here as an empty list.
 */
public final class Reconciliation {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private Reconciliation() {}

  /** What the broker said, each list complete. */
  public record Books(List<BrokerOrder> open, List<BrokerOrder> completed, List<Fill> fills) {
    public Books {
      open = List.copyOf(open);
      completed = List.copyOf(completed);
      fills = List.copyOf(fills);
    }
  }

  /** What is to be done about one of our orders. */
  public sealed interface Verdict {
    OrderRef ref();
  }

  /** The broker has it: take its state over, and its fills. */
  public record Adopt(OrderRef ref, Optional<BrokerOrder> order,
      List<Fill> fills) implements Verdict {}

  /** The broker, asked on the day of the submission, does not have it. */
  public record NotThere(OrderRef ref) implements Verdict {}

  /** Nobody can tell: its day is over, or more than one order claims to be it. */
  public record Ambiguous(OrderRef ref, String reason) implements Verdict {}

  /** One verdict for each order that was ever sent and is not finally closed, in the book's order. */
  public static List<Verdict> of(ExecutionBook book, Books books, Instant now) {
    var verdicts = new ArrayList<Verdict>();
    for (Run run : book.runs().values()) {
      for (OrderLife life : run.orders().values()) {
        judge(run, life, books, now).ifPresent(verdicts::add);
      }
    }
    return List.copyOf(verdicts);
  }

  private static Optional<Verdict> judge(Run run, OrderLife life, Books books, Instant now) {
    OrderRef ref = life.leg().ref();
    List<Fill> fills = books.fills().stream().filter(fill -> matches(run, life, fill)).toList();
    List<BrokerOrder> open = books.open().stream().filter(order -> matches(run, life, order))
        .toList();
    List<BrokerOrder> completed = books.completed().stream()
        .filter(order -> matches(run, life, order)).toList();
    if (open.size() > 1) {
      return Optional
          .of(new Ambiguous(ref, open.size() + " open orders at the broker bear its reference"));
    }
    if (!open.isEmpty()) {
      return Optional.of(new Adopt(ref, Optional.of(open.getFirst()), fills));
    }
    if (!completed.isEmpty()) {
      return Optional.of(new Adopt(ref, Optional.of(completed.getLast()), fills));
    }
    if (!fills.isEmpty()) {
      return Optional.of(new Adopt(ref, Optional.empty(), fills));
    }
    return switch (life) {
      case OrderLife.Planned planned -> Optional.empty();
      case OrderLife.Closed closed -> Optional.empty();
      case OrderLife.Parked parked -> Optional.empty();
      case OrderLife.InFlight sent -> Optional.of(missing(ref, sent.sent(), now));
      case OrderLife.Working working -> Optional.of(new Ambiguous(
          ref, "the broker acknowledged it and now has it neither open, completed nor executed"));
    };
  }

  private static Verdict missing(OrderRef ref, OrderLife.Submission sent, Instant now) {
    LocalDate sentOn = LocalDate.ofInstant(sent.at(), NEW_YORK);
    return sentOn.equals(LocalDate.ofInstant(now, NEW_YORK))
        ? new NotThere(ref)
        : new Ambiguous(ref,
            "it was sent on " + sentOn + " and the broker's books only go back to today");
  }

  private static boolean matches(Run run, OrderLife life, BrokerOrder order) {
    return matches(
        run, life, order.account(), order.orderRef(), order.permId(), order.clientId(),
        order.orderId());
  }

  private static boolean matches(Run run, OrderLife life, Fill fill) {
    return matches(run, life, fill.account(), fill.orderRef(), fill.permId(), fill.clientId(),
        fill.orderId());
  }

  /** By reference; where the broker sent none, by permanent id, then by client and order id. */
  private static boolean matches(
      Run run, OrderLife life, AccountId account, String orderRef, long permId, int clientId,
      int orderId) {
    if (!run.account().equals(account)) {
      return false;
    }
    if (!orderRef.isEmpty()) {
      return orderRef.equals(life.leg().ref().value());
    }
    boolean samePermanentId = life instanceof OrderLife.Working working && permId != 0
        && working.permId() == permId;
    return samePermanentId || life.submission()
        .filter(sent -> orderId > 0 && sent.orderId() == orderId && sent.clientId() == clientId)
        .isPresent();
  }
}
