package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell scripts, judged by shellcheck where it is installed. */
class ScriptsTest {
  private static final Path SCRIPTS = Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")), "scripts");

  @ParameterizedTest
  @ValueSource(strings = {
      "evenkeel", "gateway-watchdog", "image", "chaos", "campaign", "fuzz", "libraries", "bench", "test",
      "lib/start.sh"})
  void shouldHaveNothingThatShellcheckWarnsOf(String script) {
    var tool = new Tool(System.getenv());
    assumeTrue(tool.find("shellcheck").isPresent(), "shellcheck is not on this machine");

    Tool.Ended ended = tool.run("", List.of(
        "shellcheck", "--severity=warning", "--shell=bash", "--external-sources", "--source-path=" + SCRIPTS,
        SCRIPTS.resolve(script).toString()));

    assertThat(ended.exitCode()).as(ended.text()).isZero();
  }
}
