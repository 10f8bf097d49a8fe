package evenkeel.operations;

import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What reports, files and the watch over the link tell the owner. */
public sealed interface OperationsText extends Phrase {

  /** {@code unusable}, critical: the log-in does not fit the configuration. */
  record Unusable(String why) implements OperationsText {}

  /** {@code prices-replaced}, information: delayed prices where live ones were asked for. */
  record PricesReplaced(String why) implements OperationsText {}

  /** {@code link}, a warning: there is no connection to the Gateway. */
  record GatewayUnusable(Optional<Phrase> lasting, int failures, Phrase problem) implements OperationsText {}

  /** The problem of a Gateway that has said nothing yet. */
  record NotAnsweredYet() implements OperationsText {}

  /** {@code link}, a warning: connected, and not to be used. */
  record BooksNotCompared(Optional<Phrase> lasting) implements OperationsText {}

  /** {@code link}, a warning: the Gateway has lost IBKR. */
  record LinkLost(Optional<Phrase> lasting) implements OperationsText {}

  /** For how long, within a sentence. */
  record Lasting(Duration time) implements OperationsText {}

  /** {@code link}, information. */
  record GatewayReady(Duration after) implements OperationsText {}

  /** {@code settled-RUN}, information: every order filled. */
  record RunSettled(RunId run, int filled, int all, Optional<Phrase> commission) implements OperationsText {}

  /** {@code settled-RUN}, a warning. */
  record RunSettledShort(RunId run, int filled, int all, Optional<Phrase> commission, List<Phrase> unfilled)
      implements
        OperationsText {}

  /** What a run cost in US dollars, within a sentence. */
  record Commission(BigDecimal amount) implements OperationsText {}

  /** One order of a run that is over; the status is that of the report. */
  record Unfilled(
      Side side, Symbol symbol, String status, BigDecimal filled, BigDecimal wanted, Optional<Phrase> why)
      implements
        OperationsText {}

  /** Why an order did not fill, in brackets. */
  record InBrackets(String reason) implements OperationsText {}

  /** {@code report-refused}, critical: the disk does not take a report. */
  record ReportRefused(RunId run, Path file, String why) implements OperationsText {}

  /** {@code report-written}, information: it does again. */
  record ReportWritten(RunId run) implements OperationsText {}

  /** {@code state-refused}, critical: the disk does not take the state files. */
  record StateRefused(String why) implements OperationsText {}

  /** {@code state-written}, information: it does again. */
  record StateWritten() implements OperationsText {}

  /** An alert that came again while it was held back once. */
  record Again(Phrase what) implements OperationsText {}

  /** An alert that came again several times while it was held back. */
  record AgainTimes(int times, Phrase what) implements OperationsText {}
}
