package evenkeel.app;

import evenkeel.alerts.ChannelSettings;
import evenkeel.alerts.DeliveryRecord;
import evenkeel.alerts.DeliveryRecord.Entry;
import evenkeel.domain.AccountLock;
import evenkeel.engine.OwnersWord;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.FreezeTrace;
import evenkeel.operations.OwnersFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether anything stops orders, and whether the owner would hear of it, for {@code doctor}. */
final class TradingChecks {
  private TradingChecks() {}

  static void addTo(List<Check> checks, Settings settings) {
    var directory = new DataDirectory(settings.dataDirectory());
    checks.add(alerts(settings, directory));
    checks.add(new OwnersFile(directory).pause().map(OwnersWord.Pause::sentence)
        .map(why -> Check.warning("pause", why, "")).orElseGet(() -> Check.ok("pause", "trading is not paused")));
    checks.add(freeze(directory));
  }

  /** Secrets that are missing are a mistake of the configuration, and told as one. */
  private static Check alerts(Settings settings, DataDirectory directory) {
    String name = "alerts";
    if (settings.alerts().channels().isEmpty()) {
      return Check.warning(name, "no channel is configured, alerts go to the log alone",
          "name some as alerts.channels in the configuration");
    }
    String channels = settings.alerts().channels().stream().map(ChannelSettings::name)
        .collect(Collectors.joining(", "));
    try {
      Map<String, Entry> last = new DeliveryRecord(directory).entries().stream()
          .collect(Collectors.toMap(Entry::channel, entry -> entry, (earlier, later) -> later));
      List<Entry> newest = settings.alerts().channels().stream()
          .flatMap(channel -> Stream.ofNullable(last.get(channel.name()))).toList();
      if (newest.isEmpty()) {
        return Check.warning(name, channels + "; nothing was sent there yet", "evenkeel alert test");
      }
      String refused = newest.stream().filter(entry -> !entry.isTaken())
          .map(entry -> entry.channel() + " did not take " + entry.key() + " (" + entry.at() + ")")
          .collect(Collectors.joining(", "));
      return refused.isEmpty()
          ? Check.ok(name, channels + "; each took what it got last")
          : Check.warning(name, channels + "; " + refused, "evenkeel alert test says why");
    } catch (IOException unreadable) {
      return Check.warning(name, channels + "; the record of deliveries cannot be read: " + unreadable.getMessage(),
          "make logs/alerts.jsonl readable");
    }
  }

  private static Check freeze(DataDirectory directory) {
    String name = "freeze";
    try {
      return FreezeTrace.of(JournalFile.read(directory.journal())).stream().filter(it -> !it.isOver()).findFirst()
          .map(FreezeTrace::newest).map(AccountLock.Freeze::sentence).map(why -> Check.failed(name, why, ""))
          .orElseGet(() -> Check.ok(name, "no account is frozen"));
    } catch (IOException unreadable) {
      return Check.failed(name, "the journal cannot be read: " + unreadable.getMessage(),
          "make it readable, or restore it from a backup");
    }
  }
}
