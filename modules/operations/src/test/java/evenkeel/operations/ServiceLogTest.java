package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogTest {
  @TempDir
  Path folder;

  @Test
  void shouldEmptyALargeOneUnderTheHandsOfWhoeverAppendsToIt() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Path log = directory.logs().resolve("service.log");
    Path kept = directory.logs().resolve("service.1.log");
    String much = "x".repeat((int) ServiceLog.BYTES_MAX);
    try (OutputStream appending = Files.newOutputStream(
        log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      appending.write(much.getBytes(StandardCharsets.UTF_8));
      ServiceLog.shorten(directory);
      assertThat(kept).doesNotExist();

      appending.write('y');
      ServiceLog.shorten(directory);
      appending.write('z');
    }

    assertThat(log).hasContent("z");
    assertThat(kept).hasContent(much + "y");
    assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(Files.getPosixFilePermissions(log));
  }

  @Test
  void shouldDoNothingWhereThereIsNone() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));

    ServiceLog.shorten(directory);

    assertThat(directory.logs()).isEmptyDirectory();
  }
}
