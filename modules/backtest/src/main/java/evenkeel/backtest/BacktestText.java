package evenkeel.backtest;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What the laboratory says. */
public sealed interface BacktestText extends Phrase {
  /** There is nothing to walk over. */
  record NoSymbols() implements BacktestText {}

  /** A symbol without a row. */
  record NoCloses(Symbol symbol) implements BacktestText {}

  /** A close that is none. */
  record BadClose(Symbol symbol, LocalDate date, BigDecimal close) implements BacktestText {}

  /** A row for a day without trading. */
  record NoSession(Symbol symbol, LocalDate date) implements BacktestText {}

  /** Too many sessions without a row. */
  record Gap(Symbol symbol, LocalDate last, LocalDate next, int sessions, int allowed) implements BacktestText {}

  /** The first row comes after the start. */
  record StartsLater(Symbol symbol, LocalDate first, LocalDate from) implements BacktestText {}

  /** The last row comes before the end. */
  record EndsEarlier(Symbol symbol, LocalDate last, LocalDate to) implements BacktestText {}

  /** Fewer than two sessions in common. */
  record TooShort(LocalDate from, LocalDate to) implements BacktestText {}

  /** Adjusted closes and distributions for the same symbol. */
  record AdjustedWithDistributions(Symbol symbol) implements BacktestText {}

  /** Splits or distributions that are not above zero. */
  record NotAbove(Symbol symbol, LocalDate date, BigDecimal amount) implements BacktestText {}

  /** The first purchase cannot be made. */
  record NoFirstPurchase(String reasons) implements BacktestText {}

  /** A policy that needs more than this to be walked. */
  record NoWeights(Symbol symbol) implements BacktestText {}
}
