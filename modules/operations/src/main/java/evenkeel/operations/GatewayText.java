package evenkeel.operations;

import evenkeel.domain.EndOfSupport;
import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** What the watches over the Gateway's life and over the next run tell the owner. Times are New York's. */
public sealed interface GatewayText extends Phrase {

  /** {@code log-in-DATE}: information, a warning where a run is due within the week. */
  record LogInEnds(String end, String by) implements GatewayText {}

  /** The weekly log-in has ended; within another sentence, or as its reason. */
  record LogInEnded(String end, String by) implements GatewayText {}

  /** {@code link}: what is wrong with the link, and that the log-in may be why. */
  record WithLogIn(Phrase what, Phrase logIn) implements GatewayText {}

  /** {@code clock}, a warning. */
  record ClockAhead(Duration by) implements GatewayText {}

  /** {@code clock}, a warning. */
  record ClockBehind(Duration by) implements GatewayText {}

  /** {@code clock}, critical: no order leaves. */
  record ClockWrong(Phrase how) implements GatewayText {}

  /** {@code clock}, information. */
  record ClockAgrees() implements GatewayText {}

  /** {@code address}, a warning: this machine is on other addresses than before. */
  record AddressChanged(String before, String now) implements GatewayText {}

  /** {@code session-taken}, a warning: prices go to another session of the same user. */
  record SessionTaken(String words) implements GatewayText {}

  /** {@code support-ends}, critical: the Gateway's version ends; in its own words. */
  record SupportEnds(String words) implements GatewayText {}

  /** {@code support-ends}, critical: the next run is not before the end of the Gateway's version. */
  record SupportEndsBeforeRun(String due, String words) implements GatewayText {}

  /** How long the Gateway's version is supported; in {@code status}, {@code doctor} and {@code preflight}. */
  static GatewayText version(Optional<EndOfSupport> end) {
    return end.<GatewayText>map(told -> told.date()
        .<GatewayText>map(date -> new VersionEnds(date.toString(), told.words()))
        .orElseGet(() -> new VersionEndsSometime(told.words()))).orElseGet(NoEndTold::new);
  }

  /** The version is not supported from this date on; in the Gateway's own words. */
  record VersionEnds(String date, String words) implements GatewayText {}

  /** The same without a date that can be read. */
  record VersionEndsSometime(String words) implements GatewayText {}

  /** The Gateway has said nothing of an end in the last two weeks. */
  record NoEndTold() implements GatewayText {}

  /** {@code gateway-zone}, a warning: the Gateway is in another zone than its restart is configured in. */
  record OtherZone(String zone, String configured, LocalTime restart) implements GatewayText {}

  /** {@code execution-time}, a warning. */
  record ExecutionTimeUnknown(String words) implements GatewayText {}

  /** {@code notice-CODE}, a warning: the Gateway says something whose meaning is not known. */
  record UnknownNotice(int code, String words) implements GatewayText {}

  /** {@code readiness-RUN-STAGE}: a warning a day before the run, critical two hours and half an hour before. */
  record NotReady(RunId run, String due, List<Phrase> problems) implements GatewayText {}

  /** {@code readiness-RUN-STAGE}, information: what was told before is mended. */
  record ReadyNow(RunId run, String due) implements GatewayText {}

  /** Of a run that is to come: there is no usable connection. */
  record LinkNotReady(String why) implements GatewayText {}

  /** Of a run that is to come: no contract, or no word of it. */
  record ContractMissing(Symbol symbol, String why) implements GatewayText {}

  /** Of a run that is to come: no price that may be planned with. */
  record PriceMissing(Symbol symbol, String why) implements GatewayText {}

  /** Of a run that is to come: the broker's orders cannot be asked for, as with an API that is read-only. */
  record OrdersNotAnswered(String why) implements GatewayText {}

  /** Of a run that is to come: an order in a target that is none of ours. */
  record OtherOrder(Symbol symbol, int orderId) implements GatewayText {}

  /** Of a run that is to come. */
  record LittleRoom(String free) implements GatewayText {}
}
