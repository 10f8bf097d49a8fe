package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersFileTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");

  @TempDir
  Path folder;

  @Test
  void shouldBeHeardByWhoeverReadsItNext() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    var said = new OwnersFile(directory);
    var heard = new OwnersFile(directory);
    assertThat(heard.pause()).isEmpty();
    said.pause("look first", NOW);
    assertThat(heard.pause().orElseThrow().sentence())
        .isEqualTo("trading is paused since 2025-10-31T18:30:00Z: look first; evenkeel resume ends that");
    assertThat(heard.accountAcceptedAt()).isEmpty();
    said.resume(NOW);
    assertThat(heard.pause()).isEmpty();
    assertThat(heard.accountAcceptedAt()).contains(NOW);
    said.pause("again", NOW);
    assertThat(heard.accountAcceptedAt()).contains(NOW);
  }

  @Test
  void shouldPauseWhereItCannotBeRead() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Files.writeString(directory.ownersFile(), "{");
    assertThat(new OwnersFile(directory).pause().orElseThrow().reason()).contains("cannot be read");
  }
}
