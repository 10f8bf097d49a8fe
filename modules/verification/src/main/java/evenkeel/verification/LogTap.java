package evenkeel.verification;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Catches what is logged on a thread, in place of every other appender. */
final class LogTap extends AppenderBase<ILoggingEvent> {
  private static final ThreadLocal<Consumer<String>> LISTENERS = new ThreadLocal<>();

  private LogTap() {}

  /** From now on, for the whole JVM. */
  static synchronized void install() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender("tap") == null) {
      var tap = new LogTap();
      tap.setName("tap");
      tap.setContext(logging);
      tap.start();
      root.detachAndStopAllAppenders();
      root.addAppender(tap);
      root.setLevel(Level.INFO);
    }
  }

  /** Who hears what this thread logs, until {@link #silence}. */
  static void listen(Consumer<String> listener) {
    LISTENERS.set(listener);
  }

  static void silence() {
    LISTENERS.remove();
  }

  @Override
  protected void append(ILoggingEvent event) {
    Consumer<String> listener = LISTENERS.get();
    if (listener != null) {
      IThrowableProxy thrown = event.getThrowableProxy();
      String trouble = thrown == null ? "" : " (" + thrown.getClassName() + ": " + thrown.getMessage() + ")";
      String logger = event.getLoggerName();
      listener.accept(event.getLevel() + " " + logger.substring(logger.lastIndexOf('.') + 1) + " "
          + event.getFormattedMessage() + trouble);
    }
  }
}
