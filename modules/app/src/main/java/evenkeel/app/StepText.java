package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.util.Optional;

/** What a slow command is doing at the moment. */
public sealed interface StepText extends Phrase {
  record Connecting(String address) implements StepText {}

  record AskingGateway() implements StepText {}

  record AskingPrices() implements StepText {}

  record AwaitingEnd(long pid) implements StepText {}

  record LookingUp(Symbol symbol) implements StepText {}

  record AskingPreview() implements StepText {}

  record LookingAtPortfolio() implements StepText {}

  record AwaitingPortfolio() implements StepText {}

  record AskingElsewhere() implements StepText {}

  record LookingUpContracts() implements StepText {}

  record Done() implements StepText {}

  record Downloading(String bar, int done, int total, Optional<Phrase> waiting) implements StepText {}

  record AwaitingGateway() implements StepText {}

  record Pacing(long seconds) implements StepText {}
}
