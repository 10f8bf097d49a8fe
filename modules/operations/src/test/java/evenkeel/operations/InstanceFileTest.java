package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.InstanceMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFileTest {
  @TempDir
  Path folder;

  @Test
  void shouldMakeOneMarkForADirectoryAndKeepItWhenTheJournalIsLost() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    InstanceMark mark = InstanceFile.open(directory, new Random(1));
    assertThat(mark.isNone()).isFalse();
    assertThat(directory.instanceFile()).content().contains(mark.value());
    Files.delete(directory.journal());
    assertThat(InstanceFile.open(directory, new Random(2))).isEqualTo(mark);
    assertThat(OpenFiles.in(directory).files()).isEmpty();
  }

  @Test
  void shouldMakeANewMarkForACopyElsewhere() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    InstanceMark mark = InstanceFile.open(directory, new Random(1));
    DataDirectory copy = DataDirectory.open(folder.resolve("copy"));
    Files.copy(directory.instanceFile(), copy.instanceFile());
    InstanceMark other = InstanceFile.open(copy, new Random(2));
    assertThat(other).isNotEqualTo(mark);
    assertThat(InstanceFile.open(copy, new Random(3))).isEqualTo(other);
    assertThat(InstanceFile.open(directory, "another machine", new Random(4))).isNotEqualTo(mark);
  }

  @Test
  void shouldMakeANewMarkForAFileThatSaysNothing() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Files.writeString(directory.instanceFile(), "{\"mark\": \"k3x\"");
    assertThat(InstanceFile.open(directory, new Random(1)).isNone()).isFalse();
  }

  @Test
  void shouldSayThatItCannotBeKept() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Files.createDirectory(directory.instanceFile());
    assertThatThrownBy(() -> InstanceFile.open(directory, new Random(1)))
        .isInstanceOf(DataDirectoryProblem.class).hasMessageContaining("mark of this installation");
  }
}
