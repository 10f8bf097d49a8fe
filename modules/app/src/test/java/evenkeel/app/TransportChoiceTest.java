package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import evenkeel.gateway.TransportProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportChoiceTest {
  private static final String IBAPI = "evenkeel.gateway.transport = ibapi";
  private static final String LINE = "evenkeel: gateway.transport is ibapi, and this build is without IBKR's own"
      + " client: run scripts/install-ibapi PATH_TO_TwsApi.jar and try again, or set gateway.transport = tcp";

  @TempDir
  Path folder;

  @BeforeEach
  void onlyWithoutTheModule() {
    assumeTrue(ServiceLoader.load(TransportProvider.class).findFirst().isEmpty(), "built with -Pibapi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "account", "run"})
  void shouldSayHowToGetIbkrsClient(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run(IBAPI, command);
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).containsExactly(LINE);
    }
  }

  @Test
  void shouldNotNeedItForWhatAsksNoGateway() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run(IBAPI, "calendar").exitCode()).isEqualTo(ExitCode.DONE);
    }
  }
}
