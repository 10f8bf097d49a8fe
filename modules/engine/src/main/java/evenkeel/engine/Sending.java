package evenkeel.engine;

import evenkeel.domain.AccountLock;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent.ContractReplaced;
import evenkeel.domain.OrderEvent.LegShrunk;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderEvent.OrderParked;
import evenkeel.domain.OrderEvent.SubmissionStarted;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.PositionEvidence;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunStep;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.OrderTicket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out what runs want done next: events for the journal, and the tickets to send once those are on disk. */
final class Sending {
  private static final int ATTEMPTS_MAX = 3;
  /** How long after its time an order without an end is still asked for before it counts as unknown. */
  static final Duration PARK_AFTER = Duration.ofHours(1);

  private final OrderExecutor.Surroundings around;
  private final Instruments instruments;
  private final Inquiry inquiry;
  private final BreakWatch breaks;
  private final ForeignWatch foreign;
  private final int firstOrderId;
  private final Optional<Long> soundEpoch;
  private final boolean isReady;
  private final Instant now;
  private final List<OrderTicket> tickets = new ArrayList<>();
  private final List<OrderRef> cancels = new ArrayList<>();

  /**
   * @param link the newest status of the link
   * @param soundEpoch the epoch of a link on which the broker's word can be taken; empty without one
   * @param isReady whether orders may be sent on it
   */
  Sending(
      OrderExecutor.Surroundings around, Instruments instruments, Inquiry inquiry, BreakWatch breaks,
      ForeignWatch foreign, Optional<LinkStatus> link, Optional<Long> soundEpoch, boolean isReady) {
    this.around = around;
    this.instruments = instruments;
    this.inquiry = inquiry;
    this.breaks = breaks;
    this.foreign = foreign;
    this.firstOrderId = link.map(LinkStatus::nextOrderId).orElse(0);
    this.soundEpoch = soundEpoch;
    this.isReady = isReady;
    this.now = around.clock().instant();
  }

  /** Adds the events of everything that can be done now, and returns the tickets in sending order. */
  List<OrderTicket> proceed(Bookkeeping books) {
    for (Run before : books.book().unsettled().toList()) {
      for (OrderRef ref : before.orders().keySet()) {
        mend(books, before, books.book().order(ref).orElseThrow());
      }
      Run run = books.book().runs().get(before.id());
      RunStep.next(run, around.commissions(), now).forEach(step -> take(books, run, step));
    }
    return List.copyOf(tickets);
  }

  /** What the runs want cancelled, after {@link #proceed}. */
  List<OrderRef> cancels() {
    return List.copyOf(cancels);
  }

  private void take(Bookkeeping books, Run run, RunStep step) {
    boolean maySend = isReady && inquiry.hasCompared(run) && breaks.isClear(soundEpoch, run) && isKnown(run);
    switch (step) {
      case RunStep.Submit submit -> {
        if (maySend && around.owner().pause().isEmpty()) {
          Optional<String> conflict = conflict(books, run, books.book().order(submit.ref()).orElseThrow().leg());
          if (conflict.isPresent()) {
            skip(books, submit.ref(), conflict.get());
          } else {
            submit(books, run, submit.ref(), books.book().nextOrderId(inquiry.nextValidId()), 1);
          }
        }
      }
      case RunStep.Shrink shrink -> {
        if (maySend) {
          books.add(new LegShrunk(shrink.ref(), shrink.quantity(), shrink.reason(), now));
        }
      }
      case RunStep.Skip skip -> {
        boolean isOfAnother = books.book().lock().isFrozenByAnotherInstance();
        if (maySend || now.isAfter(run.deadline()) || isOfAnother) {
          skip(books, skip.ref(), skip.reason());
        }
      }
      case RunStep.Cancel cancel -> {
        if (isReady) {
          cancels.add(cancel.ref());
        }
      }
      case RunStep.Defer defer -> books.add(new RunEvent.PurchaseDeferred(
          run.id(), defer.ref(), Runs.after(run, around.settings()), now));
      case RunStep.Settle settle -> books.add(new RunEvent.RunSettled(run.id(), now));
    }
  }

