package evenkeel.app;

import evenkeel.alerts.ChannelSettings;
import evenkeel.alerts.DeliveryRecord.Entry;
import evenkeel.alerts.DeliveryRecord;
import evenkeel.domain.AccountLock;
import evenkeel.domain.Phrase;
import evenkeel.engine.OwnersWord;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.FreezeTrace;
import evenkeel.operations.OwnersFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .map(why -> Check.warning(new DoctorText.OfPause(), Phrase.of(why)))
        .orElseGet(() -> Check.ok(new DoctorText.OfPause(), new DoctorText.NotPaused())));
    checks.add(journal(directory.journalFile()));
    checks.add(freeze(directory));
  }

  private static Check journal(Path file) {
    Phrase name = new JournalText.OfJournal();
    if (!Files.exists(file)) {
      return Check.ok(name, new JournalText.NoJournalYet());
    }
    try {
      JournalReading reading = JournalFile.look(file, event -> {});
      return reading.complaint(file).stream().reduce(DoctorText.AndAlso::new).map(why -> Check.failed(name, why))
          .orElseGet(() -> Check.ok(name, new JournalText.EventsReadable(reading.events())));
    } catch (IOException unreadable) {
      return Check.failed(
          name, new DoctorText.JournalClosed(String.valueOf(unreadable.getMessage())), new DoctorText.RestoreJournal());
    }
  }

  /** Secrets that are missing are a mistake of the configuration, and told as one. */
  private static Check alerts(Settings settings, DataDirectory directory) {
    Phrase name = new DoctorText.OfAlerts();
    if (settings.alerts().channels().isEmpty()) {
      return Check.warning(name, new DoctorText.LogAlone(), new DoctorText.NameChannels());
    }
    String channels = settings.alerts().channels().stream().map(ChannelSettings::name)
        .collect(Collectors.joining(", "));
    try {
      Map<String, Entry> last = new DeliveryRecord(directory).entries().stream()
          .collect(Collectors.toMap(Entry::channel, entry -> entry, (earlier, later) -> later));
      List<Entry> newest = settings.alerts().channels().stream()
          .flatMap(channel -> Stream.ofNullable(last.get(channel.name()))).toList();
      if (newest.isEmpty()) {
        return Check.warning(name, new DoctorText.NeverSent(channels), new DoctorText.TryChannels());
      }
      return newest.stream().filter(entry -> !entry.isTaken())
          .<Phrase>map(entry -> new DoctorText.DidNotTake(entry.channel(), entry.key(), entry.at().toString()))
          .reduce(DoctorText.AndAlso::new)
          .map(refused -> Check.warning(
              name, new DoctorText.SomeDidNotTake(channels, refused), new DoctorText.TestSaysWhy()))
          .orElseGet(() -> Check.ok(name, new DoctorText.AllTook(channels)));
    } catch (IOException unreadable) {
      return Check.warning(
          name, new DoctorText.DeliveriesUnreadable(channels, String.valueOf(unreadable.getMessage())),
          new DoctorText.MakeRecordReadable());
    }
  }

  private static Check freeze(DataDirectory directory) {
    Phrase name = new DoctorText.OfFreeze();
    try {
      return FreezeTrace.of(JournalFile.read(directory.journalFile())).stream().filter(it -> !it.isOver()).findFirst()
          .map(FreezeTrace::newest).map(AccountLock.Freeze::sentence).map(why -> Check.failed(name, Phrase.of(why)))
          .orElseGet(() -> Check.ok(name, new DoctorText.NoneFrozen()));
    } catch (IOException unreadable) {
      return Check.failed(
          name, new DoctorText.JournalClosed(String.valueOf(unreadable.getMessage())), new DoctorText.RestoreJournal());
    }
  }
}
