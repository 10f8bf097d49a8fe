package evenkeel.verification;

import evenkeel.simulator.AccountTerms;
import java.util.function.Consumer;

/**
 * That a cash account is known as one: what has not settled is planned for the second step, and no purchase has to be
 * refused for it first. Where the account looks like one with margin, or settles later than usual, the refusal tells.
 */
final class SettlementWatch {
  private final AuditedPeriod plan;
  private final Consumer<String> violation;
  private boolean isLate;

  SettlementWatch(AuditedPeriod plan, Consumer<String> violation) {
    this.plan = plan;
    this.violation = violation;
  }

  /** From here on what is sold settles later than the account says. */
  void settlesLate() {
    isLate = true;
  }

  void journalled(Books.Event event) {
    AccountTerms terms = plan.scenario().accounts().getFirst().terms();
    if (event.name().equals("purchase-deferred") && plan.isWithoutMargin() && !terms.shownAsMargin()
        && !terms.unsettledPurchases() && !isLate) {
      violation.accept("12: a purchase of a cash account was sent before what pays for it had settled: "
          + event.ref());
    }
  }
}
