package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.engine.Alert.Severity;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept on disk: alerts on their way, and what became of those that were. */
class FilesTest {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private static final Notice NOTICE = new Notice(AT, Severity.CRITICAL, "parked-1", "订单去向不明", false);
  private static final ChannelSettings BARK = new ChannelSettings.Bark(
      Severity.WARNING, URI.create("http://localhost"), new Secret("key"));

  @TempDir
  Path folder;

  @Test
  void shouldKeepWhatIsOnItsWay() throws IOException {
    var file = new PendingFile(folder.resolve("pending.json"));
    assertThat(file.read()).isEqualTo(PendingFile.Content.NOTHING);
    file.write(YearMonth.of(2026, 11), List.of(NOTICE));

    assertThat(file.read())
        .isEqualTo(new PendingFile.Content(Optional.of(YearMonth.of(2026, 11)), List.of(NOTICE)));
  }

  @Test
  void shouldStartWithNothingWhereTheFileIsDamaged() throws IOException {
    Path path = folder.resolve("pending.json");
    for (String damaged : new String[]{
        "", "{", "[]", "{\"pending\": [{\"at\": \"yesterday\"}]}", "{\"last_sign_of_life\": \"x\"}"}) {
      Files.writeString(path, damaged);
      assertThat(new PendingFile(path).read()).as(damaged).isEqualTo(PendingFile.Content.NOTHING);
    }
  }

  @Test
  void shouldRecordWhatBecameOfEachAlert() throws IOException {
    var record = new DeliveryRecord(DataDirectory.open(folder.resolve("data")));
    record.add(new Outbox.Outcome(Outbox.Event.ESCALATED, "bark", List.of(NOTICE), "status 503"), AT.plusSeconds(90));
    record.add(new Outbox.Outcome(Outbox.Event.DELIVERED, "email", List.of(NOTICE), ""), AT.plusSeconds(91));

    assertThat(Files.readAllLines(record.file())).containsExactly(
        "{\"at\":\"2026-11-23T10:01:30Z\",\"event\":\"escalated\",\"channel\":\"bark\",\"severity\":\"CRITICAL\","
            + "\"key\":\"parked-1\",\"raised_at\":\"2026-11-23T10:00:00Z\",\"delay_seconds\":90,\"confirmed\":false,"
            + "\"why\":\"status 503\"}",
        "{\"at\":\"2026-11-23T10:01:31Z\",\"event\":\"delivered\",\"channel\":\"email\",\"severity\":\"CRITICAL\","
            + "\"key\":\"parked-1\",\"raised_at\":\"2026-11-23T10:00:00Z\",\"delay_seconds\":91,\"confirmed\":true}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record.file()))).isEqualTo("rw-------");
  }

  @Test
  void shouldKnowWhatTheOwnerHasAcknowledged() throws IOException {
    var record = new DeliveryRecord(DataDirectory.open(folder.resolve("data")));
    record.acknowledge(AT);
    assertThat(record.acknowledgedDelivery()).as("there was nothing to acknowledge").isEmpty();
    record.addTest(BARK, NOTICE, new Receipt.Failed("status 503", false), AT.plusSeconds(1));
    assertThat(record.unacknowledged()).isEmpty();
    record.addTest(BARK, NOTICE, new Receipt.Delivered(), AT.plusSeconds(2));
    assertThat(record.unacknowledged()).singleElement()
        .isEqualTo(new DeliveryRecord.Entry(AT.plusSeconds(2), "delivered", "bark", "CRITICAL", "parked-1"));
    Files.writeString(record.file(), Files.readString(record.file()) + "{\"torn");
    Files.writeString(record.file(), Files.readString(record.file()) + "\n");
    record.acknowledge(AT.plusSeconds(3));

    assertThat(record.unacknowledged()).isEmpty();
    assertThat(record.acknowledgedDelivery()).contains(AT.plusSeconds(3));
  }
}
