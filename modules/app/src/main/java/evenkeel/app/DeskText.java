package evenkeel.app;

import evenkeel.domain.Phrase;
import java.util.Optional;

/** Requests about orders: questions, previews, and what became of them. */
public sealed interface DeskText extends Phrase {
  record WouldCancel(int order) implements DeskText {}

  record WouldCancelAll() implements DeskText {}

  record WouldChange(int order) implements DeskText {}

  record BrokerHasIt(int order) implements DeskText {}

  record BrokerHasOne() implements DeskText {}

  record IsCancelled(int order, Optional<Phrase> filled) implements DeskText {}

  record IsChanged(int order) implements DeskText {}

  record NoneOpen() implements DeskText {}

  record WithFilled(String filled, String wanted) implements DeskText {}

  record ItFilled() implements DeskText {}

  record ItIs(Phrase outcome) implements DeskText {}

  record ItStands(String status, Optional<Phrase> filled) implements DeskText {}

  record NotSaidYet() implements DeskText {}

  record NobodyKnows(String reason) implements DeskText {}

  record ItWasNotSent() implements DeskText {}

  record SendOrder(String order, Optional<Phrase> value, String mode) implements DeskText {}

  record AtMost(String value) implements DeskText {}

  record SendThese(String mode) implements DeskText {}

  record CancelAllIndeed() implements DeskText {}

  record YesOrNo(Phrase question) implements DeskText {}

  record TypeAccount() implements DeskText {}

  record PreviewOf(String order) implements DeskText {}

  record InitialMargin() implements DeskText {}

  record MaintenanceMargin() implements DeskText {}

  record EquityWithLoan() implements DeskText {}

  record CommissionOf(Phrase commission) implements DeskText {}

  record CommissionRange(String min, String max) implements DeskText {}

  record NotTold() implements DeskText {}

  record BrokerWarns(String words) implements DeskText {}

  record HandPlaced(String order, String value, String price, String commission) implements DeskText {}
}
