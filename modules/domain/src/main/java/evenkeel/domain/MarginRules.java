package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the account can carry a run's orders, by what the broker says that each of them would do. */
public final class MarginRules {
  private MarginRules() {}

  /** A figure of the account, in its own currency, and by how much an order would change it. */
  public record Figure(BigDecimal before, BigDecimal change) {}

  /** What the broker says of one order, as if it were the only one. */
  public record Previewed(Figure initialMargin, Figure equityWithLoan) {
    /** What could still be tied up before the order. */
    private BigDecimal room() {
      return equityWithLoan.before().subtract(initialMargin.before());
    }
  }

  /**
   * What speaks against all of the orders together; empty where nothing does. Sells count as filled: they go first, and
   * what they release pays for the buys, in a cash account too. Where the account changed between two previews the
   * narrower one counts.
   */
  public static Optional<String> objection(List<Previewed> orders) {
    BigDecimal tied = sum(orders.stream().map(order -> order.initialMargin().change()).toList());
    BigDecimal gained = sum(orders.stream().map(order -> order.equityWithLoan().change()).toList());
    return orders.stream().min(Comparator.comparing(Previewed::room)).flatMap(narrowest -> {
      BigDecimal initial = narrowest.initialMargin().before().add(tied);
      BigDecimal equity = narrowest.equityWithLoan().before().add(gained);
      return initial.compareTo(equity) > 0
          ? Optional
              .of("by the broker's preview the initial margin would be " + Text.money(initial) + " after the orders,"
                  + " more than the equity with loan of " + Text.money(equity) + " (guards.margin-preview)")
          : Optional.empty();
    });
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
