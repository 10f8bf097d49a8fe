package evenkeel.engine;

import evenkeel.domain.ContractId;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.Difference;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** What the engine tells its owner. Where no severity is given, the alert is critical. */
public sealed interface EngineText extends Phrase {

  /** {@code parked-REF}: nobody can tell what became of an order. */
  record OrderParked(OrderRef ref, String reason) implements EngineText {}

  /** {@code terms-REF}, a warning: size or limit at the broker is not what was asked for. */
  record TermsChanged(OrderRef ref, BigDecimal quantity) implements EngineText {}

  /** The same of an order with a limit. */
  record TermsChangedWithLimit(OrderRef ref, BigDecimal quantity, BigDecimal limit) implements EngineText {}

  /** {@code cancel-refused-REF}, a warning. */
  record CancelRefused(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code change-refused-REF}, a warning. */
  record ChangeRefused(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code adopted-REF}: the broker has an order of ours that the journal lacks. */
  record OrderAdopted(OrderRef ref) implements EngineText {}

  /** {@code halted-RUN}: sending stops, for some minutes. */
  record RunWaits(RunId run, String reason) implements EngineText {}

  /** {@code halted-RUN}: sending stops for good. */
  record RunHalted(RunId run, String reason) implements EngineText {}

  /** {@code cancel-all}, a warning: the owner's own request. */
  record CancelAll() implements EngineText {}

  /** {@code contract-changed-SYMBOL-ID}: a symbol of which some is held means another contract than before. */
  record ContractChanged(Symbol symbol, ContractId before, ContractId now, BigDecimal shares) implements EngineText {}

  /** {@code shrunk-REF}, a warning: there is less to sell, or less cash, than was planned. */
  record LegShrunk(OrderRef ref, BigDecimal quantity, String reason) implements EngineText {}

  /** {@code overfilled-REF}. */
  record Overfilled(OrderRef ref) implements EngineText {}

  /** {@code corrected-EXECUTION}: the shares of one execution before and after; all of the order, and those wanted. */
  record ExecutionCorrected(OrderRef ref, BigDecimal before, BigDecimal after, BigDecimal filled, BigDecimal wanted)
      implements
        EngineText {}

  /** {@code journal-unwritable}: a full disk, or one that refuses to write. */
  record JournalUnwritable() implements EngineText {}

  /** {@code fill-price-EXECUTION}: a fill at a price that cannot be; the broker has told no other. */
  record FillPriceDoubted(OrderRef ref, BigDecimal shares, String told, String planned) implements EngineText {}

  /** {@code fill-price-EXECUTION}, a warning: a fill at a price that cannot be, beside an average that can. */
  record FillPriceReplaced(OrderRef ref, BigDecimal shares, String told, String average) implements EngineText {}

  /** {@code execution-differs-EXECUTION}: told twice under one id, with different contents. */
  record ExecutionDiffers(
      String execution, OrderRef ref, BigDecimal shares, String price, String otherShares, String otherPrice)
      implements
        EngineText {}

  /** {@code commissions-RUN}, a warning: a report is held back. */
  record CommissionsMissing(RunId run) implements EngineText {}

  /** {@code over-REF}, information: a cancel that was asked for. */
  record CancelledAsAsked(OrderRef ref) implements EngineText {}

  /** {@code over-REF}: cancelled, by the broker or the exchange. */
  record EndedByBroker(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code over-REF}. */
  record Rejected(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code over-REF}: for lack of settled cash, in an order by hand or in a second step. */
  record RejectedUnsettled(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code conversion-REF}, a warning: not filled in time for the purchases, and cancelled. */
  record ConversionGivenUp(OrderRef ref, BigDecimal filled, BigDecimal quantity) implements EngineText {}

  /** {@code over-REF}, a warning: refused for lack of settled cash, and bought in the run's second step. */
  record PurchaseDeferred(OrderRef ref, Optional<Phrase> why, LocalDate session) implements EngineText {}

  /** {@code over-REF}: stopped by a precaution of the Gateway. */
  record StoppedByPrecaution(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code over-REF}, of the first: a precaution of the Gateway stopped these orders of one run. */
  record SeveralStoppedByPrecaution(List<String> refs, Optional<Phrase> why) implements EngineText {}

  /** {@code answer-REF-CODE}: a code that Evenkeel does not know, about an order that nothing else is known of. */
  record UnknownAnswer(OrderRef ref, int code, String reason) implements EngineText {}

