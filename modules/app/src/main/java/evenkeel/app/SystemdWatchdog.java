package evenkeel.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells systemd, where it started this process, that it is ready, alive and stopping. Java has no datagram sockets of
 * the Unix kind, so {@code systemd-notify} says it; it waits until systemd has heard (since version 246).
 */
final class SystemdWatchdog implements AutoCloseable {
  private static final Duration UNASKED = Duration.ofMinutes(1);
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Tool tool;
  private final Optional<ScheduledExecutorService> timer;

  private SystemdWatchdog(Tool tool, Optional<ScheduledExecutorService> timer) {
    this.tool = tool;
    this.timer = timer;
  }

  /**
   * Says that the process is ready, and from then on, three times in the time that systemd waits, that it is alive.
   *
   * @param isAlive asked before each; a process that does not answer in time is started again by systemd
   */
  static SystemdWatchdog ready(Map<String, String> environment, BooleanSupplier isAlive) {
    var tool = new Tool(environment);
    if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
      return new SystemdWatchdog(tool, Optional.empty());
    }
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("systemd-watchdog").factory());
    long period = period(environment).toMillis();
    timer.execute(() -> tool.run("systemd-notify", "--ready"));
    var unused = timer.scheduleWithFixedDelay(() -> {
      if (isAlive.getAsBoolean()) {
        tool.run("systemd-notify", "WATCHDOG=1");
      }
    }, period, period, TimeUnit.MILLISECONDS);
    return new SystemdWatchdog(tool, Optional.of(timer));
  }

  private static Duration period(Map<String, String> environment) {
    try {
      return Duration.ofNanos(Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "")) * 1000 / 3);
    } catch (NumberFormatException notWatched) {
      return UNASKED;
    }
  }

  /** The process is about to end. */
  @Override
  public void close() {
    timer.ifPresent(running -> {
      running.shutdownNow();
      try {
        boolean unused = running.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      tool.run("systemd-notify", "STOPPING=1");
    });
  }
}
