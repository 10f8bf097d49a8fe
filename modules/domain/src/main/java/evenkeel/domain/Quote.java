package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the market said of a symbol, as received: values may be nonsense such as -1 or 0. {@link
 * Prices#choose} decides what is a price.
 *
 * @param at when the newest of these values arrived
 */
public record Quote(Symbol symbol, Optional<BigDecimal> last, Optional<BigDecimal> bid,
    Optional<BigDecimal> ask, Optional<BigDecimal> previousClose, Instant at, QuoteKind kind) {}
