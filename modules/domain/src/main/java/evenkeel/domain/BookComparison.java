package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds our books against the broker's positions and open orders, once what the broker's executions and orders say is
 * booked. Its word of a moment proves nothing: answers take time, so a difference counts when two looks find it.
 *
 * @param account ours: others of the log-in are not looked at
 * @param positions the broker's, by contract, without those of nothing
 * @param instance our installation
 * @param open the broker's open orders, whoever placed them
 * @param completed the broker's completed orders of today, whoever placed them
 * @param fills the broker's executions of today, by whomever
 */
public record BookComparison(
    AccountId account, InstanceMark instance, SortedMap<ContractId, Holding> positions, List<BrokerOrder> open,
    List<BrokerOrder> completed, List<Fill> fills) {
  /** IBKR may tell a position later than the execution that made it, and up to three minutes later (TWS API). */
  private static final Duration POSITIONS_LATE = Duration.ofMinutes(3);

  /** Of an installation without a mark, on a day without completed orders. */
  public BookComparison(
      AccountId account, SortedMap<ContractId, Holding> positions, List<BrokerOrder> open, List<Fill> fills) {
    this(account, InstanceMark.NONE, positions, open, List.of(), fills);
  }

  public BookComparison {
    positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    open = List.copyOf(open);
    completed = List.copyOf(completed);
    fills = List.copyOf(fills);
  }

  /**
   * What was found.
   *
   * @param differences what nothing explains
   * @param foreign changes that executions of others explain completely, to be booked
   * @param actions changes that are corporate actions, to be booked once a second look finds them again
   * @param isOpen whether something differs that may agree once what is under way has come: it wants another look
   * @param isAwaited whether others have just traded what differs, so that it may be explained soon: nothing is sent
   */
  public record Findings(
      List<Difference> differences, List<ForeignTrades.Explained> foreign, List<CorporateAction> actions,
      boolean isOpen, boolean isAwaited) {
    public Findings {
      differences = List.copyOf(differences);
      foreign = List.copyOf(foreign);
      actions = List.copyOf(actions);
    }

    /** Whether positions and orders are ours, save for what is under way. */
    public boolean isClean() {
      return differences.isEmpty() && foreign.isEmpty() && actions.isEmpty() && !isAwaited;
    }
  }

  /** Everything that differs; before the first acceptance no position does. */
  public Findings findings(ExecutionBook book, Instant now) {
    SortedMap<ContractId, Holding> expected = expected(book);
    var ours = new TreeMap<>(expected);
    var theirs = new TreeMap<>(positions);
    var foreign = new ArrayList<ForeignTrades.Explained>();
    boolean isOpen = false;
    boolean isAwaited = false;
    for (ContractId id : changed(ours, theirs)) {
      Contract contract = contract(id, expected);
      BigDecimal more = shares(theirs, id).subtract(shares(ours, id));
      var trades = ForeignTrades.of(this, book, id);
      if (mayStillAgree(book, contract, more, now)) {
        isOpen = true;
      } else if (trades.explain(more).isPresent()) {
        foreign.add(new ForeignTrades.Explained(
            contract, more, trades.explain(more).get(), Optional.ofNullable(theirs.get(id))
                .orElseGet(() -> new Holding(contract, BigDecimal.ZERO, BigDecimal.ZERO))));
      } else if (trades.isFresh(now, POSITIONS_LATE)) {
        isAwaited = true;
      } else {
        continue;
      }
      ours.remove(id);
      theirs.remove(id);
    }
    List<CorporateAction> actions = CorporateActions.of(ours, theirs, contract -> sizes(book, contract));
    Set<ContractId> explained = actions.stream().flatMap(action -> action.contracts().stream())
        .collect(Collectors.toSet());
    var differences = new ArrayList<Difference>();
    changed(ours, theirs).stream().filter(id -> !explained.contains(id)).forEach(id -> differences.add(
        difference(contract(id, expected), shares(ours, id), shares(theirs, id))));
    open.stream().filter(order -> order.account().equals(account) && order.status().isWorking())
        .filter(
            order -> OrderRef.isOurs(order.orderRef(), account) && !book.lock().accepted().contains(order.orderRef()))
        .filter(order -> !isOfAnotherInstance(book, order.orderRef()))
        .forEach(order -> order(book, order).ifPresent(differences::add));
    differences.addAll(ofOtherInstances(book));
    return new Findings(differences, foreign, actions, isOpen, isAwaited);
  }

  /** The orders and executions of other installations that the owner has not accepted, whatever became of them. */
  public List<Difference> ofOtherInstances(ExecutionBook book) {
    return referencesOfOthers(book).filter(ref -> !book.lock().accepted().contains(ref))
        .map(ref -> Difference.ofInstance(ref, OrderRef.otherInstance(ref, account, instance).orElseThrow())).toList();
  }

  private Stream<String> referencesOfOthers(ExecutionBook book) {
    Stream<String> orders = Stream.concat(open.stream(), completed.stream())
        .filter(order -> order.account().equals(account)).map(BrokerOrder::orderRef);
    Stream<String> executions = fills.stream().filter(fill -> fill.account().equals(account)).map(Fill::orderRef);
    return Stream.concat(orders, executions).filter(ref -> isOfAnotherInstance(book, ref)).distinct().sorted();
  }

  /** Whether a reference was made by this installation, or by a version without marks. */
  boolean isOfThisInstance(String ref) {
    return OrderRef.isOurs(ref, account) && OrderRef.otherInstance(ref, account, instance).isEmpty();
  }

  /** Under the mark of another installation, and in no journal of ours: a restored one may be from before a move. */
  private boolean isOfAnotherInstance(ExecutionBook book, String ref) {
    return OrderRef.otherInstance(ref, account, instance).isPresent()
        && book.orders().noneMatch(life -> life.leg().ref().value().equals(ref));
  }

  /** The differences that these corporate actions are, for the owner to accept them. */
  public List<Difference> differences(ExecutionBook book, List<CorporateAction> actions) {
    SortedMap<ContractId, Holding> expected = expected(book);
    return actions.stream().flatMap(action -> action.contracts().stream()).sorted().distinct()
        .map(id -> difference(contract(id, expected), shares(expected, id), shares(positions, id))).toList();
  }

  /** The positions that an action changed, as they are now. */
  public List<Holding> now(ExecutionBook book, CorporateAction action) {
    SortedMap<ContractId, Holding> expected = expected(book);
    Stream<ContractId> parent = action instanceof CorporateAction.SpinOff spinOff
        ? spinOff.parent().map(Contract::id).stream()
        : Stream.empty();
    return Stream.concat(action.contracts().stream(), parent).sorted().distinct()
        .map(id -> Optional.ofNullable(positions.get(id))
            .orElseGet(() -> new Holding(contract(id, expected), BigDecimal.ZERO, BigDecimal.ZERO)))
        .toList();
  }

  /** The executions of others that positions contain once they agree, by what corrections keep. */
  public SequencedMap<String, BigDecimal> foreignExecutions(ExecutionBook book) {
    return ForeignTrades.of(this, book).all();
  }

  /** Whether a confirmation says anything that the journal does not: costs, contract ids, or that fills are in it. */
  public boolean isNews(ExecutionBook book) {
    Optional<ExpectedPositions> ours = book.lock().positions();
    return ours.isEmpty() || !ours.get().unidentified().isEmpty() || !isSame(ours.get().held())
        || !ForeignTrades.of(this, book).unbooked().isEmpty()
        || book.orders().anyMatch(life -> wasSentSince(book, life));
  }

  private boolean isSame(SortedMap<ContractId, Holding> ours) {
    return ours.keySet().equals(positions.keySet()) && ours.values().stream().allMatch(holding -> {
      Holding theirs = positions.get(holding.id());
      return holding.shares().compareTo(theirs.shares()) == 0
          && holding.averageCost().compareTo(theirs.averageCost()) == 0;
    });
  }

  /** The positions that the account should have; before the first acceptance those that it has. */
  public SortedMap<ContractId, Holding> expected(ExecutionBook book) {
    return book.lock().positions().map(it -> it.identified(positions)).orElse(positions);
  }

  private static SortedSet<ContractId> changed(
      SortedMap<ContractId, Holding> ours, SortedMap<ContractId, Holding> theirs) {
    var ids = new TreeSet<>(ours.keySet());
    ids.addAll(theirs.keySet());
    ids.removeIf(id -> shares(ours, id).compareTo(shares(theirs, id)) == 0);
    return ids;
  }

  private Contract contract(ContractId id, SortedMap<ContractId, Holding> expected) {
    return (positions.containsKey(id) ? positions.get(id) : expected.get(id)).contract();
  }

  private static BigDecimal shares(SortedMap<ContractId, Holding> positions, ContractId id) {
    Holding holding = positions.get(id);
    return holding == null ? BigDecimal.ZERO : holding.shares();
  }

  /** The sizes of our orders in a contract that may have filled since the positions were confirmed. */
  private static List<BigDecimal> sizes(ExecutionBook book, Contract contract) {
    return book.orders().filter(life -> isFor(life.leg(), contract))
        .filter(life -> life.submission().isPresent()
            ? !(life instanceof OrderLife.Closed) || wasSentSince(book, life)
            : !(life instanceof OrderLife.Planned))
        .map(life -> life.atMost().quantity()).toList();
  }

  /** Whether it left after the positions were confirmed; those before were over by then. */
  private static boolean wasSentSince(ExecutionBook book, OrderLife life) {
    Optional<Instant> confirmed = book.lock().confirmedAt();
    return life.submission().filter(sent -> confirmed.isEmpty() || sent.at().isAfter(confirmed.get())).isPresent();
  }

  private static boolean isFor(Leg leg, Contract contract) {
    return leg.contract().map(contract.id()::equals).orElseGet(() -> leg.symbol().equals(contract.symbol()));
  }

  /**
   * What the positions say of an order that was sent and that the broker's other books do not have. Executions of
   * others since then leave it open, as nobody can tell whose shares the position has.
   *
   * @param sent when it was sent, by our clock
   */
  public PositionEvidence evidence(ExecutionBook book, OrderLife life, Instant sent) {
    Leg leg = life.atMost();
    // A conversion moves no position.
    if (leg.isConversion() || book.lock().positions().isEmpty()) {
      return PositionEvidence.UNKNOWN;
    }
    BigDecimal more = shares(positions, leg).subtract(shares(expected(book), leg));
    boolean isTradedByOthers = fills.stream().anyMatch(
        fill -> fill.account().equals(account) && isFor(leg, fill)
            && fill.at().isAfter(sent.minus(OrderLife.CLOCKS_DIFFER)) && !isBooked(book, fill));
    if (more.signum() == 0 && !isTradedByOthers) {
      return PositionEvidence.NOT_FILLED;
    }
    BigDecimal along = leg.side() == Side.BUY ? more : more.negate();
    BigDecimal rest = leg.quantity().subtract(life.fills().shares());
    return along.signum() > 0 && along.compareTo(rest) <= 0
        ? PositionEvidence.MAY_HAVE_FILLED
        : PositionEvidence.UNKNOWN;
  }

  private static BigDecimal shares(SortedMap<ContractId, Holding> held, Leg leg) {
    return held.values().stream().filter(holding -> isFor(leg, holding.contract())).map(Holding::shares)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean isFor(Leg leg, Fill fill) {
    return (leg.contract().isPresent() && fill.contract().isPresent())
        ? leg.contract().equals(fill.contract())
        : leg.symbol().equals(fill.symbol());
  }

  private static boolean isBooked(ExecutionBook book, Fill fill) {
    return book.orders().anyMatch(life -> life.fills().contains(fill.execId()));
  }

  /** Whether nothing of ours could have filled between two answers of this look: it can be taken for granted. */
  public boolean isStill(ExecutionBook book, Instant now) {
    boolean isAnyUnderWay = book.runs().values().stream().anyMatch(
        run -> run.orders().values().stream().anyMatch(life -> mayFill(run, life, now)));
    boolean isAnyFresh = book.orders().anyMatch(life -> hasJustFilled(life, now));
    return !isAnyUnderWay && !isAnyFresh
        && open.stream().noneMatch(order -> OrderRef.isOurs(order.orderRef(), account))
        && !ForeignTrades.of(this, book).isFresh(now, POSITIONS_LATE);
  }

  private static boolean mayStillAgree(ExecutionBook book, Contract contract, BigDecimal more, Instant now) {
    Side side = more.signum() > 0 ? Side.BUY : Side.SELL;
    return more.abs().compareTo(underWay(book, contract, side, now)) <= 0 || hasJustFilled(book, contract, now);
  }

  private Difference difference(Contract contract, BigDecimal ours, BigDecimal theirs) {
    BigDecimal others = fills.stream()
        .filter(fill -> fill.account().equals(account) && fill.symbol().equals(contract.symbol()))
        .filter(fill -> !isOfThisInstance(fill.orderRef()))
        .map(Fill::signedShares).reduce(BigDecimal.ZERO, BigDecimal::add);
    String why = others.signum() == 0 ? "" : ", others than Evenkeel traded " + signed(others) + " today";
    return new Difference(
        contract.symbol().value(), Text.of(ours) + " shares",
        Text.of(theirs) + " shares (" + signed(theirs.subtract(ours)) + why + ")", Optional.of(contract),
        Optional.of(theirs));
  }

  /** What our orders may have filled that nobody has told yet. */
  private static BigDecimal underWay(ExecutionBook book, Contract contract, Side side, Instant now) {
    return book.runs().values().stream().flatMap(run -> run.orders().values().stream()
        .filter(life -> isFor(life.leg(), contract) && life.leg().side() == side && mayFill(run, life, now)))
        .map(life -> life.leg().quantity().subtract(life.fills().shares()).max(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean mayFill(Run run, OrderLife life, Instant now) {
    return switch (life) {
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> true;
      case OrderLife.Working working -> true;
      // Nobody tells any more what became of one of another day, except the position itself.
      case OrderLife.Parked parked -> NyseCalendar.day(run.startedAt()).equals(NyseCalendar.day(now));
      case OrderLife.Closed closed -> false;
    };
  }

  private static boolean hasJustFilled(ExecutionBook book, Contract contract, Instant now) {
    return book.orders().filter(life -> isFor(life.leg(), contract))
        .anyMatch(life -> hasJustFilled(life, now));
  }

  private static boolean hasJustFilled(OrderLife life, Instant now) {
    return life.fills().executions().values().stream()
        .anyMatch(fill -> Duration.between(fill.at(), now).abs().compareTo(POSITIONS_LATE) < 0);
  }

  private Optional<Difference> order(ExecutionBook book, BrokerOrder order) {
    String about = "order " + order.orderRef();
    List<BrokerOrder> same = open.stream()
        .filter(other -> other.orderRef().equals(order.orderRef()) && other.status().isWorking()).toList();
    if (same.size() > 1) {
      boolean isFirst = same.getFirst().equals(order);
      return isFirst
          ? Optional.of(new Difference(about, "one order", same.size() + " orders that stand"))
          : Optional.empty();
    }
    Optional<OrderLife> ours = book.orders().filter(life -> life.leg().ref().value().equals(order.orderRef()))
        .findFirst();
    if (ours.isEmpty()) {
      return Optional.of(new Difference(about, "no such order", terms(order)));
    }
    Leg leg = ours.get().leg();
    return switch (ours.get()) {
      case OrderLife.Closed closed when closed.isFilled() -> Optional.of(new Difference(
          about, "it filled with " + Text.of(closed.fills().shares()) + " shares", terms(order)));
      case OrderLife.Working working when working.pending().change().isEmpty() && !isAsMeant(leg, order) ->
        Optional.of(new Difference(about, leg.side() + " " + Text.of(leg.quantity()) + " " + leg.symbol() + " "
            + leg.type(), terms(order)));
      // What the broker's books say of any other is booked, or said to be unknown.
      case OrderLife.Closed closed -> Optional.empty();
      case OrderLife.Working working -> Optional.empty();
      case OrderLife.Planned planned -> Optional.empty();
      case OrderLife.InFlight sent -> Optional.empty();
      case OrderLife.Parked parked -> Optional.empty();
    };
  }

  private static boolean isAsMeant(Leg leg, BrokerOrder order) {
    String type = order.terms().type();
    return leg.isFor(order.symbol(), order.side()) && leg.quantity().compareTo(order.quantity()) == 0
        && (type.isEmpty() || type.equals(leg.type().name()));
  }

  private static String terms(BrokerOrder order) {
    return order.side() + " " + Text.of(order.quantity()) + " " + order.symbol() + " " + order.terms().type()
        + ", order " + order.orderId();
  }

  private static String signed(BigDecimal shares) {
    return (shares.signum() > 0 ? "+" : "") + Text.of(shares);
  }

  /** The references of the orders that differ, for the owner to accept them as they stand. */
  public List<String> strangers(ExecutionBook book) {
    Stream<BrokerOrder> ours = open.stream().filter(
        order -> order.account().equals(account) && OrderRef.isOurs(order.orderRef(), account)
            && order.status().isWorking());
    return Stream.concat(
        ours.filter(order -> book.lock().accepted().contains(order.orderRef()) || order(book, order).isPresent())
            .map(BrokerOrder::orderRef),
        referencesOfOthers(book)).distinct().toList();
  }
}
