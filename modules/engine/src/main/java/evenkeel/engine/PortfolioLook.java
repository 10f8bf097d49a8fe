package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.Holding;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Symbol;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.BrokerPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What one look at the broker's account gave. */
public sealed interface PortfolioLook {
  /** The account, complete. */
  record Seen(AccountId account, Portfolio portfolio, List<BrokerPosition> positions, Instant at)
      implements
        PortfolioLook {
    public Seen {
      positions = List.copyOf(positions);
    }
  }

  /** Not seen, or not completely: nothing may be concluded. */
  record NotSeen(String why) implements PortfolioLook {}

  /** Reads the rows of one account. Anything missing or unreadable is no look at all. */
  static PortfolioLook of(
      AccountId account, List<AccountValue> values, List<BrokerPosition> positions, Instant at) {
    Optional<AccountValue> netLiquidation = row(account, values, "NetLiquidation");
    Optional<AccountValue> cash = row(account, values, "TotalCashValue");
    if (netLiquidation.isEmpty() || cash.isEmpty()) {
      return new NotSeen("the account summary has no NetLiquidation or no TotalCashValue");
    }
    Optional<BigDecimal> total = number(netLiquidation.get());
    Optional<BigDecimal> free = number(cash.get());
    if (total.isEmpty() || free.isEmpty()) {
      return new NotSeen("NetLiquidation '" + netLiquidation.get().value() + "' or TotalCashValue '"
          + cash.get().value() + "' is not a number");
    }
    String currency = netLiquidation.get().currency();
    if (!currency.equals("USD")) {
      return new NotSeen("the account's base currency is " + currency + ", and only USD is computed with so far");
    }
    var holdings = new TreeMap<Symbol, Holding>();
    for (BrokerPosition position : positions) {
      if (position.account().equals(account) && position.quantity().signum() != 0) {
        Symbol symbol = nameOf(position);
        if (holdings.containsKey(symbol)) {
          return new NotSeen("two positions are named " + symbol);
        }
        holdings.put(symbol, new Holding(symbol, position.quantity(), position.averageCost()));
      }
    }
    return new Seen(account, new Portfolio(currency, total.get(), free.get(), holdings), positions, at);
  }

  /** A stock's symbol; anything else gets a name that no target has, so that an option never counts as shares. */
  private static Symbol nameOf(BrokerPosition position) {
    var instrument = position.instrument();
    if (instrument.securityType().equals("STK") && instrument.currency().equals("USD")) {
      return instrument.symbol();
    }
    return Symbol.of(instrument.securityType() + " " + instrument.contractId())
        .orElseGet(() -> new Symbol("OTHER " + instrument.contractId()));
  }

  private static Optional<AccountValue> row(AccountId account, List<AccountValue> values, String tag) {
    return values.stream().filter(value -> value.account().equals(account) && value.tag().equals(tag)).findFirst();
  }

  private static Optional<BigDecimal> number(AccountValue value) {
    try {
      return Optional.of(new BigDecimal(value.value()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
