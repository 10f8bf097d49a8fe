package evenkeel.verification;

import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ServerMessage;
import java.util.List;
import java.util.function.Consumer;

/** That an unattended process tells the owner when the Gateway says that its version ends (2172). */
final class SupportEndWatch {
  private static final int ENDS = 2172;

  private final AuditedPeriod plan;
  private final Consumer<String> violation;
  private boolean isHeard;

  SupportEndWatch(AuditedPeriod plan, Consumer<String> violation) {
    this.plan = plan;
    this.violation = violation;
  }

  void heard(ServerMessage message) {
    isHeard |= message instanceof ErrorMessage error && error.code() == ENDS;
  }

  void finish(List<String> told) {
    if (isHeard && plan.looksAhead() && told.stream().noneMatch(line -> line.contains("alert=support-ends"))) {
      violation.accept("6: nobody was told that the Gateway's version ends");
    }
  }
}
