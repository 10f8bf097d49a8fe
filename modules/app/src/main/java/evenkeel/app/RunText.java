package evenkeel.app;

import evenkeel.domain.OrderType;
import evenkeel.domain.ContractId;
import evenkeel.domain.Phrase;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import java.util.Optional;

/** What a run is told with as it happens. */
public sealed interface RunText extends Phrase {

  record Missed(String reason) implements RunText {}

  record AccountIs(String account) implements RunText {}

  record PricesDelayed(String why) implements RunText {}

  record NotYet(String reasons) implements RunText {}

  record GatewayTrouble(String problem) implements RunText {}

  record LinkIsLost() implements RunText {}

  record GatewayReady() implements RunText {}

  record Attention() implements RunText {}

  record RunSettled() implements RunText {}

  record Waits(String reason) implements RunText {}

  record Halted(String reason) implements RunText {}

  record AllToBeCancelled() implements RunText {}

  record StrayCancelAsked(Side side, Symbol symbol, int order) implements RunText {}

  record StrayCancelled(int order, Optional<Phrase> why) implements RunText {}

  record StrayNotCancelled(int order, Optional<Phrase> why) implements RunText {}

  record Sent(OrderType type, int order, Optional<Phrase> again) implements RunText {}

  record Attempt(int number) implements RunText {}

  record Accepted(String status) implements RunText {}

  record StatusIs(String status, Optional<Phrase> why) implements RunText {}

  record FilledSome(String shares, String price) implements RunText {}

  record Charged(String amount) implements RunText {}

  record UnknownAnswer(int code, String text) implements RunText {}

  record Reduced(String shares, String reason) implements RunText {}

  record ContractIs(ContractId contract) implements RunText {}

  record CancelAsked() implements RunText {}

  record CancelRefused(Optional<Phrase> why) implements RunText {}

  record ChangeAsked(String shares, Optional<Phrase> limit) implements RunText {}

  record AtLimit(String price) implements RunText {}

  record ChangeRefused(Optional<Phrase> why) implements RunText {}

  record TermsAre(String shares, Optional<Phrase> limit, Optional<Phrase> unasked) implements RunText {}

  record Unasked() implements RunText {}

  record FateUnknown(String reason) implements RunText {}

  record Commissions(String amount) implements RunText {}

  record OverAs(Phrase outcome, Optional<Phrase> why) implements RunText {}

  record AllFilled() implements RunText {}

  record Cancelled() implements RunText {}

  record Rejected() implements RunText {}

  record Skipped() implements RunText {}

  record NeverArrived() implements RunText {}

  record Unknown(String reason) implements RunText {}

  record NotSent() implements RunText {}

  record NotAnswered() implements RunText {}

  record Working(String status) implements RunText {}

  record Why(String reason) implements RunText {}

  record WhyCode(int code) implements RunText {}

  record WhyAndCode(String reason, int code) implements RunText {}
}
