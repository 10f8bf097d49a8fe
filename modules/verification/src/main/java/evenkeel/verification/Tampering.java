package evenkeel.verification;

import evenkeel.domain.AccountType;
import evenkeel.domain.CashRules;
import evenkeel.domain.Language;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PreviousCloseInSession;
import evenkeel.domain.PriceRules;
import evenkeel.engine.EngineNews;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.RestartWindow;
import java.util.Optional;

/**
 * A rule of the engine that is taken away, to see whether the auditor notices. Exists in this module alone: the engine
 * is not changed, what it is told is.
 */
enum Tampering {
  /** Nothing is taken away. */
  NONE,
  /** The disk says that intents are written before they are. */
  NO_INTENT_BEFORE_SEND,
  /** Every connection is told to be the one that was compared before, and is ready at once. */
  NO_EPOCH_GATE,
  /** The broker does not repeat our references, and the engine finds its orders by their ids alone. */
  NO_REFERENCE_MATCH,
  /** The first order of a run is said to be acknowledged as soon as it is sent. */
  NO_CANARY,
  /** The broker's positions are said to stay what they were. */
  NO_BREAK_LOCK,
  /** The process does not know when the Gateway restarts. */
  NO_RESTART_WINDOW,
  /** What the owner changes is said to have been examined. */
  NO_GUARD_OF_CHANGES,
  /** Positions of any contract with a target's symbol are said to be of the target's contract. */
  NO_CONTRACT_IDS,
  /** Open orders of others are said to be of another account. */
  NO_FOREIGN_ORDERS,
  /** Positions are said to be what they were, also before an order is sent again. */
  NO_POSITIONS_BEFORE_SECOND_ATTEMPT,
  /** Cash of every currency is said to be in dollars. */
  NO_CURRENCIES,
  /** The previous close is a price in an open session. */
  NO_RULE_OF_PREVIOUS_CLOSES,
  /** Corrections of executions are told with the shares that they had before. */
  NO_CORRECTIONS,
  /** Between month ends the account is said to be worth what it was at the first look. */
  NO_NEW_REFERENCE,
  /** The owner says that the account has margin. */
  NO_SETTLED_CASH,
  /** Cash is said to be what plans leave of it. */
  NO_CASH_BREACH,
  /** That the Gateway does not know a contract (200) is told under a code that nobody knows. */
  NO_NEW_CONTRACT_ID,
  /** Executions of others under our client id are said to be of our order, and of now. */
  NO_FIT_OF_EXECUTIONS,
  /** Shares that a dividend bought are said to have cost many times as much. */
  NO_CORPORATE_ACTIONS,
  /** Nobody is told of shares that were taken back. */
  NO_WORD_OF_CORRECTIONS,
  /** The Gateway's own end of support (2172) is not heard. */
  NO_WORD_OF_SUPPORT,
  /** Only the first answer to a what-if order is heard. */
  NO_SECOND_WHAT_IF,
  /** Refusals are told under codes that nobody knows, in other words each time. */
  NO_KNOWN_REFUSALS,
  /** The other question, where an answer has no end, does not leave. */
  NO_OTHER_WAY,
  /** Every position is said to be of shares. */
  NO_POSITION_TYPES,
  /** Each question for the time leaves twice, and only the second is waited for. */
  NO_PAUSE_BETWEEN_TIMES,
  /** A zone in words is said to be Shanghai's. */
  NO_WORDED_ZONES,
  /** The ids of others' orders are not told. */
  NO_IDS_ABOVE_OTHERS,
  /** That a refused order may be in TWS is not told: it is said to be refused by IBKR. */
  NO_WORD_OF_TRANSMIT,
  /** A next valid id that comes later than the rest is not heard. */
  NO_LATE_ID;

  /** Whether the engine is told that this is on the disk some seconds before it is. */
  boolean acknowledgesEarly(Journal.Entry entry) {
    return this == NO_INTENT_BEFORE_SEND && entry.manifest().equals("submission-started");
  }

  /** What the process is told of the Gateway's restarts. */
  RestartWindow window(RestartWindow really) {
    return this == NO_RESTART_WINDOW ? RestartWindow.NONE : really;
  }

  /** Whether this news reaches those who tell the owner. */
  boolean lets(EngineNews news) {
    return this != NO_WORD_OF_CORRECTIONS
        || !(news instanceof EngineNews.Raised raised
            && Language.EN.say(raised.alert().phrase()).contains("corrected"));
  }

  /** What the owner is said to have configured. */
  EngineSettings configured(EngineSettings by) {
    PlanRules plan = by.planRules();
    PriceRules prices = by.priceRules();
    return switch (this) {
      case NO_RULE_OF_PREVIOUS_CLOSES -> configured(
          by, plan,
          new PriceRules(prices.ageMax(), prices.previousCloseDistanceMax(), PreviousCloseInSession.ALLOW));
      case NO_SETTLED_CASH -> configured(
          by, new PlanRules(
              plan.method(), plan.drift(), plan.minimumTradeValue(), plan.cashReserve(),
              plan.netLiquidationDistanceMax(), plan.commissions(),
              new CashRules(plan.cash().negative(), plan.cash().convert(), Optional.of(AccountType.MARGIN)),
              plan.lotSize(), plan.turnoverMax()),
          prices);
      case NONE, NO_INTENT_BEFORE_SEND, NO_EPOCH_GATE, NO_REFERENCE_MATCH, NO_CANARY, NO_BREAK_LOCK, NO_RESTART_WINDOW,
          NO_GUARD_OF_CHANGES, NO_CONTRACT_IDS, NO_FOREIGN_ORDERS, NO_POSITIONS_BEFORE_SECOND_ATTEMPT, NO_CURRENCIES,
          NO_CORRECTIONS, NO_NEW_REFERENCE, NO_CASH_BREACH, NO_NEW_CONTRACT_ID, NO_FIT_OF_EXECUTIONS,
          NO_CORPORATE_ACTIONS, NO_WORD_OF_CORRECTIONS, NO_WORD_OF_SUPPORT, NO_SECOND_WHAT_IF, NO_KNOWN_REFUSALS,
          NO_OTHER_WAY, NO_POSITION_TYPES, NO_PAUSE_BETWEEN_TIMES, NO_WORDED_ZONES, NO_IDS_ABOVE_OTHERS,
          NO_WORD_OF_TRANSMIT, NO_LATE_ID ->
        by;
    };
  }

  private static EngineSettings configured(EngineSettings by, PlanRules plan, PriceRules prices) {
    return new EngineSettings(
        by.mode(), by.account(), by.targets(), plan, prices, by.orderType(), by.cutOff(), by.monthEndAt(),
        by.quotePatience(), by.quoteSettle(), by.retryPause(), by.guards(), by.catchUp(), by.caution(), by.triggers(),
        by.instance());
  }
}