  /** Why an order may not leave after all, now that its intent is on disk; empty where it may. */
  Optional<String> obstacle(Bookkeeping books, OrderTicket ticket) {
    OrderRef ref = ticket.leg().ref();
    Run run = books.book().runOf(ref).orElseThrow();
    boolean isWanted = books.book().order(ref).filter(life -> life instanceof OrderLife.InFlight sent
        && sent.sent().orderId() == ticket.orderId() && sent.pending().cancel().isEmpty()).isPresent();
    if (!isWanted || run.isHalted(now)) {
      return Optional.of("it is not wanted any more");
    }
    if (now.isAfter(run.deadline())) {
      return Optional.of("the cut-off passed while its intent was written");
    }
    if (around.owner().pause().isPresent()) {
      return Optional.of("trading was paused while its intent was written");
    }
    if (!isReady || !breaks.isClear(soundEpoch, run) || books.book().lock().isFrozen(ticket.leg())) {
      return Optional.of("the link or the books changed while its intent was written");
    }
    return affordable(run, ticket.leg()).compareTo(ticket.leg().quantity()) >= 0
        ? conflict(books, run, ticket.leg())
        : Optional.of("the cash for it went while its intent was written");
  }

  private Optional<String> conflict(Bookkeeping books, Run run, Leg leg) {
    return foreign.conflict(books.book(), run, leg, instruments.instrument(leg));
  }

  private void submit(Bookkeeping books, Run run, OrderRef ref, int orderId, int attempt) {
    if (orderId > Inquiry.LAST_ID) {
      // The owner is told; an order waits for the Gateway's ids to begin anew until its cut-off.
      inquiry.doubt();
      return;
    }
    books.add(new SubmissionStarted(ref, orderId, around.clientId(), attempt, now));
    Leg leg = books.book().order(ref).orElseThrow().leg();
    instruments.instrument(leg)
        .ifPresent(instrument -> tickets.add(new OrderTicket(orderId, run.account(), instrument, leg)));
  }

  /** What an order wants by itself, whatever the rest of its run does. */
  private void mend(Bookkeeping books, Run run, OrderLife life) {
    OrderRef ref = life.leg().ref();
    boolean isOverdue = !now.isBefore(run.settleBy().plus(PARK_AFTER));
    switch (life) {
      case OrderLife.Planned planned when !isInMode(run) ->
        skip(books, ref, "the run was decided in mode " + run.mode().text() + ", and the mode is "
            + around.settings().mode().text() + " now");
      case OrderLife.Planned planned when isReplaced(books, life.leg()) -> replace(books, life.leg());
      case OrderLife.Planned planned -> {
        Optional<String> frozen = frozen(books, life.leg());
        if (frozen.isPresent() && RunStep.isPayingSale(run, life.leg())) {
          giveUp(books, run, frozen.get());
        } else {
          frozen.or(() -> instruments.trouble(life.leg())).ifPresent(trouble -> skip(books, ref, trouble));
        }
      }
      case OrderLife.InFlight lost when inquiry.isNotThere(ref, lost.sent()) -> missing(books, run, lost, isOverdue);
      case OrderLife.InFlight sent -> {
        if (isOverdue && inquiry.isInVain(ref)) {
          books.add(new OrderParked(ref, "the broker could not be asked what became of it", now));
        }
      }
      case OrderLife.Working working -> {
        if (isOverdue && !isConfirmed(working) && inquiry.isInVain(ref)) {
          books.add(new OrderParked(ref, "the broker has not said how it ended", now));
        }
      }
      case OrderLife.Parked parked -> {
        boolean isMissing = isNotThere(parked) && !parked.mayHaveFilled()
            && evidence(books, parked) == PositionEvidence.NOT_FILLED;
        if (isMissing && (mustNotBeSent(run) || parked.pending().cancel().isPresent())) {
          neverArrived(books, ref);
        }
      }
      case OrderLife.Closed closed -> {
        // Nothing more is wanted of it.
      }
    }
  }

