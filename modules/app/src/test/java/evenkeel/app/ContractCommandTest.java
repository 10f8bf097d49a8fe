package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Symbol;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldShowAContractWithItsHoursAndKeepIt() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "contract", "GLD");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out().get(0)).matches("Symbol +Contract id +Listed at +Currency +Kind +Tick +Name");
      assertThat(run.out().get(1)).matches("GLD +51529211 +ARCA +USD +ETF +0.01 +SPDR GOLD SHARES");
      assertThat(run.out()).anyMatch(line -> line.matches("Fri 2025-10-31 +09:30-16:00 +04:00-20:00 US/Eastern"));
      assertThat(run.out()).anyMatch(line -> line.matches("Sat 2025-11-01 +closed"));
      assertThat(new ContractFile(new DataDirectory(day.dataDirectory())).kept(new Symbol("GLD"))).isPresent();
    }
  }

  @Test
  void shouldPrintEverythingAsJson() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("", "contract", "GLD", "--json").out()).singleElement().asString()
          .startsWith("{\"symbol\":\"GLD\",\"contract_id\":51529211,\"type\":\"STK\",\"kind\":\"ETF\",")
          .contains("\"primary_exchange\":\"ARCA\",\"currency\":\"USD\",\"min_tick\":0.01,\"order_types\":[")
          .contains("\"regular_hours\":[{\"from\":\"2025-10-31T09:30-04:00\",\"to\":\"2025-10-31T16:00-04:00\"}")
          .contains("\"closed\":[\"2025-11-01\",\"2025-11-02\"]");
    }
  }

  @Test
  void shouldSayThatASymbolIsNotKnownAndShowTheOthers() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "contract", "ZZZZ", "BIL", "--json");

      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.out()).singleElement().asString().contains("\"symbol\":\"BIL\"");
      assertThat(run.err()).singleElement().asString().contains("ZZZZ: the Gateway refused: No security definition");
    }
  }
}