  /** {@code over-REF}: never sent, by decision. */
  record NotSent(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** {@code over-REF}: sent, and the broker does not know it. */
  record NeverArrived(OrderRef ref, Optional<Phrase> why) implements EngineText {}

  /** Why, at the end of a sentence: in the broker's words. */
  record Because(String reason) implements EngineText {}

  /** Why, at the end of a sentence: by the broker's code alone. */
  record BecauseOfCode(int code) implements EngineText {}

  /** Why, at the end of a sentence: in the broker's words, with its code. */
  record BecauseWithCode(String reason, int code) implements EngineText {}

  /** {@code unknown-REF}: an order of ours at the broker that is in no run. */
  record StrayOrder(String ref) implements EngineText {}

  /** {@code orders-wait-RUN}, a warning: the Gateway's restart is due, or a clock is wrong. */
  record OrdersWait(RunId run, String reason) implements EngineText {}

  /** {@code comparison-fails}: question after question for the books of the broker came to nothing. */
  record ComparisonFails(String reason) implements EngineText {}

  /** {@code order-ids}: the Gateway's next order id is at the end of all ids. */
  record OrderIdsEnd(int next) implements EngineText {}

  /** The same as the cause that holds a run. */
  record OrderIdsEnded() implements EngineText {}

  /** {@code books-in-part}, a warning: one of two answers with the same facts never ends. */
  record BooksInPart(String reason) implements EngineText {}

  /** {@code second-REF}: an order at the broker whose shares have filled before. */
  record SecondOrder(String ref) implements EngineText {}

  /** {@code late-REF}: still working long after its time. */
  record OrderLate(OrderRef ref) implements EngineText {}

  /** {@code lost-RUN}: the journal has the orders and not the decision. */
  record DecisionLost(RunId run) implements EngineText {}

  /** {@code frozen-TIME}: the broker's positions or orders are not those of our books. */
  record AccountFrozen(List<Phrase> differences) implements EngineText {
    public AccountFrozen {
      differences = List.copyOf(differences);
    }
  }

  /** {@code another-instance-DATE}: another installation of Evenkeel has orders in the account. */
  record AnotherInstance(List<Phrase> differences) implements EngineText {
    public AnotherInstance {
      differences = List.copyOf(differences);
    }
  }

  /** One of the differences: a symbol or an order, what our books say and what the broker says. */
  record Differs(String about, String ours, String theirs) implements EngineText {
    static Differs of(Difference difference) {
      return new Differs(difference.about(), difference.ours(), difference.theirs());
    }
  }

  /** {@code frozen-TIME}: the broker's positions in these contracts are not those of our books. */
  record ContractsFrozen(String symbols, List<Phrase> differences) implements EngineText {
    public ContractsFrozen {
      differences = List.copyOf(differences);
    }
  }

  /** {@code foreign-trades-CONTRACT-TIME}, a warning: others traded in the account. */
  record ForeignTrades(Symbol symbol, BigDecimal shares, BigDecimal held) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, information. */
  record DividendReinvested(Symbol symbol, BigDecimal added, BigDecimal held) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, information: what is left of a share was paid out. */
  record FractionPaidOut(Symbol symbol, BigDecimal paid, BigDecimal held) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning: a split, or a reverse split where the ratio is below 1. */
  record SharesSplit(Symbol symbol, BigDecimal ratio, BigDecimal before, BigDecimal after) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning: the same under another contract id. */
  record SplitIntoContract(
      Symbol symbol, BigDecimal ratio, BigDecimal before, BigDecimal after, ContractId from, Symbol other,
      ContractId to)
      implements
        EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning; with {@code frozen-TIME} where it is of a target. */
  record ContractReplaced(
      Symbol symbol, BigDecimal shares, ContractId from, Symbol other, ContractId to) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning; critical of a target. */
  record SymbolChanged(Symbol from, Symbol to, ContractId contract) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, critical: the symbol of a target changed. */
  record TargetRenamed(Symbol from, Symbol to, ContractId contract) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning. */
  record SpunOff(Symbol symbol, BigDecimal shares, Symbol parent) implements EngineText {}

  /** {@code corporate-action-CONTRACT-TIME}, a warning: shares came for nothing. */
  record SharesReceived(Symbol symbol, BigDecimal shares) implements EngineText {}

  /** What happened, in words. */
  static EngineText of(LockEvent.CorporateActionBooked booked) {
    return booked.isOfTarget() && booked.action() instanceof CorporateAction.SymbolChanged it
        ? new TargetRenamed(it.before().symbol(), it.after().symbol(), it.after().id())
        : of(booked.action());
  }

  /** What happened, in words. */
  static EngineText of(CorporateAction action) {
    return switch (action) {
      case CorporateAction.DividendReinvested it ->
        new DividendReinvested(it.contract().symbol(), it.added(), it.sharesAfter());
      case CorporateAction.FractionPaidOut it -> new FractionPaidOut(
          it.contract().symbol(), it.sharesBefore().subtract(it.sharesAfter()), it.sharesAfter());
      case CorporateAction.Split it when it.replacement().isPresent() -> new SplitIntoContract(
          it.before().symbol(), it.ratio(), it.sharesBefore(), it.sharesAfter(), it.before().id(),
          it.after().symbol(), it.after().id());
      case CorporateAction.Split it ->
        new SharesSplit(it.after().symbol(), it.ratio(), it.sharesBefore(), it.sharesAfter());
      case CorporateAction.ContractReplaced it -> new ContractReplaced(
          it.before().symbol(), it.shares(), it.before().id(), it.after().symbol(), it.after().id());
      case CorporateAction.SymbolChanged it ->
        new SymbolChanged(it.before().symbol(), it.after().symbol(), it.after().id());
      case CorporateAction.SpinOff it -> it.parent()
          .<EngineText>map(parent -> new SpunOff(it.received().symbol(), it.shares(), parent.symbol()))
          .orElseGet(() -> new SharesReceived(it.received().symbol(), it.shares()));
    };
  }

  /** {@code thawed-TIME}, information. */
  record AccountThawed() implements EngineText {}

  /** {@code thawed-TIME}, information: the owner has accepted what the broker has. */
  record BrokerAccepted() implements EngineText {}

  /** {@code account-change}, a warning: a look between runs found a value that is not believed. */
  record AccountChanged(String why) implements EngineText {}

  /** {@code previous-close-RUN}, a warning: decided in an open session on the close of the session before. */
  record PricedByPreviousClose(RunId run, List<String> symbols) implements EngineText {
    public PricedByPreviousClose {
      symbols = List.copyOf(symbols);
    }
  }

  /** {@code deferred-RUN}, a warning: something is missing that may come. */
  record Deferred(RunId run, List<String> reasons) implements EngineText {}

  /** {@code put-off-RUN-DEADLINE}, a warning: decided on a later session, between these times in New York. */
  record PutOff(RunId run, String why, LocalDate session, LocalTime from, LocalTime until) implements EngineText {}

  /**
   * {@code step-RUN-DEADLINE}, information: a cash account; these purchases wait until the proceeds have settled, and
   * are decided on a session between these times in New York.
   */
  record StepAhead(RunId run, List<String> orders, LocalDate session, LocalTime from, LocalTime until)
      implements
        EngineText {
    public StepAhead {
      orders = List.copyOf(orders);
    }
  }

  /** {@code step-RUN-DEADLINE}, a warning: the second step moves to a later session. */
  record StepPutOff(RunId run, String why, LocalDate session, LocalTime from, LocalTime until)
      implements
        EngineText {}

  /** {@code step-waits-RUN}, a warning: the second step cannot be decided yet. */
  record StepWaits(RunId run, List<String> reasons) implements EngineText {}

  /** {@code step-lost-RUN}: the second step was never decided. */
  record StepLost(RunId run) implements EngineText {}

  /** {@code held-RUN}, a warning: paused, or the guards cannot look. */
  record HeldBack(RunId run, String why) implements EngineText {}

  /** {@code not-traded-RUN}: the guards' verdict. */
  record StoppedByGuards(RunId run, List<String> reasons) implements EngineText {}

  /** {@code not-traded-RUN}: the plan was refused, or too late. */
  record NotTraded(RunId run, List<String> reasons) implements EngineText {}

  /** {@code not-traded-RUN}: there was no account to look at until the cut-off. */
  record Missed(RunId run, String why) implements EngineText {}

  /** {@code convert-RUN-HKD}, a warning: the dollars do not pay for all purchases; another currency could. */
  record ConvertFirst(RunId run, BigDecimal amount, String currency, BigDecimal proceeds) implements EngineText {}

  /** {@code unvalued-RUN}, information: the net liquidation was not compared with cash and holdings. */
  record NetLiquidationUnchecked(RunId run, List<Symbol> names) implements EngineText {}

  /** {@code negative-cash-RUN-HKD}, a warning: a loan in another currency than the traded one. */
  record BorrowedInOther(RunId run, BigDecimal amount, String currency) implements EngineText {}

  /** {@code negative-cash-RUN}, a warning: a loan that the plan leaves. */
  record NegativeCash(RunId run, BigDecimal amount) implements EngineText {}

  /** {@code negative-cash-RUN}, a warning: a loan that the plan pays back. */
  record DebitPaidBack(RunId run, BigDecimal amount) implements EngineText {}

  /** {@code first-runs-RUN}, information: one of the first live runs trades a part of its plan. */
  record FirstRunCapped(
      RunId run, long number, int runs, BigDecimal valueMax, int symbolsMax, int orders, int planned, BigDecimal value,
      BigDecimal plannedValue)
      implements
        EngineText {}

  /** {@code approval-RUN}, a warning: without an answer the plan is dropped. */
  record AwaitsApproval(RunId run, List<String> orders, String until) implements EngineText {}

  /** {@code approval-RUN}, a warning: without an answer the plan is traded. */
  record AwaitsObjection(RunId run, List<String> orders, String until) implements EngineText {}

  /** The phrase of the broker's reason and code; 0 and an empty text say nothing. */
  static Optional<Phrase> why(int code, String reason) {
    if (reason.isEmpty()) {
      return code == 0 ? Optional.empty() : Optional.of(new BecauseOfCode(code));
    }
    return Optional.of(code == 0 ? new Because(reason) : new BecauseWithCode(reason, code));
  }
}
