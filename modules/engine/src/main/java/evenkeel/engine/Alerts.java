package evenkeel.engine;

import evenkeel.domain.AccountLock;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.DoubtedPrice;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.LockEvent;
import evenkeel.domain.NextStep;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Settlement;
import evenkeel.engine.Alert.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which of the journal's events a human should hear, and in which words. */
final class Alerts {
  private Alerts() {}

  /**
   * The alert that an event is worth, if any. What a precaution stopped is told by {@link StoppedOrders}.
   *
   * @param book the state that it led to
   */
  static Optional<Alert> of(ExecutionBook book, ExecutionEvent event) {
    return switch (event) {
      case OrderEvent.OrderParked parked ->
        critical("parked-" + parked.ref(), new EngineText.OrderParked(parked.ref(), parked.reason()), event);
      case OrderEvent.OrderClosed closed -> over(book, closed);
      case OrderEvent.TermsChanged changed when !changed.isAsked() ->
        warning("terms-" + changed.ref(), changed.limit()
            .<EngineText>map(limit -> new EngineText.TermsChangedWithLimit(changed.ref(), changed.quantity(), limit))
            .orElseGet(() -> new EngineText.TermsChanged(changed.ref(), changed.quantity())), event);
      case OrderEvent.CancelRefused refused -> warning("cancel-refused-" + refused.ref(),
          new EngineText.CancelRefused(refused.ref(), EngineText.why(refused.code(), refused.reason())), event);
      case OrderEvent.ChangeRefused refused -> warning("change-refused-" + refused.ref(),
          new EngineText.ChangeRefused(refused.ref(), EngineText.why(refused.code(), refused.reason())), event);
      case RunEvent.OrderAdopted adopted ->
        critical("adopted-" + adopted.leg().ref(), new EngineText.OrderAdopted(adopted.leg().ref()), event);
      case RunEvent.RunHalted halted -> halted(book, halted);
      case DeskEvent.CancelAllRequested all -> warning("cancel-all", new EngineText.CancelAll(), event);
      case LockEvent.AccountFrozen frozen -> froze(frozen);
      case LockEvent.ForeignExecutionsBooked others -> warning(
          "foreign-trades-" + others.contract().id() + "-" + others.at(), new EngineText.ForeignTrades(
              others.contract().symbol(), others.shares(), others.held().shares()),
          event);
      case LockEvent.CorporateActionBooked booked -> Optional.of(new Alert(
          severity(booked),
          "corporate-action-" + booked.action().contracts().stream().sorted().findFirst().orElseThrow()
              + "-" + booked.at(),
          EngineText.of(booked), booked.at()));
      case LockEvent.PositionsConfirmed confirmed -> Optional.empty();
      case LockEvent.AccountThawed thawed -> Optional.of(new Alert(
          Severity.INFORMATION, "thawed-" + thawed.at(),
          thawed.isByOwner() ? new EngineText.BrokerAccepted() : new EngineText.AccountThawed(), thawed.at()));
      case LockEvent.BrokerAccepted accepted -> Optional.empty();
      case OrderEvent.TermsChanged changed -> Optional.empty();
      case OrderEvent.ContractReplaced replaced -> Optional.empty();
      case OrderEvent.CancelRequested asked -> Optional.empty();
      case OrderEvent.ChangeRequested asked -> Optional.empty();
      case DeskEvent.StrayCancelRequested asked -> Optional.empty();
      case DeskEvent.StrayCancelAnswered answered -> Optional.empty();
      case OrderEvent.UnknownAnswerHeard heard -> answered(book, heard);
      case OrderEvent.LegShrunk shrunk -> warning("shrunk-" + shrunk.ref(),
          new EngineText.LegShrunk(shrunk.ref(), shrunk.quantity(), shrunk.reason()), event);
      case OrderEvent.FillRecorded fill -> filled(book, fill);
      case RunEvent.RunSettled settled when Optional.ofNullable(book.runs().get(settled.run()))
          .flatMap(Run::next).isPresent() ->
        critical("step-lost-" + settled.run(), new EngineText.StepLost(settled.run()), event);
      case RunEvent.RunSettled settled -> Optional.ofNullable(book.runs().get(settled.run()))
          .filter(run -> !run.hasAllCommissions())
          .flatMap(run -> warning("commissions-" + run.id(), new EngineText.CommissionsMissing(run.id()), event));
      case OrderEvent.SubmissionStarted sent -> Optional.empty();
      case OrderEvent.OrderAcknowledged known -> Optional.empty();
      case OrderEvent.OrderStatusChanged changed -> Optional.empty();
      case OrderEvent.CommissionRecorded charged -> Optional.empty();
      case RunEvent.StepStarted step -> Optional.empty();
      case RunEvent.PurchaseDeferred deferred -> deferred(book, deferred);
      // The planner says it, with the reason.
      case RunEvent.StepPutOff later -> Optional.empty();
      case RunEvent.RunStarted started -> Optional.empty();
      case RunEvent.RunReported reported -> Optional.empty();
    };
  }

