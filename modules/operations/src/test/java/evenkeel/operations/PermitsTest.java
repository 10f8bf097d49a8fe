package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.AccountId;
import evenkeel.domain.RunId;
import evenkeel.engine.Arming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermitsTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");
  private static final AccountId ACCOUNT = new AccountId("U1234567");
  private static final RunId RUN = new RunId("20251031-month-end");

  @TempDir
  Path folder;

  private DataDirectory directory;

  @BeforeEach
  void open() {
    directory = DataDirectory.open(folder.resolve("data"));
  }

  @Test
  void shouldKeepWhatWasSaidForWhoeverReadsItNext() throws IOException {
    var permits = new Permits(directory);
    permits.arm(ACCOUNT, LocalDate.of(2025, 12, 31), NOW);
    permits.acknowledge("funding", NOW);
    permits.acknowledge("phone-app", NOW);
    permits.withdraw("phone-app", NOW);
    permits.answer(RUN, true, NOW);

    var heard = new OwnersFile(directory);
    assertThat(heard.arming()).contains(new Arming(ACCOUNT, LocalDate.of(2025, 12, 31), NOW));
    assertThat(heard.answer(RUN).orElseThrow().isApproved()).isTrue();
    assertThat(new Permits(directory).acknowledged()).containsOnlyKeys("funding");
    permits.disarm(NOW);
    assertThat(heard.arming()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.permitsFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldLetTheFirstAnswerStand() throws IOException {
    var permits = new Permits(directory);
    permits.answer(RUN, false, NOW);

    assertThat(permits.answer(RUN, true, NOW).isApproved()).isFalse();
    assertThat(permits.answer(RUN).orElseThrow().isApproved()).isFalse();
  }

  @Test
  void shouldAllowNothingWhereItCannotBeReadAndNotOverwriteIt() throws IOException {
    Files.writeString(directory.permitsFile(), "{\"armed\": {\"account\": \"U1234567\", \"until\": \"someday\"}}");
    var permits = new Permits(directory);

    assertThat(permits.arming()).isEmpty();
    assertThat(permits.acknowledged()).isEmpty();
    assertThatThrownBy(() -> permits.acknowledge("funding", NOW)).isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }
}
