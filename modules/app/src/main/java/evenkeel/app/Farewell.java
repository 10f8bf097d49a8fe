package evenkeel.app;

import java.util.concurrent.atomic.AtomicBoolean;

/** Has a last line for whoever ends the command with Ctrl-C before it is done. */
final class Farewell implements AutoCloseable {
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread hook;

  private Farewell(Terminal terminal, String line) {
    this.hook = new Thread(() -> {
      if (!isOver.get()) {
        terminal.complain(line);
      }
    }, "farewell");
  }

  /** From now until it is closed. */
  static Farewell with(Terminal terminal, String line) {
    var farewell = new Farewell(terminal, line);
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    return farewell;
  }

  @Override
  public void close() {
    isOver.set(true);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then it has said what it has to say.
    }
  }
}
