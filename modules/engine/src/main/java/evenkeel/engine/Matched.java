package evenkeel.engine;

import evenkeel.domain.ContractId;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A portfolio and quotes brought together by contract: each symbol that was quoted means the contract of its quote.
 *
 * @param quotes a contract that changed while some of it is held is no quote
 * @param settled the symbols of which the contract changed and nothing is held
 */
record Matched(PortfolioLook look, List<QuoteLook> quotes, List<Symbol> settled) {
  static Matched of(PortfolioLook look, List<QuoteLook> quotes) {
    if (!(look instanceof PortfolioLook.Seen seen)) {
      return new Matched(look, quotes, List.of());
    }
    var meant = new TreeMap<>(seen.portfolio().contracts());
    var settled = new ArrayList<Symbol>();
    var matched = new ArrayList<QuoteLook>();
    for (QuoteLook quote : quotes) {
      quote.identity().ifPresent(identity -> meant.put(quote.symbol(), identity.id()));
      if (quote.identity().isEmpty() && quote instanceof QuoteLook.NotQuoted) {
        meant.remove(quote.symbol());
      }
      Optional<QuoteLook.Changed> changed = changed(seen.portfolio(), quote);
      if (changed.filter(it -> it.shares().signum() == 0).isPresent()) {
        settled.add(quote.symbol());
      }
      matched.add(changed.filter(it -> it.shares().signum() != 0).map(QuoteLook.class::cast).orElse(quote));
    }
    return new Matched(seen.with(seen.portfolio().meaning(meant)), matched, settled);
  }

  private static Optional<QuoteLook.Changed> changed(Portfolio portfolio, QuoteLook quote) {
    return quote.identity().flatMap(identity -> identity.change().map(change -> new QuoteLook.Changed(
        quote.symbol(), identity, change.from(), held(portfolio, identity.id(), change.from()))));
  }

  private static BigDecimal held(Portfolio portfolio, ContractId now, ContractId before) {
    BigDecimal shares = portfolio.shares(now);
    return shares.signum() == 0 ? portfolio.shares(before) : shares;
  }
}
