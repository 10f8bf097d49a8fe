package evenkeel.app;

import evenkeel.domain.OrderType;
import evenkeel.engine.EngineSettings;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.LinkDiary;
import evenkeel.operations.Permits;
import evenkeel.operations.Preflight;
import evenkeel.operations.PreflightEvidence;
import evenkeel.operations.RunLog;
import evenkeel.operations.SupportMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the data directory proves on the way to mode live, also while a process writes to it. */
final class PreflightFiles {
  private PreflightFiles() {}

  /**
   * Reads everything that {@code preflight} goes by.
   *
   * @throws CommandFailure when a file that is there cannot be read
   */
  static PreflightEvidence read(Settings settings, Instant now) {
    var directory = new DataDirectory(settings.dataDirectory());
    try {
      return new PreflightEvidence(
          now, JournalFile.read(directory.journalFile()), LinkDiary.read(directory),
          new RunLog(directory.logs()).runs(),
          DeliveredAlerts.read(directory), new Permits(directory).acknowledged(), orderTypes(settings),
          settings.gateway().port(), settings.engine().caution().portKind(),
          new SupportMemory(directory).end(now));
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD,
          new ComplaintText.EvidenceUnreadable(directory.root(), String.valueOf(unreadable.getMessage())), unreadable);
    }
  }

  /** Every order type that a run may use by itself. */
  private static Set<OrderType> orderTypes(Settings settings) {
    EngineSettings engine = settings.engine();
    var types = EnumSet.of(engine.orderType());
    switch (engine.catchUp().policy()) {
      case LOC -> types.add(OrderType.LOC);
      case LIMIT -> types.add(OrderType.LMT);
      case NEXT_SESSION, SKIP -> {
        // The usual orders.
      }
    }
    return types;
  }

  /** The items that are not complete yet. */
  static List<Preflight.Item> missing(PreflightEvidence evidence) {
    return Preflight.items(evidence).stream().filter(item -> !item.isComplete()).toList();
  }
}
