package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.sun.net.httpserver.HttpServer;
import evenkeel.domain.SleeveReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SleeveReaderTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");
  private static final SleeveSource.Fields FIELDS = new SleeveSource.Fields(
      JsonPointer.compile("/wallet/usd"), Optional.of(JsonPointer.compile("/at")));
  private static final SleeveSource.Fields WITHOUT_TIME = new SleeveSource.Fields(FIELDS.value(), Optional.empty());

  @TempDir
  private Path folder;

  @Test
  void shouldAskNobodyWhereNoSourceIsConfigured() {
    assertThat(SleeveReader.read(SleeveSource.None.INSTANCE, () -> NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'wallet':{'usd':16500.12},'at':'2025-10-31T18:00:00Z'}",
      "{'wallet':{'usd':'16500.12'},'at':'2025-11-01T02:00:00+08:00'}",
      "{'wallet':{'usd':16500.12},'at':1761933600}"})
  void shouldReadNumbersAndTimesAsProgramsWriteThem(String json) throws IOException {
    assertThat(ofFile(json, FIELDS)).isEqualTo(told("16500.12", "2025-10-31T18:00:00Z"));
  }

  @Test
  void shouldDateAFileByItsOwnTimeWhereItTellsNone() throws IOException {
    assertThat(ofFile("{'wallet':{'usd':1}}", WITHOUT_TIME)).isEqualTo(told("1", "2025-10-30T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'wallet':{'usd':null},'at':1}          | has no number at /wallet/usd",
      "{'wallet':{'usd':'NaN'},'at':1}         | has no number at /wallet/usd",
      "{'usd':1}                               | has no number at /wallet/usd",
      "{'wallet':{'usd':1},'at':'yesterday'}   | has no time at /at",
      "{'wallet':{'usd':1},'at':1761933600000} | has no time at /at",
      "[1]                                     | gives no JSON object",
      "<html>                                  | gives no JSON object"})
  void shouldSayWhatIsWrongWithADocument(String json, String what) throws IOException {
    assertThat(ofFile(json, FIELDS)).isInstanceOfSatisfying(
        SleeveReading.NotTold.class, not -> assertThat(not.reason()).endsWith(what));
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    var source = new SleeveSource.InFile(folder.resolve("none.json"), FIELDS);

    assertThat(SleeveReader.read(source, () -> NOW)).get().isInstanceOf(SleeveReading.NotTold.class);
  }

  @Test
  void shouldAskAnAddressAndDateItsAnswer() throws IOException {
    assertThat(ofServer(200, "{\"wallet\":{\"usd\":16500.12}}", WITHOUT_TIME)).isEqualTo(
        new SleeveReading.Told(new BigDecimal("16500.12"), NOW));
  }

  @ParameterizedTest
  @CsvSource({"500", "404", "302"})
  void shouldSayWhatAnAddressAnsweredWithoutItsKey(int status) throws IOException {
    assertThat(ofServer(status, "", FIELDS)).isEqualTo(new SleeveReading.NotTold(
        "the address of the value elsewhere, at 127.0.0.1, answered with HTTP " + status));
  }

  @Test
  void shouldSayThatNobodyAnswersWithoutTheKey() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    URI address = address(server);
    server.start();
    server.stop(0);

    Optional<SleeveReading> reading = SleeveReader.read(new SleeveSource.AtAddress(address, FIELDS), () -> NOW);

    assertThat(reading).contains(new SleeveReading.NotTold(
        "the address of the value elsewhere, at 127.0.0.1, gave no answer (ConnectException)"));
  }

  @Test
  void shouldNotShowTheKeyOfAnAddress() {
    var source = new SleeveSource.AtAddress(URI.create("https://example.org/v?key=hidden-key"), FIELDS);

    assertThat(source).asString().doesNotContain("hidden-key");
  }

  private SleeveReading ofFile(String json, SleeveSource.Fields fields) throws IOException {
    Path file = Files.writeString(folder.resolve("sleeve.json"), json.replace('\'', '"'));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-10-30T00:00:00Z")));
    return SleeveReader.read(new SleeveSource.InFile(file, fields), () -> NOW).orElseThrow();
  }

  private static SleeveReading ofServer(int status, String body, SleeveSource.Fields fields) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    });
    server.start();
    try {
      return SleeveReader.read(new SleeveSource.AtAddress(address(server), fields), () -> NOW).orElseThrow();
    } finally {
      server.stop(0);
    }
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/value?key=hidden-key");
  }

  private static SleeveReading told(String usd, String asOf) {
    return new SleeveReading.Told(new BigDecimal(usd), Instant.parse(asOf));
  }
}
