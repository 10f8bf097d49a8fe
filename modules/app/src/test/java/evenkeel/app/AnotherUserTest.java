package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another, unprivileged user of the machine can do: only where the tests run as root, who can become one. */
class AnotherUserTest {
  private static final String NOBODY = "65534";

  @TempDir
  Path folder;

  private final Tool tool = new Tool(System.getenv());

  @BeforeEach
  void shouldHaveAnotherUser() throws IOException {
    assumeTrue(tool.find("setpriv").isPresent(), "setpriv is not on this machine");
    assumeTrue("root".equals(System.getProperty("user.name")), "only root becomes another user");
    // The way to the data directory is open: what closes it is the directory itself.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(asNobody("ls", folder.toString()).exitCode()).isZero();
  }

  @Test
  void shouldNotEnterTheDataDirectoryNorReachTheControlPoint() throws IOException {
    Path data = DataDirectory.open(folder.resolve("data")).root();
    try (ControlPoint point = ControlPoint.open(data, Map.of(), Map.of())) {
      assertThat(point).isNotNull();
      assertThat(data.resolve("control.sock")).exists();

      assertRefused("ls", data.toString());
      assertRefused("cat", data.resolve("control.json").toString());
      assertRefused("test", "-e", data.resolve("control.sock").toString());
      assertRefused("touch", data.resolve("new").toString());
      // In place of a file that is written next, and of one that is there.
      assertRefused("ln", "-s", "/etc/passwd", data.resolve("state.json").toString());
      assertRefused("ln", "-sfn", "/etc/passwd", data.resolve("control.json").toString());
      assertRefused("rm", "-rf", data.resolve("journal").toString());
    }
  }

  /** Where the directory's path is too long for a socket, that is in a folder for temporary files, which all share. */
  @Test
  void shouldNotReachAControlPointAmongTemporaryFiles() throws IOException {
    Path data = DataDirectory.open(folder.resolve("d".repeat(100))).root();
    try (ControlPoint point = ControlPoint.open(data, Map.of(), Map.of())) {
      assertThat(point).isNotNull();
      String content = Files.readString(data.resolve("control.json"));
      Path socket = Path.of(new ObjectMapper().readTree(content).path("socket").asText());
      assertThat(socket).exists();
      assertThat(socket.getParent()).isNotEqualTo(data);

      assertRefused("ls", socket.getParent().toString());
      assertRefused("test", "-e", socket.toString());
      assertRefused("rm", "-f", socket.toString());
      assertRefused("mv", socket.getParent().toString(), socket.getParent() + "-taken");
      assertThat(socket).exists();
    }
  }

  private void assertRefused(String... words) {
    Tool.Ended ended = asNobody(words);

    // 1 or 2 by the tool itself; more would say that it was not started.
    assertThat(ended.exitCode()).as("%s: %s", List.of(words), ended.text()).isBetween(1, 2);
  }

  private Tool.Ended asNobody(String... words) {
    return tool.run("", Stream.concat(
        Stream.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), Stream.of(words)).toList());
  }
}
