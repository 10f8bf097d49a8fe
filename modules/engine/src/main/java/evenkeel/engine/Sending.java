package evenkeel.engine;

import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent.LegShrunk;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderEvent.OrderParked;
import evenkeel.domain.OrderEvent.SubmissionStarted;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunStep;
import evenkeel.gateway.OrderTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out what runs want done next: events for the journal, and the tickets to send once those are on disk. */
final class Sending {
  private static final int ATTEMPTS_MAX = 3;
  /** How long after its time an order without an end is still asked for before a human is. */
  private static final Duration PARK_AFTER = Duration.ofHours(1);

  private final OrderExecutor.Surroundings around;
  private final Instruments instruments;
  private final Inquiry inquiry;
  private final boolean isReady;
  private final List<OrderTicket> tickets = new ArrayList<>();

  Sending(OrderExecutor.Surroundings around, Instruments instruments, Inquiry inquiry, boolean isReady) {
    this.around = around;
    this.instruments = instruments;
    this.inquiry = inquiry;
    this.isReady = isReady;
  }

  /** Adds the events of everything that can be done now, and returns the tickets in sending order. */
  List<OrderTicket> proceed(Bookkeeping books) {
    Instant now = around.clock().instant();
    for (Run before : books.book().unsettled().toList()) {
      resend(books, before, now);
      skipUntradable(books, before, now);
      parkOverdue(books, before, now);
      Run run = books.book().runs().get(before.id());
      if (run != null) {
        RunStep.next(run, around.commissions(), now).forEach(step -> take(books, run, step, now));
      }
    }
    return List.copyOf(tickets);
  }

  private void take(Bookkeeping books, Run run, RunStep step, Instant now) {
    switch (step) {
      case RunStep.Submit submit -> {
        if (isReady && isKnown(run)) {
          int orderId = books.book().nextOrderId(inquiry.nextValidId());
          submit(books, run, submit.ref(), orderId, 1, now);
        }
      }
      case RunStep.Shrink shrink -> {
        if (isReady && isKnown(run)) {
          books.add(new LegShrunk(shrink.ref(), shrink.quantity(), shrink.reason(), now));
        }
      }
      case RunStep.Skip skip -> skip(books, skip.ref(), skip.reason(), now);
      case RunStep.Settle settle -> books.add(new RunEvent.RunSettled(run.id(), now));
    }
  }

  private void submit(Bookkeeping books, Run run, OrderRef ref, int orderId, int attempt, Instant now) {
    books.add(new SubmissionStarted(ref, orderId, around.clientId(), attempt, now));
    Leg leg = books.book().order(ref).orElseThrow().leg();
    instruments.instrument(leg.symbol())
        .ifPresent(instrument -> tickets.add(new OrderTicket(orderId, run.account(), instrument, leg)));
  }

  /** Orders that the broker, asked after they were written, does not have. */
  private void resend(Bookkeeping books, Run run, Instant now) {
    for (OrderLife life : run.orders().values()) {
      if (!(life instanceof OrderLife.InFlight lost) || !inquiry.isNotThere(lost.leg().ref(), lost.sent())) {
        continue;
      }
      OrderRef ref = lost.leg().ref();
      if (now.isAfter(run.deadline())) {
        books.add(new OrderClosed(
            ref, OrderOutcome.NEVER_ARRIVED, 0, "the broker does not have it, and the cut-off has passed", now));
      } else if (lost.sent().attempt() >= ATTEMPTS_MAX) {
        books.add(new OrderParked(ref, "it was sent " + ATTEMPTS_MAX + " times and the broker does not have it", now));
        alert("parked-" + ref, "Order " + ref + " was sent " + ATTEMPTS_MAX
            + " times and never arrived; look for a dialog that waits in the Gateway");
      } else if (isReady && instruments.instrument(lost.leg().symbol()).isPresent()) {
        // The same id where the Gateway still takes it: should the lost frame turn up after all, it is then the same
        // order and not a second one.
        boolean isTaken = inquiry.nextValidId() > lost.sent().orderId();
        int orderId = isTaken ? books.book().nextOrderId(inquiry.nextValidId()) : lost.sent().orderId();
        submit(books, run, ref, orderId, lost.sent().attempt() + 1, now);
      }
    }
  }

  private void skipUntradable(Bookkeeping books, Run run, Instant now) {
    for (OrderLife life : run.orders().values()) {
      Optional<String> trouble = instruments.trouble(life.leg().symbol());
      if (life instanceof OrderLife.Planned && trouble.isPresent()) {
        skip(books, life.leg().ref(), trouble.get(), now);
      }
    }
  }

  private void parkOverdue(Bookkeeping books, Run run, Instant now) {
    if (now.isBefore(run.settleBy().plus(PARK_AFTER))) {
      return;
    }
    for (OrderRef ref : run.orders().keySet()) {
      OrderLife life = books.book().order(ref).orElseThrow();
      if (!life.isAtRest() && !(life instanceof OrderLife.Planned)) {
        String reason = "the broker has not said how it ended";
        books.add(new OrderParked(ref, reason, now));
        alert("parked-" + ref, "Order " + ref + ": " + reason + "; look at it in TWS or Client Portal");
      }
    }
  }

  private void skip(Bookkeeping books, OrderRef ref, String reason, Instant now) {
    books.add(new OrderClosed(ref, OrderOutcome.SKIPPED, 0, reason, now));
    alert("skipped-" + ref, "Order " + ref + " was not sent: " + reason);
  }

  /** Whether each order still to be sent has its contract: all or none, so that no half of a run goes alone. */
  private boolean isKnown(Run run) {
    return run.orders().values().stream().filter(OrderLife.Planned.class::isInstance)
        .allMatch(life -> instruments.instrument(life.leg().symbol()).isPresent());
  }

  private void alert(String key, String sentence) {
    Instant now = around.clock().instant();
    around.news().tell(new EngineNews.Raised(new Alert(Alert.Severity.CRITICAL, key, sentence, now)));
  }
}
