package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command cannot go on. Each line says what, why and what to do; it is printed in the owner's language, without a
 * stack trace unless {@code --debug} was given. The log has it in English.
 */
public final class CommandFailure extends RuntimeException {
  private final int exitCode;
  private final transient List<Phrase> lines;

  public CommandFailure(int exitCode, Phrase line) {
    this(exitCode, List.of(line));
  }

  public CommandFailure(int exitCode, List<? extends Phrase> lines) {
    super(lines.stream().map(Language.EN::say).collect(Collectors.joining("\n")));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  public CommandFailure(int exitCode, Phrase line, Throwable cause) {
    super(Language.EN.say(line), cause);
    this.exitCode = exitCode;
    this.lines = List.of(line);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }

  public List<Phrase> lines() {
    return lines;
  }

  public List<String> lines(Language language) {
    return lines.stream().map(language::say).toList();
  }
}
