package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Schedule;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerKind;
import evenkeel.domain.TriggerRules;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * What the owner wants.
 *
 * @param account the account to keep; empty where the log-in has exactly one
 * @param orderType how a run trades
 * @param monthEndAt when the month end is looked at, New York time; moved before an early close's cut-off
 * @param quotePatience how long to wait for usable prices
 * @param quoteSettle how long after the first tick the other fields of a quote are still awaited
 * @param retryPause between two looks at a scheduled trigger whose inputs were missing
 * @param guards what may be sent, whatever was planned
 * @param catchUp what becomes of a scheduled trigger that missed its cut-off
 * @param caution what else stands between a plan and real money
 * @param triggers what leads to a look beside the month end
 * @param instance which installation this is, for the references of its orders
 */
public record EngineSettings(
    TradingMode mode,
    Optional<AccountId> account,
    Targets targets,
    PlanRules planRules,
    PriceRules priceRules,
    OrderType orderType,
    CutOffRule cutOff,
    LocalTime monthEndAt,
    Duration quotePatience,
    Duration quoteSettle,
    Duration retryPause,
    GuardLimits guards,
    CatchUpRule catchUp,
    Caution caution,
    TriggerRules triggers,
    InstanceMark instance) {
  /** Of an installation without a mark. */
  public EngineSettings(
      TradingMode mode, Optional<AccountId> account, Targets targets, PlanRules planRules, PriceRules priceRules,
      OrderType orderType, CutOffRule cutOff, LocalTime monthEndAt, Duration quotePatience, Duration quoteSettle,
      Duration retryPause, GuardLimits guards, CatchUpRule catchUp, Caution caution, TriggerRules triggers) {
    this(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, caution, triggers, InstanceMark.NONE);
  }

  /** With the month end alone, and without any caution beside the guards. */
  public EngineSettings(
      TradingMode mode, Optional<AccountId> account, Targets targets, PlanRules planRules, PriceRules priceRules,
      OrderType orderType, CutOffRule cutOff, LocalTime monthEndAt, Duration quotePatience, Duration quoteSettle,
      Duration retryPause, GuardLimits guards, CatchUpRule catchUp) {
    this(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, Caution.NONE, TriggerRules.NONE);
  }

  public EngineSettings {
    if (orderType.hasLimit()) {
      throw new IllegalArgumentException("order-type must be MOC or MKT, was " + orderType);
    }
  }

  /** When the month ends are due. */
  public Schedule schedule() {
    return new Schedule(monthEndAt, cutOff);
  }

  /** The same for a look of this kind: cash that came may be there to buy with, and for nothing else. */
  EngineSettings forLook(TriggerKind kind) {
    return kind == TriggerKind.CASH && triggers.topUpOnly() ? with(planRules.with(PlanningRule.TOP_UP)) : this;
  }

  /** The same with other triggers beside the month end. */
  public EngineSettings with(TriggerRules other) {
    return new EngineSettings(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, caution, other, instance);
  }

  /** The same in another mode. */
  public EngineSettings with(TradingMode other) {
    return new EngineSettings(
        other, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, caution, triggers, instance);
  }

  /** The same with other caution. */
  public EngineSettings with(Caution other) {
    return new EngineSettings(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, other, triggers, instance);
  }

  /** The same with other rules for the plan. */
  public EngineSettings with(PlanRules other) {
    return new EngineSettings(
        mode, account, targets, other, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, caution, triggers, instance);
  }

  /** The same with other guards. */
  public EngineSettings with(GuardLimits other) {
    return new EngineSettings(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, other, catchUp, caution, triggers, instance);
  }

  /** The same with another rule for missed cut-offs. */
  public EngineSettings with(CatchUpRule other) {
    return new EngineSettings(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, other, caution, triggers, instance);
  }

  /** The same as another installation. */
  public EngineSettings with(InstanceMark other) {
    return new EngineSettings(
        mode, account, targets, planRules, priceRules, orderType, cutOff, monthEndAt, quotePatience, quoteSettle,
        retryPause, guards, catchUp, caution, triggers, other);
  }
}
