package evenkeel.app;

import evenkeel.domain.Decision;
import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.engine.OwnersWord;
import evenkeel.engine.PlannerEvent;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.PreflightEvidence.Journalled;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code approve} and {@code reject}: the owner's word on a plan that waits for it. The first one stands. */
abstract class AnswerCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;
  private final boolean isApproved;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Which run; needed where several wait.")
  private @Nullable String run;

  private AnswerCommand(Invocation invocation, EvenkeelCommand program, boolean isApproved) {
    this.invocation = invocation;
    this.program = program;
    this.isApproved = isApproved;
  }

  /** {@code approve}. */
  @Command(
      name = "approve", description = "Let a plan that waits for your word be traded.", sortOptions = false,
      footer = {"", "Example:", "  evenkeel approve 20251031-month-end"})
  static final class Approve extends AnswerCommand {
    Approve(Invocation invocation, EvenkeelCommand program) {
      super(invocation, program, true);
    }
  }

  /** {@code reject}. */
  @Command(
      name = "reject", description = "Have a plan that waits for your word not traded.", sortOptions = false,
      footer = {"", "Example:", "  evenkeel reject 20251031-month-end"})
  static final class Reject extends AnswerCommand {
    Reject(Invocation invocation, EvenkeelCommand program) {
      super(invocation, program, false);
    }
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    Instant now = invocation.clock().instant();
    Decision decision = chosen(waiting(settings, now));
    RunId id = decision.run();
    OwnersWord.Answer answer = PermitsAccess.ask(settings, permits -> permits.answer(id, isApproved, now));
    if (answer.isApproved() != isApproved) {
      throw new CommandFailure(ExitCode.REFUSED, new ComplaintText.AnsweredBefore(
          id, answer.isApproved() ? new ComplaintText.WordApproved() : new ComplaintText.WordRejected(), answer.by(),
          answer.from(), answer.at().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    Phrase when = Directories.isHeld(settings)
        ? new StatusText.WithinAMinute()
        : new StatusText.OnceItRuns(invocation.times(settings).both(decision.trigger().deadline()));
    invocation.terminal().say(isApproved ? new StatusText.Approved(id, when) : new StatusText.Refused(id, when));
    return ExitCode.DONE;
  }

  private Decision chosen(List<Decision> waiting) {
    List<Decision> meant = waiting.stream().filter(decision -> run == null || decision.run().value().equals(run))
        .toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    String names = waiting.stream().map(decision -> decision.run().value()).collect(Collectors.joining(", "));
    throw new CommandFailure(ExitCode.NOT_GOOD, waiting.isEmpty()
        ? new ComplaintText.NoPlanWaits()
        : run == null
            ? new ComplaintText.SeveralPlansWait(names)
            : new ComplaintText.OtherPlanWaits(run, names));
  }

  /** Decisions whose orders nobody has passed on or stopped yet, and that can still be sent. */
  private static List<Decision> waiting(Settings settings, Instant now) {
    Map<RunId, Decision> open = new LinkedHashMap<>();
    try {
      for (Journalled each : JournalFile.read(new DataDirectory(settings.dataDirectory()).journalFile())) {
        if (each.event() instanceof PlannerEvent event) {
          switch (event) {
            case PlannerEvent.DecisionMade made -> open.put(made.decision().run(), made.decision());
            case PlannerEvent.DecisionApproved approved -> open.remove(approved.run());
            case PlannerEvent.DecisionHandedOver handed -> open.remove(handed.run());
            case PlannerEvent.DecisionStopped stopped -> open.remove(stopped.run());
            case PlannerEvent other -> {
              // Says nothing of whether it waits.
            }
          }
        }
      }
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.JournalUnreadable(
          String.valueOf(unreadable.getMessage())), unreadable);
    }
    return open.values().stream().filter(decision -> decision.mode() != TradingMode.DRY_RUN)
        .filter(decision -> !(decision.orders().isEmpty() && decision.waiting().isEmpty())
            && now.isBefore(decision.trigger().deadline()))
        .toList();
  }
}
