package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldFindNothingWrongWithTheDefaults() {
    ProgramRun run = doctor(folder.resolve("data"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).element(0).asString()
        .startsWith("ok      configuration: the defaults alone").endsWith("mode dry-run");
    assertThat(run.out()).element(1).asString().startsWith("ok      java: ");
    assertThat(run.out()).element(2).asString().endsWith("data will be made at the first run");
    assertThat(run.out()).element(3).asString()
        .startsWith("warning clock: it is Mon 2025-11-03 10:00 New York").contains("EVENKEEL_CLOCK");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void shouldNameEveryMistakeOfTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.conf"), "evenkeel { a = 1\n b = 2 }");

    ProgramRun run = ProgramRun.of("doctor", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).filteredOn(line -> line.startsWith("failed  configuration: ")).hasSize(2);
  }

  @Test
  void shouldWarnOfADataDirectoryThatOthersCanRead() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(doctor(data).out()).element(2).isEqualTo(
        "warning data directory: " + data + " is open to others (rwxr-xr-x); chmod 700 " + data);

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    assertThat(doctor(data).out()).element(2)
        .isEqualTo("ok      data directory: " + data + " is writable and closed to others");
  }

  @Test
  void shouldFailOnADataDirectoryThatCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    ProgramRun inside = doctor(file.resolve("data"));
    ProgramRun instead = doctor(file);

    assertThat(inside.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(inside.out()).element(2).asString().startsWith("failed  data directory: ");
    assertThat(instead.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(instead.out()).element(2).asString().contains("cannot be written");
  }

  @Test
  void shouldPrintOneObjectACheck() {
    ProgramRun run = ProgramRun.of(Map.of("TRADESYS_HOME", folder.toString()), "doctor", "--json");

    assertThat(run.out()).allMatch(line -> line.startsWith("{\"check\":\""))
        .element(0).asString().contains("\"verdict\":\"ok\"").contains("\"finding\":").contains("\"mend\":\"\"");
  }

  private static ProgramRun doctor(Path dataDirectory) {
    return ProgramRun.of(Map.of("TRADESYS_HOME", dataDirectory.toString()), "doctor");
  }
}
