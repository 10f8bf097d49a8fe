package evenkeel.operations;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.TaxForm;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.Arming;
import evenkeel.engine.EngineNews;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Looks once an hour after what the owner forgets: the W-8BEN, the disk, the end of the arming. Each thing is an alert
 * under a key that is said once, whatever restarts: the disk once a day, a W-8BEN that is over once a month.
 *
 * <p>It waits for the disk, so it is spawned on {@link Reporter#DISPATCHER}.
 */
public final class Housekeeper {
  private enum Look { INSTANCE }

  private static final Duration LOOK_PAUSE = Duration.ofHours(1);
  private static final int ARMING_WARNING_DAYS = 7;

  /**
   * What the owner configured.
   *
   * @param taxForm empty where none was signed, or none is wanted
   * @param usedBytesMax what the data directory may hold before it is said
   */
  public record Settings(Optional<TaxForm> taxForm, long usedBytesMax) {}

  /** What the housekeeper needs: where to look, and where its alerts go. */
  public record Surroundings(
      Settings settings, DataDirectory directory, EvenkeelClock clock, ActorRef<EngineNews> news) {}

  public static Behavior<Void> create(Surroundings around) {
    Behavior<Look> keeper = Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(Look.INSTANCE, Duration.ZERO, around.clock().wall(LOOK_PAUSE));
      return Behaviors.receiveMessage(look -> {
        new Housekeeper(around).look();
        return Behaviors.same();
      });
    });
    return Behaviors.supervise(keeper).onFailure(SupervisorStrategy.restart()).unsafeCast();
  }

  private final Surroundings around;

  private Housekeeper(Surroundings around) {
    this.around = around;
  }

  private void look() throws IOException {
    var memory = new HousekeepingMemory(around.directory());
    for (Alert alert : due(
        around.settings(), DiskUse.of(around.directory()), new Permits(around.directory()).arming(),
        around.clock().instant())) {
      if (memory.isNew(alert.key())) {
        around.news().tell(new EngineNews.Raised(alert));
      }
    }
    // Last: a disk that is full has been told by then.
    ServiceLog.shorten(around.directory());
  }

  /** Everything that is worth a word now. */
  static List<Alert> due(Settings settings, DiskUse disk, Optional<Arming> arming, Instant now) {
    var alerts = new ArrayList<Alert>();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    settings.taxForm().ifPresent(form -> form.warning(today).ifPresent(days -> alerts.add(
        days == 0
            ? new Alert(
                Severity.CRITICAL, "w-8ben-0-" + YearMonth.from(today),
                new HousekeepingText.TaxFormEnded(form.validUntil().toString()), now)
            : new Alert(
                Severity.WARNING, "w-8ben-" + days + "-" + form.validUntil(),
                new HousekeepingText.TaxFormEnds(form.validUntil().toString(), form.daysLeft(today)), now))));
    if (disk.isShort()) {
      alerts.add(new Alert(
          Severity.CRITICAL, "disk-full-" + today, new HousekeepingText.DiskFull(DiskUse.shown(disk.freeBytes())),
          now));
    }
    if (disk.usedBytes() > settings.usedBytesMax()) {
      alerts.add(new Alert(
          Severity.WARNING, "disk-use-" + today, new HousekeepingText.DirectoryLarge(
              DiskUse.shown(disk.usedBytes()), DiskUse.shown(settings.usedBytesMax())),
          now));
    }
    arming.filter(it -> !it.isOver(now) && !today.isBefore(it.until().minusDays(ARMING_WARNING_DAYS)))
        .ifPresent(it -> alerts.add(new Alert(
            Severity.WARNING, "arming-" + it.until(), new HousekeepingText.ArmingEnds(it.until().toString()), now)));
    return alerts;
  }
}