  /**
   * An order that the broker's orders and executions, asked after it was written, do not have. Only positions that are
   * exactly as our books have them without it make that certain.
   */
  private void missing(Bookkeeping books, Run run, OrderLife.InFlight lost, boolean isOverdue) {
    OrderRef ref = lost.leg().ref();
    switch (evidence(books, lost)) {
      case NOT_FILLED -> resend(books, run, lost);
      // An execution may be on its way: a later look decides.
      case MAY_HAVE_FILLED -> {
        if (inquiry.isStillNotThere(ref, lost.sent())) {
          books.add(new OrderParked(ref, "the positions say that it may have been filled, and the broker shows neither"
              + " the order nor an execution of it", true, now));
        }
      }
      // Another difference is looked into first; without any position of before nothing ever tells.
      case UNKNOWN -> {
        boolean isInVain = (lost.leg().isConversion() || books.book().lock().positions().isEmpty())
            ? inquiry.isStillNotThere(ref, lost.sent())
            : isOverdue && inquiry.isInVain(ref);
        if (isInVain) {
          books.add(new OrderParked(
              ref, "the broker does not have it, and the positions do not say whether it was filled", now));
        }
      }
    }
  }

  private PositionEvidence evidence(Bookkeeping books, OrderLife life) {
    return life.submission().map(sent -> breaks.evidence(books.book(), life, sent)).orElse(PositionEvidence.UNKNOWN);
  }

  /** Without the sale the purchases would be a fraction of what was planned: no part of the run is sent. */
  private void giveUp(Bookkeeping books, Run run, String reason) {
    if (books.book().runs().get(run.id()).halt().isEmpty()) {
      books.add(new RunEvent.RunHalted(run.id(), Optional.empty(), reason, now));
    }
  }

  /**
   * Why an order is given up whose contract alone is frozen, so that the rest of the run goes on without it. While the
   * whole account is frozen, orders wait until their cut-off.
   */
  private static Optional<String> frozen(Bookkeeping books, Leg leg) {
    return books.book().lock().freeze().filter(freeze -> !freeze.isOfAccount())
        .filter(freeze -> freeze.isOf(leg.contract(), leg.symbol())).map(AccountLock.Freeze::sentence);
  }

  /**
   * Whether the broker has another contract in the place of an order's, of which nothing is held. Where something of
   * either is held, it may be a corporate action, and that is the owner's to look at.
   */
  private boolean isReplaced(Bookkeeping books, Leg leg) {
    return instruments.replacement(leg).filter(now -> books.book().lock().positions().filter(held -> held.isNoneOf(
        leg.symbol(), Set.of(now, leg.contract().orElse(now)))).isPresent()).isPresent();
  }

  private void replace(Bookkeeping books, Leg leg) {
    instruments.replacement(leg).ifPresent(contract -> books.add(new ContractReplaced(leg.ref(), contract, now)));
  }

  private void resend(Bookkeeping books, Run run, OrderLife.InFlight lost) {
    OrderRef ref = lost.leg().ref();
    if (isReplaced(books, lost.leg())) {
      replace(books, lost.leg());
      resend(books, run, (OrderLife.InFlight) books.book().order(ref).orElseThrow());
    } else if (mustNotBeSent(run) || lost.pending().cancel().isPresent()) {
      neverArrived(books, ref);
    } else if (instruments.trouble(lost.leg()).isPresent()) {
      // It cannot be sent again. A second look makes sure that it is not on its way.
      if (inquiry.isStillNotThere(ref, lost.sent())) {
        books.add(new OrderClosed(
            ref, OrderOutcome.NEVER_ARRIVED, 0, instruments.trouble(lost.leg()).orElseThrow(), now));
      }
    } else if (lost.sameAnswerTwice().isPresent()) {
      OrderLife.UnknownAnswer answer = lost.sameAnswerTwice().get();
      books.add(new OrderClosed(ref, OrderOutcome.REJECTED, answer.code(), answer.text(), now));
    } else if (lost.sent().attempt() >= ATTEMPTS_MAX) {
      books.add(new OrderParked(
          ref,
          "it was sent " + ATTEMPTS_MAX + " times and the broker does not have it; a dialog may wait in the Gateway",
          now));
    } else if (lost.sent().attempt() > 1 && inquiry.isTaken(lost.sent().orderId())) {
      // The Gateway has seen this id, and it may have been for this very order: one that it holds back, for a dialog or
      // for the link to IBKR, is in nobody's books. Under a new id it would be a second order beside the first.
      books.add(new OrderParked(
          ref, "the Gateway refuses its id as used and does not show the order; it may hold it back", now));
    } else if (isReady && breaks.isClear(soundEpoch, run) && !books.book().lock().isFrozen(lost.leg())
        && around.owner().pause().isEmpty()
        && !run.isHalted(now)
        && instruments.instrument(lost.leg()).isPresent()) {
      // The same id where the Gateway still takes it: should the lost frame turn up after all (from behind a dialog
      // that somebody confirms), it is then the same order and not a second one. What the Gateway said at the log-in
      // decides: a later answer for an id may be higher than what was used. An id that it refused at the first attempt
      // was another's, and will never do.
      boolean isTaken = firstOrderId > lost.sent().orderId() || inquiry.isTaken(lost.sent().orderId());
      if (isTaken && !inquiry.isStillNotThere(ref, lost.sent())) {
        // Its id is no good any more, so that the Gateway may have had it. Books of a moment can be of a Gateway
        // that has lost IBKR and not noticed: under a new id it would then be sent twice. Those of a later one decide.
        return;
      }
      int orderId = isTaken ? books.book().nextOrderId(inquiry.nextValidId()) : lost.sent().orderId();
      if (isCovered(books, lost.leg())) {
        submit(books, run, ref, orderId, lost.sent().attempt() + 1);
      }
    }
  }

