package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.Language;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** {@code stop}: ends the running process. Orders at the broker stay there. */
@Command(
    name = "stop", description = "Stop the running process; orders that are at the broker stay there.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel stop"})
final class StopCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 15;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  StopCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    JsonNode answer = ControlPoint.call(settings, "stop", Language.EN);
    long pid = answer.path("pid").asLong();
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.AwaitingEnd(pid));
      if (process.isPresent()) {
        process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (TimeoutException late) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, new ComplaintText.NotEnded(pid, PATIENCE_SECONDS), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, new ComplaintText.Interrupted(), interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("cannot wait for process " + pid, failed);
    }
    JsonNode open = answer.path("open_orders");
    invocation.terminal().say(new StatusText.HasStopped(
        pid, RunCommand.atBroker(open.isNumber() ? Optional.of(open.asLong()) : Optional.empty())));
    return ExitCode.DONE;
  }
}
