package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the invariants: what must never happen after every step, what must have happened at the end of the day. It
 * goes by the exchange's own books, the text of the journal and of the reports, and the wire, and shares no code with
 * the engine. Each violation begins with the number of its invariant.
 */
final class Auditor implements Witness {
  private final DayPlan plan;
  private final Books books = new Books();
  private final Truth truth;
  private final Traffic traffic;
  private final Reckoning reckoning;
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean isChanged = true;
  private boolean wasAtRest;

  Auditor(DayPlan plan, World world, Path reports) {
    this.plan = plan;
    this.truth = new Truth(plan.scenario(), books, this::violation);
    this.traffic = new Traffic(plan, world, books, this::violation);
    this.reckoning = new Reckoning(
        books, truth, plan, told, reports, this::violation, this::count);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  SortedMap<String, Integer> counts() {
    return counts;
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void violation(String words) {
    violations.add(words);
  }

  @Override
  public void opened(long connection) {
    traffic.opened(connection);
  }

  @Override
  public void sent(long connection, ClientMessage message) {
    traffic.sent(connection, message);
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    traffic.heard(connection, message);
  }

  @Override
  public void ended(long connection) {
    traffic.ended(connection);
  }

  @Override
  public void booked(LedgerEntry entry) {
    isChanged = true;
    truth.booked(entry);
  }

  @Override
  public void journalled(Journal.Entry entry) {
    isChanged = true;
    books.add(entry);
    count("journal " + entry.manifest());
  }

  @Override
  public void lost(int events) {
    isChanged = true;
    books.lose(events);
  }

  @Override
  public void logged(String line) {
    if (line.contains(plan.account())) {
      violation("9: an account number in the log: " + line);
    }
    if (line.startsWith("ERROR SupervisorStrategy") || line.contains("saw failure")) {
      violation("an actor failed: " + line);
    }
    if (line.contains(" Notifier ") && !line.startsWith("INFO")) {
      told.add(line);
    }
    int verdict = line.indexOf("Compared with the broker verdict=");
    if (verdict >= 0) {
      count("verdict " + line.substring(line.indexOf('=') + 1, line.indexOf(' ', line.indexOf('='))));
    }
  }

  @Override
  public void mishap(String what) {
    // Counted by whoever made it happen.
  }

  /** Whether nothing more is to be expected of this day. */
  boolean isAtRest() {
    if (isChanged) {
      isChanged = false;
      wasAtRest = reckoning.isAtRest();
    }
    return wasAtRest;
  }

  /** The end of the day: what must have happened by now. */
  void finish() {
    reckoning.finish();
  }
}
