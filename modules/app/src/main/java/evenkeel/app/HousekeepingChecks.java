package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.TaxForm;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Arming;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DiskUse;
import evenkeel.operations.Permits;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an owner forgets, as {@code doctor} and {@code status} show it. */
final class HousekeepingChecks {
  private HousekeepingChecks() {}

  static void addTo(List<Check> checks, Settings settings, Instant now) {
    settings.source().filter(OpenSecrets::isOpen).ifPresent(file -> checks.add(Check.ok(
        new DoctorText.OfFile(), new DoctorText.HoldsNoSecret(file))));
    disk(settings).ifPresent(checks::add);
    checks.add(taxForm(settings, now));
    if (settings.mode() == TradingMode.LIVE) {
      checks.add(LiveGate.refusal(settings, now).map(why -> Check.failed(new DoctorText.OfLiveMode(), why))
          .orElseGet(() -> Check.ok(
              new DoctorText.OfLiveMode(), new DoctorText.ProvenAndArmed(armed(settings).orElseThrow()))));
    }
  }

  private static Optional<Check> disk(Settings settings) {
    Phrase name = new DoctorText.OfDisk();
    var directory = new DataDirectory(settings.dataDirectory());
    if (!Files.isDirectory(directory.root())) {
      return Optional.empty();
    }
    try {
      DiskUse use = DiskUse.of(directory);
      Phrase finding = new StatusText.DiskHolds(DiskUse.shown(use.usedBytes()), DiskUse.shown(use.freeBytes()));
      if (use.isShort()) {
        return Optional.of(Check.failed(name, finding, new DoctorText.FreeSpace()));
      }
      return Optional.of(use.usedBytes() > settings.housekeeping().usedBytesMax()
          ? Check.warning(name, finding, new DoctorText.MoveLogs())
          : Check.ok(name, finding));
    } catch (IOException unreadable) {
      return Optional.of(Check.warning(name, new DoctorText.NotMeasured(String.valueOf(unreadable.getMessage()))));
    }
  }

  private static Check taxForm(Settings settings, Instant now) {
    Phrase name = new DoctorText.OfTaxForm();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<TaxForm> form = settings.housekeeping().taxForm();
    if (form.isEmpty()) {
      return Check.ok(name, new DoctorText.FormNotWatched());
    }
    Phrase finding = shown(form.get(), today);
    return form.get().warning(today)
        .map(days -> days == 0
            ? Check.failed(name, finding, new DoctorText.SignANewOne())
            : Check.warning(name, finding, new DoctorText.SignANewOne()))
        .orElseGet(() -> Check.ok(name, finding));
  }

  private static Phrase shown(TaxForm form, LocalDate today) {
    return form.daysLeft(today) < 0
        ? new StatusText.FormEnded(form.validUntil())
        : new StatusText.FormValid(form.validUntil(), form.daysLeft(today));
  }

  private static Optional<Phrase> armed(Settings settings) {
    return new Permits(new DataDirectory(settings.dataDirectory())).arming().map(HousekeepingChecks::shown);
  }

  private static Phrase shown(Arming arming) {
    return new StatusText.ArmedFor(arming.account(), arming.until());
  }

  /** Fields for {@code status}; empty ones are not shown. */
  static Map<String, Optional<Phrase>> status(Settings settings, Instant now) {
    var fields = new LinkedHashMap<String, Optional<Phrase>>();
    fields.put("armed", settings.mode() == TradingMode.LIVE
        ? armed(settings).or(() -> Optional.of(new StatusText.NotArmedNow()))
        : Optional.empty());
    fields.put("w_8ben", settings.housekeeping().taxForm()
        .map(form -> shown(form, now.atZone(NyseCalendar.ZONE).toLocalDate())));
    fields.put("disk", disk(settings).map(Check::finding));
    return fields;
  }
}
