package evenkeel.app;

import evenkeel.domain.Phrase;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is done when Ctrl-C or SIGTERM ends the process before a command is done. */
final class ShutdownHook implements AutoCloseable {
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread thread;

  private ShutdownHook(String name, Runnable action) {
    this.thread = new Thread(() -> {
      if (!isOver.get()) {
        action.run();
      }
    }, name);
  }

  /** From now until it is closed. */
  static ShutdownHook of(String name, Runnable action) {
    var hook = new ShutdownHook(name, action);
    Runtime.getRuntime().addShutdownHook(hook.thread);
    return hook;
  }

  /** Has a last line for whoever ends the command. */
  static ShutdownHook saying(Terminal terminal, Phrase line) {
    return of("farewell", () -> terminal.complain(line));
  }

  @Override
  public void close() {
    isOver.set(true);
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then it has run, or sees that it is over.
    }
  }
}
