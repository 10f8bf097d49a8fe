package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import evenkeel.domain.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trigger}: has the running process look at the portfolio now. */
@Command(
    name = "trigger", description = "Have the running process look at the portfolio now, and trade if it has to.",
    sortOptions = false,
    footer = {
        "",
        "It decides as it does at a month end, in its own mode and with every guard; its log and report",
        "have the rest. Without a running process: evenkeel rebalance.",
        "",
        "Example:",
        "  evenkeel trigger --reason \"sold the car\"",
    })
final class TriggerCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the log.")
  private String reason = "";

  TriggerCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    List<JsonNode> answers = new ArrayList<>();
    ControlPoint.converse(
        settings, TriggerPoint.PATH, invocation.terminal().language(),
        JsonNodeFactory.instance.objectNode().put(TriggerPoint.REASON, reason.strip()), answers::add);
    if (answers.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.ProcessSilent());
    }
    JsonNode answer = answers.getLast();
    String text = answer.path(TriggerPoint.TEXT).asText();
    int exitCode = answer.path(TriggerPoint.EXIT).asInt();
    if (exitCode != ExitCode.DONE) {
      throw new CommandFailure(exitCode, Phrase.of(text));
    }
    invocation.terminal().line(text);
    return ExitCode.DONE;
  }
}
