package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the market said of a symbol, as received: values may be nonsense such as -1 or 0. {@link
 * Prices#choose} decides what is a price.
 *
 * @param lastTradeAt when the last price was traded; a new stream of prices repeats old ones, so this
 *     can be long before {@code at}
 * @param isHalted whether trading in it is halted
 * @param at when the newest of these values arrived
 */
public record Quote(Symbol symbol, Optional<BigDecimal> last, Optional<Instant> lastTradeAt,
    Optional<BigDecimal> bid, Optional<BigDecimal> ask, Optional<BigDecimal> previousClose,
    boolean isHalted, Instant at, QuoteKind kind) {}
