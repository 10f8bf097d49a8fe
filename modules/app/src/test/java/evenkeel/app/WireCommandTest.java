package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.Hello;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.StartApi;
import evenkeel.tws.TickPrice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireCommandTest {
  @TempDir
  private Path folder = Path.of("");

  @Test
  void shouldTellWhatAGatewaySaid() throws IOException {
    Path file = recorded(
        new ServerGreeting(178, "20250715 09:31:02 EST").encode(),
        new ServerCodec(178).encode(new TickPrice(
            1001, 1, Optional.of(new BigDecimal("201.93")), Optional.empty(), 1)));

    ProgramRun run = ProgramRun.of("wire", "decode", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).containsExactly(
        "{\"message\":\"greeting\",\"serverVersion\":178,\"connectionTime\":\"20250715 09:31:02 EST\"}",
        "{\"message\":\"tickPrice\",\"tickerId\":1001,\"tickType\":1,\"price\":201.93,\"size\":null,\"attributes\":1}");
  }

  @Test
  void shouldTellWhatAClientSaid() throws IOException {
    var codec = new ClientCodec(178);
    Path file = recorded(
        Hello.pinned().encode(), codec.encode(new StartApi(7, "")), codec.encode(new RequestPositions()));

    ProgramRun run = ProgramRun.of("wire", "decode", "--from-client", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).hasSize(3);
    assertThat(run.out().get(1))
        .isEqualTo("{\"message\":\"startApi\",\"clientId\":7,\"optionalCapabilities\":\"\"}");
  }

  @Test
  void shouldSayInOneLineWhatIsWrongWithAFile() throws IOException {
    byte[] frame = new ServerCodec(178).encode(new TickPrice(1001, 1, Optional.empty(), Optional.empty(), 1));
    Path cut = recorded(java.util.Arrays.copyOf(frame, frame.length - 2));

    assertThat(ProgramRun.of("wire", "decode", cut.toString()).err()).singleElement().asString()
        .contains("cut short");
    assertThat(ProgramRun.of("wire", "decode", folder.resolve("none").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(ProgramRun.of("wire", "decode", "--server-version", "12", cut.toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(ProgramRun.of("wire").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private Path recorded(byte[]... parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return Files.write(folder.resolve("recorded.bin"), bytes.toByteArray());
  }
}
