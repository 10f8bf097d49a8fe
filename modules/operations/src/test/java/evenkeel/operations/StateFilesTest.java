package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import evenkeel.domain.TradingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
  @TempDir
  Path temporary = Path.of("set by JUnit");

  @Test
  void shouldHaveEveryKeyBeforeAnythingIsKnown() throws IOException {
    DataDirectory directory = DataDirectory.open(temporary);
    StateFiles.open(directory, Language.EN).writeState(KnownState.nothing(TradingMode.DRY_RUN), Samples.AT);

    assertThat(directory.stateFile()).hasContent("""
        {
          "updated_at" : "2025-10-31T14:30:00.250-04:00",
          "process" : %d,
          "stopped_at" : null,
          "mode" : "dry-run",
          "account" : null,
          "link" : null,
          "unusable" : null,
          "waiting" : null,
          "last_decision" : null,
          "last_run" : null,
          "last_alert" : null
        }
        """.formatted(ProcessHandle.current().pid()));
  }

  @Test
  void shouldReplaceAStateFileThatIsNoState() throws IOException {
    DataDirectory directory = DataDirectory.open(temporary);
    Files.writeString(directory.stateFile(), "{\"account\": ");
    StateFiles.open(directory, Language.EN).writeState(KnownState.nothing(TradingMode.PAPER), Samples.AT);

    assertThat(Json.read(Files.readAllBytes(directory.stateFile()))).isPresent();
  }

  @Test
  void shouldKeepTheLastPositionsWhenADecisionSawNone() throws IOException {
    DataDirectory directory = DataDirectory.open(temporary);
    StateFiles files = StateFiles.open(directory, Language.EN);
    files.writePositions(Samples.trade(TradingMode.PAPER));
    String seen = Files.readString(directory.positionsCacheFile());
    files.writePositions(Samples.blind(LocalDate.of(2025, 11, 28), "no answer"));

    assertThat(directory.positionsCacheFile()).hasContent(seen);
  }
}
