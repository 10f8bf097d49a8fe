package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ContractId;
import evenkeel.domain.Symbol;
import evenkeel.engine.Contracts;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of contracts and of historical requests. */
class ContractFileTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Instant AT = Instant.parse("2025-10-31T18:30:05Z");
  private static final Contracts.Known KNOWN = new Contracts.Known(
      new InstrumentDetails(
          new Instrument(51529211, GLD, "STK", "SMART", "ARCA", "USD"), "SPDR GOLD SHARES", new BigDecimal("0.01"),
          Set.of("MKT", "MOC")),
      AT);

  @TempDir
  Path folder;
  private DataDirectory directory = new DataDirectory(Path.of("data"));

  @BeforeEach
  void open() {
    directory = DataDirectory.open(folder.resolve("data"));
  }

  @Test
  void shouldKeepContractsOverARestart() throws IOException {
    new ContractFile(directory).keep(GLD, KNOWN);
    assertThat(new ContractFile(directory).kept(GLD)).contains(KNOWN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.contractsFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldDropAContract() {
    var contracts = new ContractFile(directory);
    contracts.keep(GLD, KNOWN);
    contracts.keep(new Symbol("BIL"), KNOWN);
    contracts.drop(GLD);
    assertThat(new ContractFile(directory).find(GLD, AT)).isEmpty();
    assertThat(new ContractFile(directory).kept(new Symbol("BIL"))).isPresent();
  }

  /** A reverse split gives the symbol another contract id, and a restart must not forget that. */
  @Test
  void shouldKeepThatASymbolMeantAnotherContractBefore() {
    new ContractFile(directory).keep(GLD, KNOWN);
    new ContractFile(directory).drop(GLD);
    Instrument before = KNOWN.details().instrument();
    var now = new InstrumentDetails(
        new Instrument(990011223, GLD, "STK", "SMART", "ARCA", "USD"), "SPDR GOLD SHARES", new BigDecimal("0.01"),
        Set.of("MOC"));
    new ContractFile(directory).learn(GLD, now, AT.plusSeconds(60));
    assertThat(new ContractFile(directory).kept(GLD).flatMap(Contracts.Known::change)).contains(
        new Contracts.Change(new ContractId(before.contractId()), AT.plusSeconds(60)));
    new ContractFile(directory).forgetChange(GLD);
    assertThat(new ContractFile(directory).kept(GLD).flatMap(Contracts.Known::change)).isEmpty();
  }

  @Test
  void shouldNotLoseWhatAnotherProcessHasLookedUp() {
    var one = new ContractFile(directory);
    new ContractFile(directory).keep(new Symbol("BIL"), KNOWN);
    one.keep(GLD, KNOWN);
    assertThat(new ContractFile(directory).kept(new Symbol("BIL"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{}", "{\"contracts\":[{\"symbol\":\"GLD\",\"contract_id\":0}]}",
      "{\"contracts\":[{\"symbol\":\"GLD\",\"contract_id\":7,\"min_tick\":\"x\",\"looked_up\":\"2025\"}]}"})
  void shouldTakeADamagedFileForNone(String text) throws IOException {
    Files.writeString(directory.contractsFile(), text);
    Files.writeString(directory.historyPacingFile(), text);
    assertThat(new ContractFile(directory).kept(GLD)).isEmpty();
    assertThat(new PacingMemory(directory).read()).isEmpty();
  }

  @Test
  void shouldRememberHistoricalRequests() {
    var asked = new HistoryPacing.Asked("GLD/1 day", "GLD/TRADES", 2, Optional.of(AT));
    new PacingMemory(directory).write(List.of(asked));
    assertThat(new PacingMemory(directory).read()).containsExactly(asked);
  }
}