  /** What a purchase depends on may have failed since it was first sent: it is made smaller, or given up. */
  private boolean isCovered(Bookkeeping books, Leg leg) {
    Run run = books.book().runOf(leg.ref()).orElseThrow();
    Optional<String> conflict = conflict(books, run, leg);
    if (conflict.isPresent()) {
      books.add(new OrderClosed(leg.ref(), OrderOutcome.NEVER_ARRIVED, 0, conflict.get(), now));
      return false;
    }
    BigDecimal affordable = affordable(run, leg);
    if (affordable.compareTo(leg.quantity()) >= 0) {
      return true;
    }
    if (affordable.signum() == 0 || run.isByHand()) {
      books.add(new OrderClosed(
          leg.ref(), OrderOutcome.NEVER_ARRIVED, 0, "the broker does not have it, and the cash for it is gone", now));
      return false;
    }
    books.add(new LegShrunk(
        leg.ref(), affordable, "the broker does not have it, and the cash does not cover all of it any more", now));
    return true;
  }

  /** How many of the shares the cash covers; a sale needs none, and neither does a conversion. */
  private BigDecimal affordable(Run run, Leg leg) {
    return leg.side() == Side.SELL || leg.isConversion()
        ? leg.quantity()
        : RunStep.affordable(run, leg.ref(), around.commissions());
  }

  private boolean isNotThere(OrderLife.Parked parked) {
    return parked.submission().filter(sent -> inquiry.isNotThere(parked.leg().ref(), sent)).isPresent();
  }

  private boolean mustNotBeSent(Run run) {
    boolean isOver = run.halt().filter(halt -> halt.until().isEmpty()).isPresent();
    return isOver || now.isAfter(run.deadline()) || !isInMode(run);
  }

  /** A run that was decided to trade is not carried on by a process that must not trade, or not on that account. */
  private boolean isInMode(Run run) {
    TradingMode mode = around.settings().mode();
    return mode == run.mode() && mode != TradingMode.DRY_RUN;
  }

  /** Whether the broker says on this very link that the order stands. */
  private boolean isConfirmed(OrderLife.Working working) {
    return working.status().isWorking() && inquiry.isStanding(working.leg().ref())
        && soundEpoch.filter(inquiry::isConcluded).isPresent();
  }

  private void neverArrived(Bookkeeping books, OrderRef ref) {
    books.add(new OrderClosed(
        ref, OrderOutcome.NEVER_ARRIVED, 0, "the broker does not have it, and it may not be sent any more", now));
  }

  private void skip(Bookkeeping books, OrderRef ref, String reason) {
    books.add(new OrderClosed(ref, OrderOutcome.SKIPPED, 0, reason, now));
  }

  /** Whether each order still to be sent has its contract: all or none, so that no half of a run goes alone. */
  private boolean isKnown(Run run) {
    return run.orders().values().stream().filter(OrderLife.Planned.class::isInstance)
        .allMatch(life -> instruments.instrument(life.leg()).isPresent());
  }
}
