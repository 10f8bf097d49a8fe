package evenkeel.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.VisibleText;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The log of a process that runs on its own: {@code logs/evenkeel.log} for people and {@code
 * logs/evenkeel.json.log} with the same lines for programs, rolled daily and by size. Only the owner
 * can read them.
 */
public final class LogFiles implements AutoCloseable {
  private static final String OURS = "evenkeel";
  /** Without what a terminal that shows the log would obey; texts of the Gateway spell it out already. */
  private static final String MESSAGE = "%replace(%message){'[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]', '?'}";
  private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, America/New_York}"
      + " %-5level %logger{0}: " + MESSAGE + "%n";
  private static final String CONSOLE_PATTERN = "evenkeel: %level: " + MESSAGE + "%n%nopex";
  private static final int DAYS_KEPT = 30;
  private static final FileSize FILE_BYTES_MAX = FileSize.valueOf("10MB");
  private static final FileSize ALL_FILES_BYTES_MAX = FileSize.valueOf("300MB");

  private final LoggerContext context;

  private LogFiles(LoggerContext context) {
    this.context = context;
  }

  /**
   * Starts logging; ends with {@link #close}, which writes out what is left.
   *
   * @param clock gives each line its time, so that the log of a faster clock reads in that clock's time
   */
  public static LogFiles open(DataDirectory directory, LogLevel level, EvenkeelClock clock) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    // What libraries say below a warning is seldom about the owner's money.
    root.setLevel(level == LogLevel.TRACE ? Level.DEBUG : Level.WARN);
    context.getLogger(OURS).setLevel(Level.valueOf(level.name()));
    root.addAppender(file(context, directory.logs().resolve("evenkeel.log"), pattern(context, PATTERN), clock));
    root.addAppender(file(context, directory.logs().resolve("evenkeel.json.log"), json(context), clock));
    return new LogFiles(context);
  }

  /** From here on warnings also go to standard error, where a service's own log picks them up. */
  void alsoWarnOnConsole() {
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console(context));
  }

  /** Shows warnings on standard error and keeps nothing: for a program that runs without a data directory. */
  static LogFiles warningsToConsole() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.WARN);
    root.addAppender(console(context));
    return new LogFiles(context);
  }

  @Override
  public void close() {
    context.getLogger(OURS).setLevel(null);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.OFF);
    root.detachAndStopAllAppenders();
  }

  private static OwnersFile file(
      LoggerContext context, Path file, Encoder<ILoggingEvent> encoder, EvenkeelClock clock) {
    String path = file.toString();
    String stem = path.substring(0, path.length() - ".log".length());
    var appender = new OwnersFile(clock);
    appender.setContext(context);
    appender.setName(String.valueOf(file.getFileName()));
    appender.setFile(path);
    appender.setEncoder(encoder);
    var rolling = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(stem + ".%d{yyyy-MM-dd}.%i.log");
    rolling.setMaxFileSize(FILE_BYTES_MAX);
    rolling.setTotalSizeCap(ALL_FILES_BYTES_MAX);
    rolling.setMaxHistory(DAYS_KEPT);
    rolling.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(rolling);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> pattern(LoggerContext context, String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var encoder = new JsonEncoder() {
      @Override
      public byte[] encode(ILoggingEvent event) {
        return VisibleText.ofJson(new String(super.encode(event), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
      }
    };
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMarkers(false);
    encoder.setWithMDC(false);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    var warningsOnly = new ThresholdFilter();
    warningsOnly.setLevel(Level.WARN.toString());
    warningsOnly.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("console");
    appender.setTarget("System.err");
    appender.setEncoder(pattern(context, CONSOLE_PATTERN));
    appender.addFilter(warningsOnly);
    appender.start();
    return appender;
  }

  /** A rolled file of the owner's own, each line with the time of the one clock. */
  private static final class OwnersFile extends RollingFileAppender<ILoggingEvent> {
    private final EvenkeelClock clock;

    private OwnersFile(EvenkeelClock clock) {
      this.clock = clock;
    }

    @Override
    public void openFile(String path) throws IOException {
      DataDirectory.createFile(Path.of(path));
      super.openFile(path);
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
      if (clock.speed() != 1.0 && event instanceof LoggingEvent line) {
        line.setInstant(clock.instant());
      }
      super.subAppend(event);
    }
  }
}
