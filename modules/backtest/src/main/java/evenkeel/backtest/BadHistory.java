package evenkeel.backtest;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.util.List;

/** Prices that nothing can be concluded from; each problem is one line for the owner. */
public final class BadHistory extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Phrase> problems;

  BadHistory(List<Phrase> problems) {
    super(String.join("; ", problems.stream().map(Language.EN::say).toList()));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Phrase> problems() {
    return problems;
  }
}