  private static Optional<Alert> halted(ExecutionBook book, RunEvent.RunHalted halted) {
    if (book.lock().isFrozenByAnotherInstance()) {
      // The freeze says it, with the orders that prove it.
      return Optional.empty();
    }
    return critical("halted-" + halted.run(), halted.until().isPresent()
        ? new EngineText.RunWaits(halted.run(), halted.reason())
        : new EngineText.RunHalted(halted.run(), halted.reason()), halted);
  }

  private static Optional<Alert> froze(LockEvent.AccountFrozen frozen) {
    // Another installation is told once a day, however many orders of it are found.
    return AccountLock.Freeze.of(frozen).isOfAnotherInstance()
        ? critical(
            "another-instance-" + frozen.at().atZone(NyseCalendar.ZONE).toLocalDate(),
            new EngineText.AnotherInstance(
                frozen.differences().stream().<Phrase>map(EngineText.Differs::of).toList()),
            frozen)
        : critical("frozen-" + frozen.at(), frozen(frozen), frozen);
  }

  private static Optional<Alert> answered(ExecutionBook book, OrderEvent.UnknownAnswerHeard heard) {
    // The same answer to a later attempt ends the order, which is told as its end.
    return book.order(heard.ref())
        .filter(life -> life instanceof OrderLife.InFlight sent && sent.sameAnswerTwice().isPresent()).isPresent()
            ? Optional.empty()
            : critical("answer-" + heard.ref() + "-" + heard.code(),
                new EngineText.UnknownAnswer(heard.ref(), heard.code(), heard.text()), heard);
  }

  private static EngineText frozen(LockEvent.AccountFrozen frozen) {
    List<Phrase> what = Stream.concat(
        frozen.differences().stream().<Phrase>map(EngineText.Differs::of),
        frozen.actions().stream().<Phrase>map(EngineText::of)).toList();
    AccountLock.Freeze freeze = AccountLock.Freeze.of(frozen);
    return freeze.isOfAccount()
        ? new EngineText.AccountFrozen(what)
        : new EngineText.ContractsFrozen(freeze.symbols(), what);
  }

  private static Severity severity(LockEvent.CorporateActionBooked booked) {
    return switch (booked.action()) {
      case CorporateAction.DividendReinvested reinvested -> Severity.INFORMATION;
      case CorporateAction.FractionPaidOut paid -> Severity.INFORMATION;
      case CorporateAction.Split split -> Severity.WARNING;
      case CorporateAction.ContractReplaced replaced -> Severity.WARNING;
      case CorporateAction.SymbolChanged changed -> booked.isOfTarget() ? Severity.CRITICAL : Severity.WARNING;
      case CorporateAction.SpinOff spinOff -> Severity.WARNING;
    };
  }

  private static Optional<Alert> over(ExecutionBook book, OrderEvent.OrderClosed closed) {
    OrderRef ref = closed.ref();
    boolean isAsked = book.order(ref)
        .filter(life -> life instanceof OrderLife.Closed it && it.isCancelledAsAsked()).isPresent();
    if (isAsked) {
      return Optional.of(new Alert(
          Severity.INFORMATION, "over-" + ref, new EngineText.CancelledAsAsked(ref), closed.at()));
    }
    if (isDeferred(book, ref) || StoppedOrders.isStopped(closed.outcome(), closed.code())) {
      return Optional.empty();
    }
    Optional<Phrase> why = EngineText.why(closed.code(), closed.reason());
    return switch (closed.outcome()) {
      case FILLED -> Optional.empty();
      case CANCELLED -> critical("over-" + ref, new EngineText.EndedByBroker(ref, why), closed);
      case REJECTED -> critical(
          "over-" + ref, Settlement.isRefusal(closed.reason())
              ? new EngineText.RejectedUnsettled(ref, why)
              : new EngineText.Rejected(ref, why),
          closed);
      case SKIPPED -> critical("over-" + ref, new EngineText.NotSent(ref, why), closed);
      case NEVER_ARRIVED -> critical("over-" + ref, new EngineText.NeverArrived(ref, why), closed);
    };
  }

