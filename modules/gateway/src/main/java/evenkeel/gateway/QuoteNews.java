package evenkeel.gateway;

import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What the Gateway says of the price of one instrument. */
public sealed interface QuoteNews {
  Symbol symbol();

  /** A value, raw: -1 and 0 are the Gateway's ways to say "none". Empty for its unset marks and NaN. */
  record Tick(Symbol symbol, Field field, Optional<BigDecimal> value, Instant at) implements QuoteNews {}

  /** When the newest trade took place, which can be long before it is told: a new stream repeats old prices. */
  record Traded(Symbol symbol, Instant at) implements QuoteNews {}

  /** Whether trading in it is known to be halted; both are told. */
  record Halt(Symbol symbol, boolean isHalted) implements QuoteNews {}

  /** Which kind of data follows. */
  record Kind(Symbol symbol, QuoteKind kind) implements QuoteNews {}

  /** What was asked for is refused, and something else, as {@link Kind} says, comes in its place. */
  record Replaced(Symbol symbol, int code, String text) implements QuoteNews {}

  /** The Gateway refuses the stream, or ended it. */
  record Refused(Symbol symbol, int code, String text) implements QuoteNews {}

  /** The stream is gone with its connection or with the Gateway's link; it has to be asked for again. */
  record Lost(Symbol symbol) implements QuoteNews {}

  /** The prices that are read; live and delayed ticks of the same meaning are one field. */
  enum Field {
    BID, ASK, LAST, PREVIOUS_CLOSE
  }
}
