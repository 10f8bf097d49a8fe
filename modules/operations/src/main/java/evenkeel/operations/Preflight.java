package evenkeel.operations;

import evenkeel.domain.AccountKind;
import evenkeel.domain.Decision;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderType;
import evenkeel.domain.Phrase;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be proven before real money is traded, each item from what is on disk. The same evidence gives the same
 * list.
 *
 * <p>The month of paper is the latest 30 calendar days in which the Gateway was ready in mode paper during each
 * session. A fault in it or after it (an order parked, adopted or never arrived, a missed decision, a critical alert
 * that nobody confirmed, a freeze that stands or that only the owner's acceptance ended) is unexplained until it is
 * acknowledged under its name.
 */
public final class Preflight {
  public static final int DAYS = 30;

  /** What the owner alone can know, by the names under which it is acknowledged. */
  private static final List<Item> BY_HAND = List.of(
      new Item("funding", false, new PreflightText.NotAcknowledged(), Optional.of(new PreflightText.AckFunding())),
      new Item(
          "market-data", false, new PreflightText.NotAcknowledged(), Optional.of(new PreflightText.AckMarketData())),
      new Item("phone-app", false, new PreflightText.NotAcknowledged(), Optional.of(new PreflightText.AckPhoneApp())),
      new Item(
          "broker-phone", false, new PreflightText.NotAcknowledged(),
          Optional.of(new PreflightText.AckBrokerPhone())));

  private static final int NAMED_MAX = 5;

  /**
   * One line of the list.
   *
   * @param evidence what is there, with numbers and dates
   * @param missing what is not there and how to get it; empty where it is complete
   */
  public record Item(String name, boolean isComplete, Phrase evidence, Optional<Phrase> missing) {}

  private final PreflightEvidence evidence;
  private final List<OrderTrace> paper;

  private Preflight(PreflightEvidence evidence) {
    this.evidence = evidence;
    this.paper = evidence.orders().stream().filter(order -> order.mode() == TradingMode.PAPER).toList();
  }

  /** Every item, in the order in which they are usually reached. */
  public static List<Item> items(PreflightEvidence evidence) {
    var preflight = new Preflight(evidence);
    var items = new ArrayList<Item>(List.of(
        preflight.month(), preflight.orderTypes(), preflight.disconnect(), preflight.rejection(), preflight.traces(),
        preflight.reports(), preflight.alerts(), preflight.livePort(), preflight.liveDryRun(),
        preflight.version()));
    BY_HAND.forEach(item -> items.add(preflight.acknowledged(item)));
    return List.copyOf(items);
  }

  /** What {@code --ack} takes: the items by hand, and the faults that there are. */
  public static Set<String> acknowledgeable(PreflightEvidence evidence) {
    Set<String> names = BY_HAND.stream().map(Item::name).collect(Collectors.toCollection(TreeSet::new));
    evidence.faults().forEach(fault -> names.add(fault.name()));
    return names;
  }

  private static Item complete(String name, Phrase evidence) {
    return new Item(name, true, evidence, Optional.empty());
  }

  private static Item missing(String name, Phrase evidence, Phrase how) {
    return new Item(name, false, evidence, Optional.of(how));
  }

  private Item month() {
    String name = "paper-month";
    Set<LocalDate> covered = evidence.links().stream()
        .filter(line -> line.mode() == TradingMode.PAPER && line.event() == LinkDiary.Event.SESSION)
        .map(line -> day(line.at())).collect(Collectors.toCollection(TreeSet::new));
    if (covered.isEmpty()) {
      return missing(name, new PreflightText.PaperNever(), new PreflightText.RunOnPaper());
    }
    LocalDate today = day(evidence.now());
    LocalDate from = window(covered, today);
    LocalDate to = from.plusDays(DAYS);
    List<LocalDate> sessions = NyseCalendar.sessions(from, to.minusDays(1)).stream().map(Session::date).toList();
    List<String> absent = sessions.stream().filter(session -> !covered.contains(session)).map(LocalDate::toString)
        .toList();
    List<String> faults = evidence.faults().stream().filter(fault -> !day(fault.at()).isBefore(from))
        .map(PreflightEvidence.Fault::name).filter(fault -> !evidence.acknowledged().containsKey(fault)).distinct()
        .toList();
    var seen = new PreflightText.PaperSeen(
        from.toString(), to.minusDays(1).toString(), sessions.size() - absent.size(), sessions.size(), faults.size());
    if (!absent.isEmpty()) {
      return missing(name, seen, new PreflightText.CoverSessions(some(absent)));
    }
    return faults.isEmpty()
        ? complete(name, seen)
        : missing(name, seen, new PreflightText.ExplainFaults(some(faults)));
  }

  /** The first day of the latest thirty that are wholly covered; without any, of the thirty that come next. */
  private static LocalDate window(Set<LocalDate> covered, LocalDate today) {
    LocalDate first = covered.iterator().next();
    for (LocalDate from = today.minusDays(DAYS); !from.isBefore(first); from = from.minusDays(1)) {
      if (NyseCalendar.sessions(from, from.plusDays(DAYS - 1L)).stream().map(Session::date)
          .allMatch(covered::contains)) {
        return from;
      }
    }
    // The run of covered sessions that leads up to now; it may become the month.
    LocalDate from = NyseCalendar.previous(today).date();
    while (covered.contains(from) && !from.isBefore(first)) {
      from = NyseCalendar.previous(from).date();
    }
    return NyseCalendar.next(from).date();
  }

  private Item orderTypes() {
    Map<OrderType, Long> filled = paper.stream().filter(OrderTrace::isFilled)
        .collect(Collectors.groupingBy(order -> order.leg().type(), Collectors.counting()));
    List<String> unused = evidence.orderTypes().stream().filter(type -> !filled.containsKey(type)).sorted()
        .map(OrderType::name).toList();
    Phrase seen = filled.isEmpty()
        ? new PreflightText.NoneFilled()
        : new PreflightText.TypesFilled(filled.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    return unused.isEmpty()
        ? complete("order-types", seen)
        : missing("order-types", seen, new PreflightText.FillTypes(unused));
  }

  /** A loss counts once the Gateway was ready again. */
  private Item disconnect() {
    int count = 0;
    Optional<Instant> lost = Optional.empty();
    Optional<Instant> last = Optional.empty();
    for (LinkDiary.Line line : evidence.links()) {
      if (line.mode() == TradingMode.PAPER) {
        if (line.event() == LinkDiary.Event.LOST) {
          lost = Optional.of(line.at());
        } else if (line.event() == LinkDiary.Event.READY && lost.isPresent()) {
          count++;
          last = lost;
          lost = Optional.empty();
        }
      }
    }
    return last.isPresent()
        ? complete("disconnect", new PreflightText.LossesSeen(count, day(last.get()).toString()))
        : missing("disconnect", new PreflightText.NoLoss(), new PreflightText.LoseLink());
  }

  /** A rejection counts once its run was reported. */
  private Item rejection() {
    List<OrderTrace> rejected = paper.stream().filter(order -> order.isRejected() && order.reportedAt().isPresent())
        .toList();
    if (rejected.isEmpty()) {
      return missing("rejection", new PreflightText.NoRejection(), new PreflightText.GetRejected());
    }
    OrderTrace last = rejected.getLast();
    return complete("rejection", new PreflightText.RejectionsSeen(
        rejected.size(), last.ref().value(), day(last.intendedAt()).toString()));
  }

  private Item traces() {
    List<OrderTrace> explained = paper.stream().filter(order -> order.isWhole() || isExplained(order)).toList();
    if (paper.isEmpty()) {
      return missing("traceable", new PreflightText.NoOrders(), new PreflightText.SendOrders());
    }
    var seen = new PreflightText.OrdersTraced(explained.size(), paper.size());
    List<String> rest = paper.stream().filter(order -> !explained.contains(order)).map(order -> order.ref().value())
        .toList();
    return rest.isEmpty()
        ? complete("traceable", seen)
        : missing("traceable", seen, new PreflightText.TraceOrders(some(rest)));
  }

  private boolean isExplained(OrderTrace order) {
    return evidence.faults().stream().map(PreflightEvidence.Fault::name)
        .filter(name -> name.endsWith(":" + order.ref())).anyMatch(evidence.acknowledged()::containsKey);
  }

  /** A run whose orders are not over is reported when they are. */
  private Item reports() {
    Set<String> open = evidence.orders().stream().filter(order -> order.closed().isEmpty())
        .map(order -> order.run().value()).collect(Collectors.toSet());
    List<Decision> due = evidence.decisions().stream().filter(decision -> !open.contains(decision.run().value()))
        .toList();
    if (due.isEmpty()) {
      return missing("reports", new PreflightText.NoDecision(), new PreflightText.Decide());
    }
    List<String> unreported = due.stream()
        .filter(decision -> !evidence.isReported(decision.run(), decision.account()))
        .map(decision -> decision.run().value()).toList();
    var seen = new PreflightText.DecisionsReported(due.size() - unreported.size(), due.size());
    return unreported.isEmpty()
        ? complete("reports", seen)
        : missing("reports", seen, new PreflightText.WriteReports(some(unreported)));
  }

  private Item alerts() {
    int delivered = (int) evidence.alerts().stream().filter(PreflightEvidence.Told::isDelivered).count();
    int confirmed = (int) evidence.alerts().stream().filter(PreflightEvidence.Told::isConfirmed).count();
    var seen = new PreflightText.AlertsTold(delivered, confirmed);
    if (delivered == 0) {
      return missing("alerts", seen, new PreflightText.DeliverAlerts());
    }
    return confirmed == 0
        ? missing("alerts", seen, new PreflightText.ConfirmAlerts())
        : complete("alerts", seen);
  }

  private Item livePort() {
    Phrase seen = evidence.portKind()
        .<Phrase>map(kind -> new PreflightText.PortIs(evidence.port(), kind == AccountKind.LIVE ? "live" : "paper"))
        .orElseGet(() -> new PreflightText.PortSaysNothing(evidence.port()));
    return evidence.portKind().filter(AccountKind.LIVE::equals).isPresent()
        ? complete("live-port", seen)
        : missing("live-port", seen, new PreflightText.SetLivePort());
  }

  private Item liveDryRun() {
    return evidence.decisions().stream()
        .filter(decision -> decision.mode() == TradingMode.DRY_RUN && decision.account().kind() == AccountKind.LIVE)
        .filter(decision -> decision.verdict() instanceof Decision.Trade || decision.verdict() instanceof Decision.Rest)
        .findFirst()
        .map(decision -> complete("live-dry-run", new PreflightText.LiveDryRunSeen(
            decision.run().value(), decision.account().toString(), day(decision.at()).toString())))
        .orElseGet(() -> missing("live-dry-run", new PreflightText.NoLiveDryRun(), new PreflightText.RunDryLive()));
  }

  /** Real money is not entrusted to a Gateway whose end is told, however far off it is. */
  private Item version() {
    Phrase seen = GatewayText.version(evidence.support());
    return evidence.support().isEmpty()
        ? complete("gateway-version", seen)
        : missing("gateway-version", seen, new PreflightText.InstallNewer());
  }

  private Item acknowledged(Item item) {
    return Optional.ofNullable(evidence.acknowledged().get(item.name()))
        .map(at -> complete(item.name(), new PreflightText.AcknowledgedOn(day(at).toString()))).orElse(item);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }

  private static List<String> some(List<String> names) {
    return names.size() <= NAMED_MAX
        ? names
        : Stream.concat(
            names.stream().limit(NAMED_MAX), Stream.of("+" + (names.size() - NAMED_MAX))).toList();
  }
}
