package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.HandOrder;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** When an order by hand may be sent, and for which session. */
final class OrderHours {
  /** An order is for now: one that could not leave within this is given up and said, not sent into another market. */
  private static final Duration NOW = Duration.ofMinutes(5);

  private OrderHours() {}

  /**
   * The trigger of an order that is placed now.
   *
   * @throws CommandFailure with exit code 4 after the cut-off of today's closing auction
   */
  static Trigger trigger(HandOrder order, EvenkeelClock clock, CutOffRule rule, TimeText times) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<Session> open = NyseCalendar.session(today).filter(session -> now.isBefore(session.close().toInstant()));
    Session session = open.orElseGet(() -> NyseCalendar.next(today));
    Instant last = now.plus(clock.patience(NOW));
    if (!order.type().fillsAtClose()) {
      return Trigger.order(session, now, last);
    }
    Instant cutOff = rule.cutOff(session);
    if (now.isAfter(cutOff)) {
      throw new CommandFailure(
          ExitCode.REFUSED, new ComplaintText.CutOffPassedFor(
              order.type(), times.both(cutOff), times.both(session.close().toInstant())));
    }
    return Trigger.order(session, now, last.isBefore(cutOff) ? last : cutOff);
  }
}
