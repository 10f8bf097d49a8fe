package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine that does not give the process what it needs is said before anything else. */
@Timeout(180)
class HostNeedsTest {
  /** Nobody can make a file there, not even root. */
  private static final Path READ_ONLY = Path.of("/proc");

  @TempDir
  Path folder;

  private List<String> errors(
      List<String> before, List<String> options, String... command) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("evenkeel.conf"), """
        evenkeel { mode = dry-run, data-directory = "%s", gateway.port = 1 }
        """.formatted(folder.resolve("data")));
    var arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--config", file.toString()));
    try (ProgramProcess process = ProgramProcess.start(
        before, options, Map.of("HOME", folder.toString()), arguments.toArray(String[]::new))) {
      assertThat(process.awaitExit()).isEqualTo(ExitCode.USAGE);
      assertThat(folder.resolve("data")).doesNotExist();
      return process.err();
    }
  }

  @Test
  void shouldNeedNothingMoreThanTheUsual() {
    assertThat(HostNeeds.temporaryProblem(folder)).isEmpty();
    assertThat(HostNeeds.filesProblem(OptionalLong.of(HostNeeds.FILES_WANTED), HostNeeds.FILES_WANTED)).isEmpty();
    assertThat(HostNeeds.filesProblem(OptionalLong.empty(), HostNeeds.FILES_WANTED)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldSayWhatIsMissing() {
    Path gone = folder.resolve("gone");
    assertThat(HostNeeds.temporaryProblem(gone))
        .contains(new HostText.TemporaryUnwritable(gone, "NoSuchFileException"));
    assertThat(HostNeeds.filesProblem(OptionalLong.of(255), HostNeeds.FILES_WANTED))
        .contains(new HostText.FilesTooFew(255, 256));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldEndAtOnceWhereTheTemporaryDirectoryIsReadOnly() throws IOException, InterruptedException {
    assertThat(errors(List.of(), List.of("-Djava.io.tmpdir=" + READ_ONLY), "run")).singleElement().asString()
        .startsWith("evenkeel: the temporary directory /proc cannot be written (").contains("EVENKEEL_JAVA_OPTS");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldEndAtOnceWhereNothingInTheTemporaryDirectoryMayBeExecuted() throws IOException, InterruptedException {
    Path temporary = Files.createDirectory(folder.resolve("noexec"));
    List<String> mounted = List.of(
        "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o noexec tmpfs \"$0\" && exec \"$@\"", temporary.toString());
    assumeTrue(mayMount(mounted), "only root may mount");
    assertThat(errors(mounted, List.of("-Djava.io.tmpdir=" + temporary), "run")).singleElement().asString()
        .startsWith("evenkeel: the temporary directory " + temporary + " is mounted without execution (noexec)");
  }

  private static boolean mayMount(List<String> mounted) throws InterruptedException {
    var command = new ArrayList<>(mounted);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldEndAtOnceWhereTooFewFilesMayBeOpen() throws IOException, InterruptedException {
    for (int limit : new int[]{58, 200}) {
      List<String> limited = List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$@\"", "sh");
      assertThat(errors(limited, List.of(), "run")).singleElement().asString()
          .startsWith("evenkeel: this process may have " + limit + " files open and needs 256: raise the limit");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldBeFoundByDoctorToo() throws IOException, InterruptedException {
    List<String> limited = List.of("sh", "-c", "ulimit -n 200 && exec \"$@\"", "sh");
    try (ProgramProcess process = ProgramProcess.start(
        limited, List.of("-Djava.io.tmpdir=" + READ_ONLY), Map.of("HOME", folder.toString()), "doctor")) {
      assertThat(process.awaitExit()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(process.out())
          .anySatisfy(line -> assertThat(line).startsWith("failed  temporary directory: the temporary directory /proc"))
          .anySatisfy(line -> assertThat(line).startsWith("failed  open files: this process may have 200 files open"));
    }
  }
}
