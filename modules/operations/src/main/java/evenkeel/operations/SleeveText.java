package evenkeel.operations;

import evenkeel.domain.Phrase;
import java.math.BigDecimal;

/** What the watch over the whole portfolio tells its owner, each a warning. Weights are percent. */
public sealed interface SleeveText extends Phrase {

  /** {@code move-money}: too little is held elsewhere. */
  record MoveElsewhere(BigDecimal usd, String name, BigDecimal weight, BigDecimal target) implements SleeveText {}

  /** {@code move-money}: too much is held elsewhere. */
  record MoveToBroker(BigDecimal usd, String name, BigDecimal weight, BigDecimal target) implements SleeveText {}

  /** {@code elsewhere-unknown}: the whole portfolio was not judged. */
  record ElsewhereUnknown(String why) implements SleeveText {}

  /** {@code elsewhere-refused}: the judgement cannot be kept. */
  record JudgementRefused(String why) implements SleeveText {}
}