  /** Said with what follows from it, and not as an order that failed. */
  private static boolean isDeferred(ExecutionBook book, OrderRef ref) {
    return book.runOf(ref).filter(run -> run.deferred().contains(ref)).isPresent();
  }

  private static Optional<Alert> deferred(ExecutionBook book, RunEvent.PurchaseDeferred deferred) {
    NextStep next = book.runs().get(deferred.run()).next().orElse(deferred.next());
    Optional<Phrase> why = book.order(deferred.ref())
        .flatMap(life -> life instanceof OrderLife.Closed closed
            ? EngineText.why(closed.code(), closed.reason())
            : Optional.empty());
    return warning(
        "over-" + deferred.ref(), new EngineText.PurchaseDeferred(deferred.ref(), why, next.session()), deferred);
  }

  private static Optional<Alert> filled(ExecutionBook book, OrderEvent.FillRecorded fill) {
    OrderLife life = book.order(fill.ref()).orElseThrow();
    BigDecimal wanted = life.leg().quantity();
    BigDecimal shares = life.fills().shares();
    if (fill.correctedFrom().isEmpty()) {
      return shares.compareTo(wanted) > 0
          ? critical("overfilled-" + fill.ref(), new EngineText.Overfilled(fill.ref()), fill)
          : Optional.empty();
    }
    BigDecimal before = fill.correctedFrom().get();
    boolean wasFilled = shares.subtract(fill.shares()).add(before).compareTo(wanted) >= 0;
    boolean isSaidAsEnd = wasFilled && shares.compareTo(wanted) < 0 && life instanceof OrderLife.Closed;
    return isSaidAsEnd
        ? Optional.empty()
        : critical("corrected-" + fill.execId(), new EngineText.ExecutionCorrected(
            fill.ref(), before, fill.shares(), shares, wanted), fill);
  }

  /** The word of an execution whose price cannot be believed, beside the one of the shares; once for each. */
  static Optional<Alert> ofPrice(ExecutionEvent event) {
    return event instanceof OrderEvent.FillRecorded fill
        ? fill.doubted().flatMap(doubt -> ofPrice(fill, doubt))
        : Optional.empty();
  }

  /** The same of an order's executions, after a start: the process may have died before it was said. */
  static List<Alert> ofPrices(OrderLife life, Instant now) {
    return life.fills().executions().values().stream()
        .<ExecutionEvent>map(fill -> new OrderEvent.FillRecorded(
            life.leg().ref(), fill.execId(), fill.shares(), fill.price(), fill.at(), now, Optional.empty(),
            fill.doubted()))
        .flatMap(fill -> ofPrice(fill).stream()).toList();
  }

  private static Optional<Alert> ofPrice(OrderEvent.FillRecorded fill, DoubtedPrice doubt) {
    String key = "fill-price-" + fill.execId();
    String told = DoubtedPrice.shown(doubt.told());
    String counts = DoubtedPrice.shown(fill.price());
    return switch (doubt.basis()) {
      case PLAN -> critical(key, new EngineText.FillPriceDoubted(fill.ref(), fill.shares(), told, counts), fill);
      case AVERAGE -> warning(key, new EngineText.FillPriceReplaced(fill.ref(), fill.shares(), told, counts), fill);
      // That the price is doubted was said with the execution.
      case LATER_AVERAGE -> Optional.empty();
    };
  }

  static Alert contradiction(Bookkeeping.Contradiction said, Instant at) {
    return new Alert(
        Severity.CRITICAL, "execution-differs-" + said.booked().execId(),
        new EngineText.ExecutionDiffers(
            said.booked().execId(), said.ref(), said.booked().shares(), DoubtedPrice.shown(said.booked().toldPrice()),
            DoubtedPrice.shown(said.other().shares()), DoubtedPrice.shown(said.other().price())),
        at);
  }

  private static Optional<Alert> critical(String key, EngineText text, ExecutionEvent event) {
    return Optional.of(new Alert(Severity.CRITICAL, key, text, event.at()));
  }

  private static Optional<Alert> warning(String key, EngineText text, ExecutionEvent event) {
    return Optional.of(new Alert(Severity.WARNING, key, text, event.at()));
  }
}
