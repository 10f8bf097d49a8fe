package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The yes-or-no attributes of an order that we never set, and what a simulated Gateway has to
 * refuse.
 *
 * @param eTradeOnly must be false (error 10268)
 * @param firmQuoteOnly must be false (error 10269)
 * @param nbboPriceCap must be empty (error 10270)
 * @param overridePercentageConstraints true bypasses the Gateway's precaution on prices
 * @param dontUseAutoPriceForHedge Gateways echo true although false was sent
 * @param usePriceManagement empty leaves it to the account
 */
public record OrderFlags(boolean blockOrder, boolean sweepToFill, boolean hidden, boolean allOrNone,
    boolean notHeld, boolean solicited, boolean randomizeSize, boolean randomizePrice,
    boolean optOutSmartRouting, boolean eTradeOnly, boolean firmQuoteOnly,
    Optional<BigDecimal> nbboPriceCap, boolean overridePercentageConstraints,
    boolean dontUseAutoPriceForHedge, boolean omsContainer, boolean discretionaryUpToLimitPrice,
    Optional<Boolean> usePriceManagement, boolean autoCancelParent, boolean includeOvernight,
    boolean imbalanceOnly, boolean routeMarketableToBbo) {
  public static final OrderFlags NONE = new OrderFlags(false, false, false, false, false, false,
      false, false, false, false, false, Optional.empty(), false, false, false, false,
      Optional.of(false), false, false, false, false);
}
