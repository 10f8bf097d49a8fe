package evenkeel.app;

import evenkeel.domain.NyseCalendar;
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
        "configuration file", file + " can be read by other users, and holds no secret")));
    disk(settings).ifPresent(checks::add);
    checks.add(taxForm(settings, now));
    if (settings.mode() == TradingMode.LIVE) {
      checks.add(LiveGate.refusal(settings, now).map(why -> Check.failed("mode live", why, ""))
          .orElseGet(() -> Check.ok("mode live", "proven, and armed for " + armed(settings).orElseThrow())));
    }
  }

  private static Optional<Check> disk(Settings settings) {
    String name = "disk";
    var directory = new DataDirectory(settings.dataDirectory());
    if (!Files.isDirectory(directory.root())) {
      return Optional.empty();
    }
    try {
      DiskUse use = DiskUse.of(directory);
      String finding = "the data directory holds " + DiskUse.shown(use.usedBytes()) + ", "
          + DiskUse.shown(use.freeBytes()) + " are free";
      if (use.isShort()) {
        return Optional.of(Check.failed(name, finding, "free space"));
      }
      return Optional.of(use.usedBytes() > settings.housekeeping().usedBytesMax()
          ? Check.warning(name, finding, "move old logs away, or raise housekeeping.disk-use-max-mb")
          : Check.ok(name, finding));
    } catch (IOException unreadable) {
      return Optional.of(Check.warning(name, "cannot be measured: " + unreadable.getMessage(), ""));
    }
  }

  private static Check taxForm(Settings settings, Instant now) {
    String name = "W-8BEN";
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<TaxForm> form = settings.housekeeping().taxForm();
    if (form.isEmpty()) {
      return Check.ok(name, "not watched, as housekeeping.w-8ben-signed is empty");
    }
    String finding = shown(form.get(), today);
    return form.get().warning(today)
        .map(days -> days == 0
            ? Check.failed(name, finding, "sign a new one in Client Portal")
            : Check.warning(name, finding, "sign a new one in Client Portal"))
        .orElseGet(() -> Check.ok(name, finding));
  }

  private static String shown(TaxForm form, LocalDate today) {
    return form.daysLeft(today) < 0
        ? "ended on " + form.validUntil()
        : "valid until " + form.validUntil() + ", " + form.daysLeft(today) + " days";
  }

  private static Optional<String> armed(Settings settings) {
    return new Permits(new DataDirectory(settings.dataDirectory())).arming().map(HousekeepingChecks::shown);
  }

  private static String shown(Arming arming) {
    return arming.account() + " until " + arming.until();
  }

  /** Fields for {@code status}; empty texts are not shown. */
  static Map<String, String> status(Settings settings, Instant now) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("armed", settings.mode() == TradingMode.LIVE ? armed(settings).orElse("no") : "");
    fields.put("w_8ben", settings.housekeeping().taxForm()
        .map(form -> shown(form, now.atZone(NyseCalendar.ZONE).toLocalDate())).orElse(""));
    fields.put("disk", disk(settings).map(Check::finding).orElse(""));
    return fields;
  }
}
