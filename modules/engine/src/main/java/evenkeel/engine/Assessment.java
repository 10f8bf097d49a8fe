package evenkeel.engine;

import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ForeignCount;
import evenkeel.domain.ForeignOrder;
import evenkeel.domain.ForeignOrders;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.Planner;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Settlement;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The portfolio and the prices as they were seen, and what the plan makes of them.
 *
 * @param quotes one per target at the broker, in the order of the targets
 * @param prices what the price rule made of each quote
 * @param awaited the open orders of others that a run waits for
 */
public record Assessment(
    PortfolioLook look, List<QuoteLook> quotes, List<PriceChoice> prices, PlanOutcome outcome, Instant at,
    List<ForeignOrder> awaited) {
  public Assessment {
    quotes = List.copyOf(quotes);
    prices = List.copyOf(prices);
    awaited = List.copyOf(awaited);
  }

  /**
   * Decides; everything that is missing is a reason for not trading.
   *
   * @param all the quotes of the targets, then those of what open orders of others trade
   * @param book by which open orders are ours
   */
  static Assessment of(
      PortfolioLook look, List<QuoteLook> all, ExecutionBook book, EngineSettings settings, Instant now) {
    SequencedMap<Symbol, BigDecimal> weights = settings.targets().brokerWeights();
    List<QuoteLook> quotes = all.subList(0, Math.min(weights.size(), all.size()));
    List<PriceChoice> prices = quotes.stream().map(quote -> quote.price(now, settings.priceRules())).toList();
    return switch (look) {
      case PortfolioLook.NotSeen not -> new Assessment(
          look, quotes, prices, new PlanOutcome.Refused(List.of(not.why()), Optional.empty()), now, List.of());
      case PortfolioLook.Seen seen -> {
        ForeignOrders rule = settings.caution().foreignOrders();
        List<ForeignOrder> foreign = seen.foreign(book);
        var known = new HashMap<Symbol, BigDecimal>();
        all.stream().map(quote -> quote.price(now, settings.priceRules())).forEach(choice -> {
          if (choice instanceof PriceChoice.Priced priced) {
            known.put(priced.symbol(), priced.price());
          }
        });
        ForeignCount count = ForeignCount.of(seen.portfolio(), weights.keySet(), foreign, known, rule);
        PlanOutcome outcome = Settlement.split(
            Planner.plan(count.portfolio(), weights, prices, settings.planRules()), count.portfolio(),
            settings.planRules());
        List<ForeignOrder> awaited = rule == ForeignOrders.WAIT
            ? foreign.stream().filter(order -> ForeignCount.isForAny(order, weights.keySet(), seen.portfolio()))
                .toList()
            : List.of();
        yield new Assessment(look, quotes, prices, unless(count.reasons(), outcome), now, awaited);
      }
    };
  }

  private static PlanOutcome unless(List<String> reasons, PlanOutcome outcome) {
    if (reasons.isEmpty()) {
      return outcome;
    }
    List<String> others = outcome instanceof PlanOutcome.Refused refused ? refused.reasons() : List.of();
    return new PlanOutcome.Refused(
        Stream.concat(reasons.stream(), others.stream()).toList(), outcome.driftReport());
  }
}
