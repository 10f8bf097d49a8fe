package evenkeel.operations;

import evenkeel.domain.Decision;
import evenkeel.domain.OrderLife;

/** The words of reports and state files. Programs of others read them: they are never changed or reused. */
final class Words {
  /** A planned order of a dry-run, which sends nothing. */
  static final String DRY_RUN = "DryRun";

  private Words() {}

  static String verdict(Decision.Verdict verdict) {
    return switch (verdict) {
      case Decision.Trade trade -> "trade";
      case Decision.Place place -> "order";
      case Decision.Rest rest -> "on-target";
      case Decision.Refuse refuse -> "refused";
      case Decision.Missed missed -> "missed";
    };
  }

  /** Where an order stands; the broker's own word for one that is not over. */
  static String status(OrderLife life) {
    return switch (life) {
      case OrderLife.Planned planned -> "Planned";
      case OrderLife.InFlight sent -> "Unknown";
      case OrderLife.Working working -> working.status().word();
      case OrderLife.Parked parked -> "Unknown";
      case OrderLife.Closed closed -> switch (closed.outcome()) {
        case FILLED -> "Filled";
        case CANCELLED -> "Cancelled";
        case REJECTED -> "Rejected";
        case SKIPPED -> "Skipped";
        case NEVER_ARRIVED -> "NeverArrived";
      };
    };
  }

  /** Why it stands there, in the broker's words or ours; empty where there is nothing to say. */
  static String reason(OrderLife life) {
    return switch (life) {
      case OrderLife.Planned planned -> "";
      case OrderLife.InFlight sent -> "";
      case OrderLife.Working working -> AccountNumbers.masked(working.reason());
      case OrderLife.Parked parked -> AccountNumbers.masked(parked.reason());
      case OrderLife.Closed closed -> AccountNumbers.masked(closed.reason());
    };
  }
}
