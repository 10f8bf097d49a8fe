package evenkeel.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One reason to look at the portfolio. Its run id is its identity: the same trigger leads to one decision, however
 * often it is raised and whatever restarts between.
 *
 * @param session the exchange's session that the run would trade in
 * @param dueAt when it should be looked at
 * @param deadline after it no order of the run is sent: the cut-off of the session
 * @param catchUp what it was before it was put off; empty where it was not
 */
public record Trigger(
    RunId run, TriggerKind kind, LocalDate session, Instant dueAt, Instant deadline, Optional<CatchUp> catchUp) {
  /**
   * A trigger that missed its cut-off and is still to be decided.
   *
   * @param planned the session that it was meant for
   * @param orderType with which orders; empty for the usual ones
   */
  public record CatchUp(LocalDate planned, Optional<OrderType> orderType) {}

  /** What a run id leaves for a symbol. */
  private static final int SYMBOL_LETTERS = 10;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HHmmssSSS", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  /** One that was not put off. */
  public Trigger(RunId run, TriggerKind kind, LocalDate session, Instant dueAt, Instant deadline) {
    this(run, kind, session, dueAt, deadline, Optional.empty());
  }

  /** The month end of this session's month. */
  public static Trigger monthEnd(Session session, Instant dueAt, Instant deadline) {
    return new Trigger(
        new RunId(day(session.date()) + "-" + TriggerKind.MONTH_END.text()), TriggerKind.MONTH_END,
        session.date(), dueAt,
        deadline);
  }

  /** The look of this session. */
  static Trigger drift(Session session, Instant dueAt, Instant deadline) {
    return daily(TriggerKind.DRIFT, "", session, dueAt, deadline);
  }

  /** The fall of this symbol in this session. */
  static Trigger drop(Symbol symbol, Session session, Instant dueAt, Instant deadline) {
    String name = symbol.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return daily(
        TriggerKind.DROP, "-" + name.substring(0, Math.min(name.length(), SYMBOL_LETTERS)), session, dueAt, deadline);
  }

  /** The cash that came or went by this session. */
  static Trigger cash(Session session, Instant dueAt, Instant deadline) {
    return daily(TriggerKind.CASH, "", session, dueAt, deadline);
  }

  private static Trigger daily(
      TriggerKind kind, String suffix, Session session, Instant dueAt, Instant deadline) {
    return new Trigger(
        new RunId(day(session.date()) + "-" + kind.text() + suffix), kind, session.date(), dueAt, deadline);
  }

  /** The trigger that a run's name tells of, where nothing else is known of it. */
  public static Trigger named(RunId run, Instant at, Instant deadline) {
    TriggerKind kind = Arrays.stream(TriggerKind.values()).filter(it -> run.value().contains("-" + it.text()))
        .findFirst().orElse(TriggerKind.MANUAL);
    LocalDate date = at.atZone(NEW_YORK).toLocalDate();
    LocalDate session = NyseCalendar.session(date).orElseGet(() -> NyseCalendar.next(date)).date();
    return new Trigger(run, kind, session, at, deadline);
  }

  /** A trigger by hand, to the second. */
  public static Trigger manual(Session session, Instant at, Instant deadline) {
    return new Trigger(byHand(at), TriggerKind.MANUAL, session.date(), at, deadline);
  }

  private static RunId byHand(Instant at) {
    String time = TIME.format(at.atZone(NEW_YORK));
    return new RunId(day(at.atZone(NEW_YORK).toLocalDate()) + "-" + TriggerKind.MANUAL.text() + "-" + time);
  }

  /** Whether both are by hand, in the same second, and not the same. */
  public boolean isAnotherByHand(Trigger other) {
    return kind == TriggerKind.MANUAL && run.equals(other.run) && !dueAt.equals(other.dueAt);
  }

  /** This trigger by hand under the identity of the next second, as another has its own. */
  public Trigger inTheNextSecond() {
    Instant later = dueAt.plusSeconds(1);
    return new Trigger(byHand(later), kind, session, later, deadline);
  }

  /** An order by hand, to the millisecond, as a script may send several a second. */
  public static Trigger order(Session session, Instant at, Instant deadline) {
    var then = at.atZone(NEW_YORK);
    return new Trigger(
        new RunId(day(then.toLocalDate()) + "-" + TriggerKind.ORDER.text() + "-" + MILLIS.format(then)),
        TriggerKind.ORDER, session.date(), at, deadline);
  }

  /** The session that it was meant for, whatever became of it. */
  public LocalDate planned() {
    return catchUp.map(CatchUp::planned).orElse(session);
  }

  /** The same trigger at another time, with its identity. */
  Trigger putOff(LocalDate other, Instant otherDueAt, Instant otherDeadline, Optional<OrderType> orderType) {
    return new Trigger(
        run, kind, other, otherDueAt, otherDeadline, Optional.of(new CatchUp(planned(), orderType)));
  }

  private static String day(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }
}
