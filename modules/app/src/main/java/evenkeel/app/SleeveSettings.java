package evenkeel.app;

import com.fasterxml.jackson.core.JsonPointer;
import evenkeel.domain.SleeveReading;
import evenkeel.domain.SleeveRules;
import evenkeel.operations.SleeveSource;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The block {@code elsewhere}: who tells what the holdings elsewhere are worth, and when they are judged. */
record SleeveSettings(SleeveSource source, SleeveRules rules) {
  private enum Kind {
    NONE, VALUE, FILE, HTTP
  }

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /** Reads the block; only what the source needs has to be right. */
  static SleeveSettings read(SettingsBlock block, ZoneId zone) {
    var rules = new SleeveRules(
        block.duration("age-max"),
        block.number("drift-threshold-points", new ConfigText.PointsWanted(),
            points -> points.signum() > 0 && points.compareTo(HUNDRED) <= 0).movePointLeft(2));
    BigDecimal value = block.dollars("value");
    LocalDate asOf = block.parsed("as-of", new ConfigText.DateWanted("2026-11-20"), SleeveSettings::date);
    JsonPointer valueAt = block.parsed("value-pointer", new ConfigText.PointerWanted("/value"),
        SleeveSettings::pointer);
    JsonPointer timeAt = block.parsed(
        "time-pointer", new ConfigText.PointerOrEmpty("/updated_at"), SleeveSettings::pointer);
    var fields = new SleeveSource.Fields(valueAt, Optional.of(timeAt).filter(pointer -> !pointer.matches()));
    return new SleeveSettings(switch (block.choice("source", Kind.class)) {
      case NONE -> SleeveSource.None.INSTANCE;
      case VALUE -> {
        if (value.signum() == 0) {
          block.problem("value", new ConfigText.ValueWanted());
        }
        yield new SleeveSource.Configured(
            new SleeveReading.Told(value, asOf.atStartOfDay(zone).toInstant()));
      }
      case FILE -> {
        String file = block.text("file");
        if (file.isEmpty()) {
          block.problem("file", new ConfigText.FileWanted());
        }
        yield new SleeveSource.InFile(Path.of(file).toAbsolutePath(), fields);
      }
      case HTTP -> address(block).<SleeveSource>map(address -> new SleeveSource.AtAddress(address, fields))
          .orElse(SleeveSource.None.INSTANCE);
    }, rules);
  }

  /** The address; its text is left out of the problem, as it may hold a key. */
  private static Optional<URI> address(SettingsBlock block) {
    try {
      URI address = URI.create(block.text("url"));
      if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException noAddress) {
      // Said below, with the addresses that are none for another reason.
    }
    block.problem("url", new ConfigText.AddressWantedForHttp());
    return Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Optional<JsonPointer> pointer(String text) {
    try {
      return Optional.of(JsonPointer.compile(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
