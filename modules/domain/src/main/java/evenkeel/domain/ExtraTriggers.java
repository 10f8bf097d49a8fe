package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Which looks are due beside the month end. Same inputs, same triggers, and each with the identity of its event. */
public final class ExtraTriggers {
  private ExtraTriggers() {}

  /** The last price and the previous close of a target. */
  public record Move(BigDecimal last, BigDecimal previousClose) {
    boolean isFallOf(BigDecimal fraction) {
      BigDecimal fall = previousClose.subtract(last);
      return previousClose.signum() > 0 && last.signum() > 0
          && fall.compareTo(previousClose.multiply(fraction)) >= 0;
    }
  }

  /**
   * What was seen.
   *
   * @param cashFlow what came without a fill of ours since the last decision that looked; empty where nobody knows
   */
  public record Sight(SequencedMap<Symbol, Move> moves, Optional<BigDecimal> cashFlow) {}

  /** The look of the day, where it is due now: not on the last session of the month, which has its own. */
  public static Optional<Trigger> daily(
      TriggerRules rules, CutOffRule cutOff, Instant now, Optional<Instant> lastFill) {
    return rules.driftCheckAt().flatMap(at -> session(rules, now, lastFill)
        .filter(session -> !NyseCalendar.isLastOfMonth(session.date()))
        .map(session -> Trigger.drift(session, cutOff.due(session, at), cutOff.cutOff(session)))
        .filter(trigger -> isDue(trigger, now)));
  }

  /** What the sight of prices and cash makes due now. */
  public static List<Trigger> seen(
      TriggerRules rules, CutOffRule cutOff, Sight sight, Instant now, Optional<Instant> lastFill) {
    Optional<Session> open = session(rules, now, lastFill);
    if (open.isEmpty()) {
      return List.of();
    }
    Session session = open.get();
    Instant deadline = cutOff.cutOff(session);
    List<Trigger> due = new ArrayList<>();
    rules.dropMin().ifPresent(min -> sight.moves().forEach((symbol, move) -> {
      if (move.isFallOf(min)) {
        due.add(Trigger.drop(symbol, session, now, deadline));
      }
    }));
    rules.cashFlowMin().ifPresent(min -> sight.cashFlow().filter(flow -> flow.abs().compareTo(min) >= 0)
        .ifPresent(flow -> due.add(Trigger.cash(session, now, deadline))));
    return due.stream().filter(trigger -> isDue(trigger, now)).toList();
  }

  /** The session that is open, unless something filled lately. */
  private static Optional<Session> session(TriggerRules rules, Instant now, Optional<Instant> lastFill) {
    boolean isCoolingDown = lastFill.filter(at -> now.isBefore(at.plus(rules.coolDown()))).isPresent();
    return isCoolingDown
        ? Optional.empty()
        : NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate())
            .filter(session -> !now.isBefore(session.open().toInstant()));
  }

  private static boolean isDue(Trigger trigger, Instant now) {
    return !now.isBefore(trigger.dueAt()) && now.isBefore(trigger.deadline());
  }
}
