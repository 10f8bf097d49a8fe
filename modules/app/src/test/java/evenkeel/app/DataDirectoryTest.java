package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.LoggerContext;
import evenkeel.clock.FasterClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data directory and the log in it. */
class DataDirectoryTest {
  @TempDir
  Path folder;

  @Test
  void shouldCloseItsFoldersToOthers() throws IOException {
    Path root = folder.resolve("a/data");

    DataDirectory directory = DataDirectory.open(root);

    assertThat(permissions(root)).isEqualTo("rwx------");
    assertThat(permissions(directory.logs())).isEqualTo("rwx------");
    assertThat(permissions(directory.journal())).isEqualTo("rwx------");
    assertThat(directory.logs()).isEmptyDirectory();
  }

  @Test
  void shouldCloseAFolderThatWasOpen() throws IOException {
    Path root = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));

    DataDirectory.open(root);

    assertThat(permissions(root)).isEqualTo("rwx------");
  }

  @Test
  void shouldSayWhatToDoAboutADirectoryThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandFailure failure = catchThrowableOfType(
        CommandFailure.class, () -> DataDirectory.open(file.resolve("data")));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.lines()).singleElement().asString()
        .contains(file.resolve("data").toString()).contains("cannot be written").contains("TRADESYS_HOME");
  }

  @Test
  void shouldLogForPeopleAndForProgramsIntoFilesOfTheOwner() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Logger ours = LoggerFactory.getLogger("evenkeel.app.Something");
    Logger library = LoggerFactory.getLogger("org.library.Thing");

    LogFiles log = LogFiles.open(directory, LogLevel.INFO, FasterClock.parse(ProgramRun.CLOCK));
    ours.info("plan made orders={}", 3);
    ours.debug("unwanted detail");
    library.info("unwanted chatter");
    log.close();
    ours.error("after the end");

    Path people = directory.logs().resolve("evenkeel.log");
    Path programs = directory.logs().resolve("evenkeel.json.log");
    assertThat(Files.readAllLines(people)).singleElement().asString()
        .startsWith("2025-11-03T10:00").endsWith("INFO  Something: plan made orders=3");
    assertThat(Files.readAllLines(programs)).singleElement().asString()
        .contains("\"formattedMessage\":\"plan made orders=3\"").contains("\"level\":\"INFO\"");
    assertThat(permissions(people)).isEqualTo("rw-------");
    assertThat(permissions(programs)).isEqualTo("rw-------");
  }

  @Test
  void shouldLogNothingUntilTold() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();

    assertThat(List.copyOf(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().hasNext()
        ? List.of("appender")
        : List.of())).isEmpty();
    assertThat(LoggerFactory.getLogger("evenkeel.app.Any").isErrorEnabled()).isFalse();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
