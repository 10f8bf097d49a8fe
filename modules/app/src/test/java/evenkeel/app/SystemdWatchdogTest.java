package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a systemd-notify that keeps what it is told. */
class SystemdWatchdogTest {
  @TempDir
  Path folder;

  @Test
  void shouldSayThatItIsReadyAliveAndStopping() throws IOException, InterruptedException {
    var looks = new CountDownLatch(3);
    try (SystemdWatchdog watchdog = SystemdWatchdog.ready(environment(), () -> {
      looks.countDown();
      return true;
    })) {
      looks.await();
    }

    assertThat(told()).startsWith("--ready", "WATCHDOG=1", "WATCHDOG=1").endsWith("STOPPING=1");
  }

  @Test
  void shouldNotSayThatItIsAliveWhenTheEngineDoesNotAnswer() throws IOException, InterruptedException {
    var looks = new CountDownLatch(2);
    try (SystemdWatchdog watchdog = SystemdWatchdog.ready(environment(), () -> {
      looks.countDown();
      return false;
    })) {
      looks.await();
    }

    assertThat(told()).containsExactly("--ready", "STOPPING=1");
  }

  @Test
  void shouldSayNothingWhereSystemdDidNotStartIt() throws IOException {
    Map<String, String> environment = new HashMap<>(environment());
    environment.remove("NOTIFY_SOCKET");
    var looks = new AtomicInteger();
    try (SystemdWatchdog watchdog = SystemdWatchdog.ready(environment, () -> looks.incrementAndGet() > 0)) {
      assertThat(looks).hasValue(0);
    }

    assertThat(folder.resolve("told")).doesNotExist();
  }

  private Map<String, String> environment() throws IOException {
    Path program = Files.writeString(folder.resolve("systemd-notify"), """
        #!/bin/sh
        [ "$NOTIFY_SOCKET" = /run/notify ] && echo "$*" >> "$FOLDER/told"
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return Map.of("PATH", folder.toString(), "FOLDER", folder.toString(), "NOTIFY_SOCKET", "/run/notify",
        "WATCHDOG_USEC", "30000");
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(folder.resolve("told"));
  }
}
