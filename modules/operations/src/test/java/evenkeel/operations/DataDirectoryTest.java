package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final String OWN_ID = Long.toString(ProcessHandle.current().pid());

  @TempDir
  Path temporary = Path.of("set by JUnit");

  @Test
  void shouldMakeFoldersThatOnlyTheirOwnerEnters() throws IOException {
    DataDirectory directory = DataDirectory.open(temporary.resolve("home/.tradesys"));

    for (Path folder : new Path[]{directory.root(), directory.logs(), directory.journal()}) {
      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(folder).isDirectoryNotContaining(path -> Files.isRegularFile(path));
    }
    assertThat(directory.stateFile()).isEqualTo(directory.root().resolve("state.json"));
    assertThat(directory.positionsCacheFile()).isEqualTo(directory.root().resolve("positions_cache.json"));
  }

  @Test
  void shouldCloseAnEmptyFolderAndOneOfItsOwnToOthers() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    Path used = Files.createDirectory(temporary.resolve("used"));
    Files.createDirectory(used.resolve("logs"));
    Files.writeString(used.resolve("note"), "kept");
    for (Path folder : new Path[]{empty, used, used.resolve("logs")}) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    DataDirectory.open(empty);
    DataDirectory.open(used);

    assertThat(permissions(empty)).isEqualTo("rwx------");
    assertThat(permissions(used)).isEqualTo("rwx------");
    assertThat(permissions(used.resolve("logs"))).isEqualTo("rwx------");
    assertThat(used.resolve("note")).hasContent("kept");
  }

  @Test
  void shouldRefuseAFolderThatOthersUse() throws IOException {
    Path shared = Files.createDirectory(temporary.resolve("shared"));
    Files.writeString(shared.resolve("of-others"), "");
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

    DataDirectoryProblem problem = catchThrowableOfType(
        DataDirectoryProblem.class, () -> DataDirectory.open(shared));

    assertThat(problem).hasMessage("the data directory " + shared + " is open to others: it holds other things than"
        + " Evenkeel's; close it with chmod 700 if it is meant, or name another with data-directory or TRADESYS_HOME");
    assertThat(permissions(shared)).isEqualTo("rwxrwxrwx");
    assertThat(shared.resolve("logs")).doesNotExist();
  }

  @Test
  void shouldSayInOneLineWhyAFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    DataDirectoryProblem problem = catchThrowableOfType(
        DataDirectoryProblem.class, () -> DataDirectory.open(file.resolve("data")));

    assertThat(problem.what()).isEqualTo("the data directory " + file.resolve("data") + " cannot be written");
    assertThat(problem.why()).isEqualTo(file + " is a file");
    assertThat(problem.mend()).isEqualTo("make it writable, or name another with data-directory or TRADESYS_HOME");
    assertThat(problem).hasMessage(problem.what() + ": " + problem.why() + "; " + problem.mend());
  }

  @Test
  void shouldRefuseAFolderThatIsReadOnly() throws IOException {
    Path closed = Files.createDirectory(temporary.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    Assumptions.assumeFalse(Files.isWritable(closed), "who may write everywhere finds nothing read-only");

    assertThatThrownBy(() -> DataDirectory.open(closed)).isInstanceOf(DataDirectoryProblem.class)
        .hasMessageStartingWith("the data directory " + closed + " cannot be written: access denied to ");
  }

  @Test
  void shouldCreateFilesThatOnlyTheirOwnerReads() throws IOException {
    Path file = temporary.resolve("evenkeel.log");
    DataDirectory.createFile(file);
    assertThat(permissions(file)).isEqualTo("rw-------");

    Files.writeString(file, "kept");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    DataDirectory.createFile(file);
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("kept");
  }

  @Test
  void shouldLetOneHolderIn() {
    DataDirectory directory = DataDirectory.open(temporary);
    assertThat(directory.holder()).isEmpty();
    try (DirectoryLock first = directory.lock()) {
      assertThat(first).isNotNull();
      assertThat(directory.lockFile()).hasContent(OWN_ID);
      assertThat(directory.holder()).contains(OWN_ID);
      assertThatThrownBy(directory::lock).isInstanceOf(DataDirectoryProblem.class).hasMessage(
          "the data directory " + temporary + " is in use: Evenkeel runs with it already (process " + OWN_ID
              + "); stop that process, or name another directory with data-directory or TRADESYS_HOME");
    }
    assertThat(directory.holder()).isEmpty();
    directory.lock().close();
  }

  @Test
  void shouldWaitForALookAtTheLockRatherThanFail() throws Exception {
    DataDirectory directory = DataDirectory.open(temporary);
    Files.createFile(directory.lockFile());
    try (Child look = Child.start(LockLook.class, directory.lockFile().toString())) {
      assertThat(look.output().readLine()).isEqualTo("looking");
      CompletableFuture<DirectoryLock> taken = CompletableFuture.supplyAsync(directory::lock);
      look.process().getOutputStream().write('\n');
      look.process().getOutputStream().flush();

      assertThat(taken.get()).isNotNull();
      taken.get().close();
    }
  }

  @Test
  void shouldRefuseASecondProcessAndOutliveTheFirst() throws Exception {
    DataDirectory directory = DataDirectory.open(temporary);
    try (Child first = Child.start(LockHolder.class, temporary.toString())) {
      String id = Long.toString(first.process().pid());
      assertThat(first.output().readLine()).isEqualTo("locked");

      assertThat(directory.holder()).contains(id);
      assertThatThrownBy(directory::lock).isInstanceOf(DataDirectoryProblem.class)
          .hasMessageContaining("(process " + id + ")");
    }
    assertThat(directory.holder()).isEmpty();
    directory.lock().close();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
