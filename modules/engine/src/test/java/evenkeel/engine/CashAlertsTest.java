package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class CashAlertsTest {
  /** A loan in dollars, one in euros, and Hong Kong dollars beside them. */
  @Test
  void shouldSayEveryLoan() {
    var made = (PlannerEvent.DecisionMade) Journals.cash().getFirst();
    List<Alert> alerts = CashAlerts.of(made.decision(), Journals.AT);
    assertThat(alerts).allMatch(alert -> alert.severity() == Alert.Severity.WARNING);
    assertThat(alerts.stream().map(alert -> Language.EN.say(alert.phrase()))).containsExactly(
        "Cash is negative at run 20261231-month-end: 200.00 USD is borrowed from the broker and bears interest; the run"
            + " does not pay it back",
        "Cash is negative at run 20261231-month-end: 10.50 EUR is borrowed from the broker and bears interest; convert"
            + " US dollars to pay it back");
  }

  @Test
  void shouldSayNothingOfCashThatIsAsItShouldBe() {
    assertThat(CashAlerts.of(Decisions.rest(), Journals.AT)).isEmpty();
  }
}
