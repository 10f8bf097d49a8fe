package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
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
    JsonNode answer = ControlPoint.call(settings, "stop");
    long pid = answer.path("pid").asLong();
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step("waiting for process " + pid + " to end");
      if (process.isPresent()) {
        process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (TimeoutException late) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, "process " + pid + " has not ended within " + PATIENCE_SECONDS + " s; end it with: kill "
              + pid,
          late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("cannot wait for process " + pid, failed);
    }
    JsonNode open = answer.path("open_orders");
    invocation.terminal().line("Process " + pid + " has stopped; "
        + RunCommand.atBroker(open.isNumber() ? Optional.of(open.asLong()) : Optional.empty()) + ".");
    return ExitCode.DONE;
  }
}
