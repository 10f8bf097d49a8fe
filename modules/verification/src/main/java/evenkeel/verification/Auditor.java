package evenkeel.verification;

import evenkeel.domain.RunId;
import evenkeel.simulator.Fault;
import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.ServerMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the invariants: what must never happen after every step, what must have happened at the end of the day. It
 * goes by the exchange's own books, the text of the journal and of the reports, and the wire, and shares no code with
 * the engine. Each violation begins with the number of its invariant.
 */
final class Auditor implements Witness {
  /** What an alert is about, without what it is of. */

  private final AuditedPeriod plan;
  private final Books books = new Books();
  private final Truth truth;
  private final HoldingWatch holdings;
  private final Traffic traffic;
  private final Reckoning reckoning;
  private final PriceWatch prices;
  private final TwinWatch twins;
  private final LockWatch lock;
  private final WordWatch word;
  private final RefusalWatch refusals;
  private final QuestionWatch questions;
  private final RestWatch rest;
  private final CorrectionWatch corrections;
  private final SupportEndWatch support;
  private final HoldWatch holds;
  private final FillWatch fills;
  private final SettlementWatch settlement;
  private final Branches branches = new Branches(branch -> count("branch " + branch));
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean isChanged = true;
  private boolean wasAtRest;
  private boolean isUnwritable;

  Auditor(AuditedPeriod plan, World world, Path reports) {
    this.plan = plan;
    this.truth = new Truth(plan.scenario(), books, this::violation);
    this.holdings = new HoldingWatch(world, books, truth, this::violation);
    this.traffic = new Traffic(plan, world, books, truth, holdings, this::violation);
    this.prices = new PriceWatch(world, this::violation);
    this.reckoning = new Reckoning(
        books, truth, plan, told, reports, this::violation, this::count);
    this.twins = new TwinWatch(books, truth);
    this.lock = new LockWatch(world, books, truth, this::violation);
    this.word = new WordWatch(plan, world, this::violation);
    this.refusals = new RefusalWatch(books, truth, this::violation);
    this.questions = new QuestionWatch(plan, world, this::violation);
    this.corrections = new CorrectionWatch(books, truth, this::violation);
    this.support = new SupportEndWatch(plan, this::violation);
    this.rest = new RestWatch(plan, world, books, truth, holdings, this::violation);
    this.fills = new FillWatch(plan, books, truth, this::violation);
    this.holds = new HoldWatch(plan, world, this::violation);
    this.settlement = new SettlementWatch(plan, this::violation);
  }

  /** The owner stops trading, or lets it go on. */
  void paused(boolean isPaused) {
    traffic.paused(isPaused);
  }

  /** The owner said whether the month end may trade. */
  void answered(RunId monthEnd, boolean isApproved) {
    word.answered(monthEnd, isApproved);
  }

  /** Something happened at the Gateway. */
  void injected(Fault fault) {
    if (fault instanceof Fault.SettlementLate late) {
      truth.account().settlesLate(late.sessions());
      settlement.settlesLate();
    }
  }

  /** Time does not go on. */
  void hangs() {
    violation("6: the process does the same over and over and time stands still");
  }

  /** The ids of the orders that were sent, the oldest first. */
  List<Integer> orderIds() {
    return traffic.orderIds();
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
    prices.sent(connection, message);
    twins.sent(message);
    questions.sent(connection, message);
    if (message instanceof PlaceOrder place && !place.order().whatIf()) {
      lock.placed(place.order().orderRef(), place.contract().conId());
      word.placed(place.order().orderRef());
      refusals.placed(connection, place);
    }
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    holdings.heard(message);
    traffic.heard(connection, message);
    prices.heard(connection, message);
    twins.heard(message);
    refusals.heard(connection, message);
    support.heard(message);
    fills.heard(message);
  }

  @Override
  public void ended(long connection) {
    traffic.ended(connection);
  }

  @Override
  public void booked(LedgerEntry entry) {
    isChanged = true;
    truth.booked(entry);
    holdings.booked(entry);
    lock.booked(entry);
    corrections.booked(entry);
    if (entry.orderRef().filter(ref -> ref.startsWith(Truth.OURS)).isPresent()) {
      count("exchange " + entry.event());
    }
  }

  @Override
  public void journalled(Journal.Entry entry) {
    isChanged = true;
    Books.Event event = Books.read(entry);
    branches.journalled(event, books);
    books.add(event);
    truth.journalled(event);
    prices.journalled(event);
    lock.journalled(event);
    word.journalled(event);
    rest.journalled(event);
    holds.journalled(event);
    settlement.journalled(event);
    traffic.journalled(event);
    count("journal " + entry.manifest());
  }

  @Override
  public void lost(int events) {
    isChanged = true;
    books.lose(events);
    twins.lost();
    refusals.lost();
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
      holds.told(line);
      AlertLine.kind(line).ifPresent(kind -> count("told " + kind));
    }
    isUnwritable |= line.contains("The journal could not be written");
    branches.logged(line);
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

  /** Whether an order stands, or what was decided on this day in New York is still under way. */
  boolean isUnderWay(LocalDate day) {
    return reckoning.isUnderWay(day);
  }

  /** The end of the day: what must have happened by now. */
  void finish() {
    reckoning.finish(this::isBeyondAsking);
    refusals.finish(told);
    corrections.finish(told);
    support.finish(told);
    holds.finish();
    fills.finish(told);
    boolean mayDieUntold = plan.mishaps().stream().anyMatch(planned -> planned.mishap() instanceof Mishap.Crash);
    if (isUnwritable && !mayDieUntold && told.stream().noneMatch(line -> line.contains(" alert=journal-unwritable"))) {
      violation("6: nobody was told that the journal could not be written");
    }
    twins.noticeable().filter(ref -> told.stream().noneMatch(line -> line.contains(ref))).forEach(
        ref -> violation("6: nobody was told that two orders stood for " + ref));
  }

  /**
   * Whether the process learnt nothing of these fills before the day was over, or before the Gateway forgot them: the
   * broker tells nothing afterwards. Then the order is parked.
   */
  private boolean isBeyondAsking(String ref) {
    boolean isForgotten = plan.mishaps().stream().anyMatch(planned -> planned.mishap() instanceof Mishap.AtGateway at
        && at.fault() instanceof Fault.ExecutionsForgotten);
    if (isForgotten && books.outcome(ref).equals(Optional.of("PARKED"))) {
      return true;
    }
    Instant filled = truth.filledAt(ref).orElseThrow();
    return plan.isLongerThanADay() && traffic.executionsOfDay(filled).filter(at -> at.isAfter(filled)).isEmpty();
  }
}
