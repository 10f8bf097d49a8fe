package evenkeel.gateway;

import evenkeel.domain.AccountId;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Profit and loss of an account in its base currency. What the Gateway has not computed is empty, never a number.
 *
 * @param daily since the last reset, once a day
 */
public record Profit(
    AccountId account, Optional<BigDecimal> daily, Optional<BigDecimal> unrealized, Optional<BigDecimal> realized) {}
