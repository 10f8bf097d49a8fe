package evenkeel.domain;

/** Which holdings a plan trades once one of them breaches the drift threshold. */
public enum PlanningRule {
  /** Every holding goes back to its target; buys are paid for by cash and sales. */
  WHOLE_PORTFOLIO("whole-portfolio"),
  /** Only the holdings that breach, each by itself. Buys are not checked against cash here. */
  BREACHED_LEGS("breached-legs"),
  /** The cash that is there buys what is below its target, whatever the drift; nothing is sold. */
  TOP_UP("top-up");

  private final String text;

  PlanningRule(String text) {
    this.text = text;
  }

  /** The name in configuration and on the command line. */
  public String text() {
    return text;
  }

  /** The rule of this name; an {@link IllegalArgumentException} that lists the names otherwise. */
  public static PlanningRule of(String text) {
    for (PlanningRule rule : values()) {
      if (rule.text.equals(text)) {
        return rule;
      }
    }
    throw new IllegalArgumentException(
        "rule must be whole-portfolio, breached-legs or top-up, was '" + text + "'");
  }
}
