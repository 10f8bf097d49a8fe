package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.Language;
import evenkeel.domain.TaxForm;
import evenkeel.engine.Alert;
import evenkeel.engine.Arming;
import evenkeel.engine.EngineNews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeeperTest {
  private static final long MEGABYTE = 1_000_000;
  private static final DiskUse PLENTY = new DiskUse(MEGABYTE, 100_000 * MEGABYTE);
  private static final Housekeeper.Settings SETTINGS = new Housekeeper.Settings(
      Optional.of(new TaxForm(LocalDate.of(2024, 5, 1))), 1000 * MEGABYTE);

  @TempDir
  Path folder;

  private static List<String> keys(String day, DiskUse disk, Optional<Arming> arming) {
    return Housekeeper.due(SETTINGS, disk, arming, Instant.parse(day + "T15:00:00Z")).stream().map(Alert::key).toList();
  }

  @Test
  void shouldTellOfAFormThatEndsAndOfOneThatIsOver() {
    assertThat(keys("2027-09-30", PLENTY, Optional.empty())).isEmpty();
    assertThat(keys("2027-10-02", PLENTY, Optional.empty())).containsExactly("w-8ben-90-2027-12-31");
    assertThat(keys("2027-12-30", PLENTY, Optional.empty())).containsExactly("w-8ben-7-2027-12-31");
    assertThat(keys("2028-01-05", PLENTY, Optional.empty())).containsExactly("w-8ben-0-2028-01");
  }

  @Test
  void shouldTellOfADiskThatFillsAndOfAnArmingThatEnds() {
    var arming = new Arming(new AccountId("U1234567"), LocalDate.of(2025, 11, 7), Instant.EPOCH);
    assertThat(keys("2025-11-01", new DiskUse(1001 * MEGABYTE, 499 * MEGABYTE), Optional.of(arming)))
        .containsExactly("disk-full-2025-11-01", "disk-use-2025-11-01", "arming-2025-11-07");
    assertThat(keys("2025-11-08", PLENTY, Optional.of(arming))).isEmpty();
    assertThat(Language.EN.say(Housekeeper.due(
        SETTINGS, new DiskUse(1001 * MEGABYTE, 900 * MEGABYTE), Optional.empty(), Instant.parse("2025-11-01T15:00:00Z"))
        .getFirst().phrase())).contains("holds 1,001 MB", "1,000 MB");
  }

  @Test
  void shouldTellEachThingOnceWhateverRestarts() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    assertThat(new HousekeepingMemory(directory).isNew("a")).isTrue();
    assertThat(new HousekeepingMemory(directory).isNew("a")).isFalse();
    assertThat(new HousekeepingMemory(directory).isNew("b")).isTrue();
    Files.writeString(directory.housekeepingFile(), "{");
    assertThat(new HousekeepingMemory(directory).isNew("a")).isTrue();
  }

  @Test
  void shouldCloseWhatOthersCanReadAndSayIt() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    assertThat(OpenFiles.in(directory).sentence()).isEmpty();
    Path log = Files.writeString(directory.logs().resolve("evenkeel.log"), "x");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
    OpenFiles open = OpenFiles.in(directory);
    assertThat(open.sentence().orElseThrow()).contains("evenkeel.log");
    open.close();
    assertThat(OpenFiles.in(directory).isEmpty()).isTrue();
  }

  @Test
  void shouldMeasureTheDirectory() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Files.write(directory.logs().resolve("evenkeel.log"), new byte[12_345]);
    assertThat(DiskUse.of(directory).usedBytes()).isEqualTo(12_345);
    assertThat(DiskUse.of(directory).freeBytes()).isPositive();
  }

  /** A full disk takes no copy of it either. */
  @Test
  void shouldTellThoughTheServicesLogCannotBeShortened() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    Files.write(directory.logs().resolve("service.log"), new byte[(int) ServiceLog.BYTES_MAX + 1]);
    Files.createDirectories(directory.logs().resolve("service.1.log").resolve("in the way"));
    ActorTestKit kit = ActorTestKit.create();
    try {
      TestProbe<EngineNews> news = kit.createTestProbe();
      kit.spawn(Housekeeper.create(new Housekeeper.Surroundings(
          SETTINGS, directory, new FakeClock(Instant.parse("2028-01-05T15:00:00Z")), news.ref())));

      assertThat(news.expectMessageClass(EngineNews.Raised.class).alert().key()).isEqualTo("w-8ben-0-2028-01");
    } finally {
      kit.shutdownTestKit();
    }
  }
}
