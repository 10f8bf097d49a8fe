package evenkeel.engine;

import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Planner;
import evenkeel.domain.PriceChoice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The portfolio and the prices as they were seen, and what the plan makes of them.
 *
 * @param quotes one per target at the broker, in the order of the targets
 * @param prices what the price rule made of each quote
 */
public record Assessment(
    PortfolioLook look, List<QuoteLook> quotes, List<PriceChoice> prices, PlanOutcome outcome, Instant at) {
  public Assessment {
    quotes = List.copyOf(quotes);
    prices = List.copyOf(prices);
  }

  /** Decides; everything that is missing is a reason for not trading. */
  static Assessment of(PortfolioLook look, List<QuoteLook> quotes, EngineSettings settings, Instant now) {
    List<PriceChoice> prices = quotes.stream().map(quote -> quote.price(now, settings.priceRules())).toList();
    PlanOutcome outcome = switch (look) {
      case PortfolioLook.Seen seen ->
        Planner.plan(seen.portfolio(), settings.targets().brokerWeights(), prices, settings.planRules());
      case PortfolioLook.NotSeen not -> new PlanOutcome.Refused(List.of(not.why()), Optional.empty());
    };
    return new Assessment(look, quotes, prices, outcome, now);
  }
}
