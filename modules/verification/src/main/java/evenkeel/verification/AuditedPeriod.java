package evenkeel.verification;

import evenkeel.domain.PlanningRule;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.gateway.RestartWindow;
import evenkeel.simulator.AccountTerms;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What one world lives through: one session, or several months of them. */
interface AuditedPeriod {
  long seed();

  /** When the process is started. */
  Instant begin();

  Scenario scenario();

  TradingMode mode();

  /** What the owner configured. */
  Habits habits();

  /** What leads to a look at the portfolio beside the month end. */
  TriggerRules triggers();

  /** The time around the Gateway's daily restart, as it is configured. */
  RestartWindow restartWindow();

  /** Whether the process looks ahead over days, as an unattended one does. */
  boolean looksAhead();

  /** What goes wrong, and what the owner does. */
  List<Mishap.Planned> mishaps();

  /** The same period with these mishaps. */
  AuditedPeriod with(List<Mishap.Planned> other);

  /** When every fault ends that would otherwise last for ever, the earliest first. */
  List<Instant> allClears();

  /** The session that what happens at this moment belongs to. */
  DayPlan day(Instant at);

  /** The newest month end that was due at this moment, or the first one. */
  RunId monthEnd(Instant at);

  /** The month ends that have to be decided, the earliest first. */
  List<RunId> monthEndRuns();

  /** A month end that was put off to a later session than this one has no decision yet. */
  LocalDate lastSession();

  /** Whether fills may have been booked on a day of which the Gateway tells nothing any more. */
  boolean isLongerThanADay();

  /** What a share is worth at this moment; empty where what it cost is taken for it. */
  Optional<BigDecimal> price(String symbol, Instant at);

  /**
   * Whether nothing happens in it that may keep a month end from being traded, or from being on target. Under
   * breached-legs buys may need cash that the account does not have, and are stopped then.
   */
  default boolean isCalm() {
    return mayTrade() && habits().rule() != PlanningRule.BREACHED_LEGS
        && mishaps().stream().map(Mishap.Planned::mishap).allMatch(Mishap::isHarmless);
  }

  /** Whether purchases need settled cash. */
  default boolean isWithoutMargin() {
    return scenario().accounts().getFirst().terms().kind().filter(AccountTerms.Kind.CASH::equals).isPresent();
  }

  /** Whether the log-in has the account that fits the mode. */
  default boolean isUsable() {
    return account().startsWith("D");
  }

  /** Whether orders may be sent at all. */
  default boolean mayTrade() {
    return mode() == TradingMode.PAPER && isUsable();
  }

  /** The account's number, a secret. */
  default String account() {
    return scenario().accounts().getFirst().id();
  }
}
