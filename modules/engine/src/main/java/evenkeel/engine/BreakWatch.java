package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.BookComparison;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.Difference;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.Holding;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.LockEvent.AccountFrozen;
import evenkeel.domain.LockEvent.AccountThawed;
import evenkeel.domain.LockEvent.BrokerAccepted;
import evenkeel.domain.LockEvent.CorporateActionBooked;
import evenkeel.domain.LockEvent.ForeignExecutionsBooked;
import evenkeel.domain.LockEvent.PositionsConfirmed;
import evenkeel.domain.OrderLife;
import evenkeel.domain.PositionEvidence;
import evenkeel.domain.Run;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The break lock: with each comparison of the broker's books it looks whether positions and orders are those of our
 * own. A difference stops every order at once, freezes the account when a second look finds it again, and goes when a
 * look finds it gone or when the owner takes the broker's word.
 */
final class BreakWatch {
  /** What a look leads to. */
  enum Outlook {
    /** Nothing more is wanted. */
    SETTLED,
    /** Another look is wanted, in a while. */
    OPEN,
    /** Another look is wanted soon. */
    SUSPICIOUS
  }

  /** The broker's figures of one moment may be older than its executions, so that a second look has to be later. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  /** Balances in currencies, which the broker shows beside holdings and changes by itself. */
  private static final String CASH = "CASH";

  /** What a first look found. */
  private record Suspicion(List<Difference> differences, List<CorporateAction> actions, Instant since) {}

  /**
   * What a look found that counts once another look finds it again.
   *
   * @param waiting the corporate actions among the differences, which wait for the owner
   */
  private record Suspects(
      List<Difference> differences, List<CorporateAction> actions, List<CorporateAction> waiting) {}

  /** A look that found nothing, or nothing that is not frozen already, and what it knew. */
  private record Clear(long epoch, ExecutionBook asked) {}

  private final AccountId account;
  private final InstanceMark instance;
  private final FreezeScope scope;
  private final Set<Symbol> targets;
  private final EvenkeelClock clock;
  private final OwnersWord owner;
  private long number;
  private boolean isAsking;
  private Optional<Answer<List<BrokerPosition>>> positions = Optional.empty();
  private Optional<Inquiry.Result> result = Optional.empty();
  private Optional<Suspicion> suspicion = Optional.empty();
  private Optional<Clear> clear = Optional.empty();
  /** The newest look; empty while another is under way. */
  private Optional<BookComparison> newest = Optional.empty();

  BreakWatch(AccountId account, EngineSettings settings, EvenkeelClock clock, OwnersWord owner) {
    this.account = account;
    this.instance = settings.instance();
    this.scope = settings.caution().freezeScope();
    this.targets = settings.targets().brokerWeights().keySet();
    this.clock = clock;
    this.owner = owner;
  }

  /** The broker's books are being asked for under this number, and its positions with them. */
  void asked(long inquiry) {
    number = inquiry;
    isAsking = true;
    positions = Optional.empty();
    result = Optional.empty();
    newest = Optional.empty();
  }

  /** Whether positions are still to come, so that another question would only be in their way. */
  boolean isAsking() {
    return isAsking;
  }

  /** The link changed: what was heard counts no more. */
  void forget() {
    asked(0);
    isAsking = false;
    suspicion = Optional.empty();
    clear = Optional.empty();
  }

  void positions(long inquiry, Answer<List<BrokerPosition>> answer) {
    if (inquiry == number) {
      isAsking = false;
      positions = Optional.of(answer);
    }
  }

  void concluded(Inquiry.Result complete) {
    result = Optional.of(complete);
  }

  /** Whether orders of the run may go: a look in this epoch that knew of the run, the newest, found nothing. */
  boolean isClear(Optional<Long> epoch, Run run) {
    return clear.filter(it -> epoch.equals(Optional.of(it.epoch())) && Inquiry.isKnown(instance, it.asked(), run))
        .isPresent();
  }

  /** What the newest look says of an order that the broker's other books do not have; nothing before it is complete. */
  PositionEvidence evidence(ExecutionBook book, OrderLife life, OrderLife.Submission sent) {
    return newest.map(look -> look.evidence(book, life, sent.at())).orElse(PositionEvidence.UNKNOWN);
  }

  /** Compares, once for each look, when all of it has come and is booked. */
  Outlook compare(Bookkeeping books) {
    Optional<AccountLock.Freeze> freeze = books.book().lock().freeze();
    if (positions.isEmpty() || result.isEmpty()) {
      return freeze.filter(this::isAccepted).isPresent() ? Outlook.SUSPICIOUS : Outlook.SETTLED;
    }
    Inquiry.Result looked = result.get();
    Answer<List<BrokerPosition>> answer = positions.get();
    positions = Optional.empty();
    result = Optional.empty();
    if (!(answer instanceof Answer.Given<List<BrokerPosition>> given)
        || !ours(given.value()).allMatch(position -> position.instrument().contractId() > 0)) {
      // No answer is not "no positions", and neither is one that names no contract: nothing is sent before there is.
      clear = Optional.empty();
      return Outlook.OPEN;
    }
    var comparison = new BookComparison(
        account, instance, held(given.value()), looked.books().open(), looked.books().completed(),
        looked.books().fills());
    newest = Optional.of(comparison);
    BookComparison.Findings found = comparison.findings(books.book(), clock.instant());
    if (!found.foreign().isEmpty()) {
      found.foreign().forEach(it -> books.add(new ForeignExecutionsBooked(
          it.contract(), it.shares(), it.executions(), it.held(), clock.instant())));
      found = comparison.findings(books.book(), clock.instant());
    }
    return conclude(books, comparison, looked, found);
  }

  private Outlook conclude(
      Bookkeeping books, BookComparison comparison, Inquiry.Result looked, BookComparison.Findings found) {
    // A target whose contract is another one waits for the owner: what is planned and sent is for the old contract.
    List<CorporateAction> waiting = found.actions().stream().filter(this::isForOwner).toList();
    List<CorporateAction> actions = found.actions().stream().filter(action -> !waiting.contains(action)).toList();
    List<Difference> differences = Stream.concat(
        found.differences().stream(), comparison.differences(books.book(), waiting).stream()).toList();
    Optional<AccountLock.Freeze> freeze = books.book().lock().freeze();
    if (found.isClean()) {
      agree(books, comparison, looked);
      return found.isOpen() ? Outlook.OPEN : Outlook.SETTLED;
    }
    clear = Optional.empty();
    boolean isSaid = freeze.filter(it -> it.differences().equals(differences)).isPresent();
    if (isSaid && actions.isEmpty() && !found.isAwaited()) {
      return known(books, comparison, looked, freeze.get());
    }
    if (differences.isEmpty() && actions.isEmpty()) {
      suspicion = Optional.empty();
      return Outlook.SUSPICIOUS;
    }
    return suspect(books, comparison, looked, new Suspects(differences, actions, waiting));
  }

  private boolean isForOwner(CorporateAction action) {
    return switch (action) {
      // The shares are where they were; what the symbol means is for the planner to find out.
      case CorporateAction.SymbolChanged changed -> false;
      case CorporateAction.Split split -> split.replacement().isPresent() && isOfTarget(action);
      case CorporateAction.ContractReplaced replaced -> isOfTarget(action);
      case CorporateAction.DividendReinvested reinvested -> false;
      case CorporateAction.FractionPaidOut paid -> false;
      case CorporateAction.SpinOff spinOff -> false;
    };
  }

  private boolean isOfTarget(CorporateAction action) {
    return switch (action) {
      case CorporateAction.SymbolChanged it -> isTarget(it.before()) || isTarget(it.after());
      case CorporateAction.Split it -> isTarget(it.before()) || isTarget(it.after());
      case CorporateAction.ContractReplaced it -> isTarget(it.before()) || isTarget(it.after());
      case CorporateAction.DividendReinvested it -> isTarget(it.contract());
      case CorporateAction.FractionPaidOut it -> isTarget(it.contract());
      case CorporateAction.SpinOff it -> isTarget(it.received()) || it.parent().filter(this::isTarget).isPresent();
    };
  }

  private boolean isTarget(Contract contract) {
    return targets.contains(contract.symbol());
  }

  private void agree(Bookkeeping books, BookComparison comparison, Inquiry.Result looked) {
    suspicion = Optional.empty();
    clear = Optional.of(new Clear(looked.epoch(), looked.asked()));
    Instant now = clock.instant();
    if (comparison.isStill(books.book(), now) && comparison.isNews(books.book())) {
      var held = List.copyOf(comparison.positions().values());
      SequencedMap<String, BigDecimal> executions = comparison.foreignExecutions(books.book());
      books.add(books.book().lock().positions().isEmpty()
          ? new BrokerAccepted(held, executions, List.of(), now)
          : new PositionsConfirmed(held, executions, now));
    }
    if (books.book().lock().freeze().isPresent()) {
      books.add(new AccountThawed(false, now));
    }
  }

  /** Said already. It stays until it goes, or until the owner takes it for right. */
  private Outlook known(
      Bookkeeping books, BookComparison comparison, Inquiry.Result looked, AccountLock.Freeze freeze) {
    suspicion = Optional.empty();
    if (!isAccepted(freeze)) {
      return isolated(books, looked);
    }
    Instant now = clock.instant();
    books.add(new BrokerAccepted(
        accepted(books.book(), comparison, freeze), comparison.foreignExecutions(books.book()),
        comparison.strangers(books.book()), now));
    books.add(new AccountThawed(true, now));
    clear = Optional.of(new Clear(looked.epoch(), looked.asked()));
    return Outlook.SETTLED;
  }

  /** Orders in other contracts may go; those in the contracts that differ are held back by the freeze. */
  private Outlook isolated(Bookkeeping books, Inquiry.Result looked) {
    if (books.book().lock().freeze().filter(AccountLock.Freeze::isOfAccount).isEmpty()) {
      clear = Optional.of(new Clear(looked.epoch(), looked.asked()));
    }
    return Outlook.OPEN;
  }

  /** Positions that agree stay ours: a fill that is under way must not be counted twice. */
  private static List<Holding> accepted(
      ExecutionBook book, BookComparison comparison, AccountLock.Freeze freeze) {
    var positions = new TreeMap<>(comparison.positions());
    comparison.expected(book).forEach((id, ours) -> {
      boolean isAccepted = freeze.differences().stream().anyMatch(difference -> difference.contract()
          .map(contract -> contract.id().equals(id))
          .orElseGet(() -> difference.about().equals(ours.symbol().value())));
      if (!isAccepted) {
        positions.put(id, ours);
      }
    });
    return List.copyOf(positions.values());
  }

  private Outlook suspect(
      Bookkeeping books, BookComparison comparison, Inquiry.Result looked, Suspects suspects) {
    List<Difference> differences = suspects.differences();
    List<CorporateAction> actions = suspects.actions();
    Instant now = clock.instant();
    List<Difference> others = comparison.ofOtherInstances(books.book());
    boolean areNew = books.book().lock().freeze().filter(it -> it.differences().containsAll(others)).isEmpty();
    if (!others.isEmpty() && areNew) {
      // A reference proves it, and each second counts: the first look is enough.
      books.add(new AccountFrozen(others, now, scope, List.of()));
      return Outlook.SUSPICIOUS;
    }
    List<Difference> again = suspicion.map(Suspicion::differences).orElse(List.of()).stream()
        .filter(differences::contains).toList();
    List<CorporateAction> confirmed = suspicion.map(Suspicion::actions).orElse(List.of()).stream()
        .filter(actions::contains).toList();
    boolean isNew = again.isEmpty() && confirmed.isEmpty();
    Instant since = suspicion.filter(before -> !isNew).map(Suspicion::since).orElse(now);
    suspicion = Optional.of(new Suspicion(differences, actions, since));
    boolean isOld = Duration.between(since, now).abs().compareTo(clock.patience(LOOK_AGAIN)) >= 0;
    if (!again.equals(differences) || !confirmed.equals(actions) || !isOld) {
      return Outlook.SUSPICIOUS;
    }
    suspicion = Optional.empty();
    confirmed.forEach(action -> books.add(new CorporateActionBooked(
        action, comparison.now(books.book(), action), isOfTarget(action), now)));
    boolean isSaid = books.book().lock().freeze().filter(it -> it.differences().equals(differences)).isPresent();
    if (!differences.isEmpty() && !isSaid) {
      books.add(new AccountFrozen(differences, now, scope, suspects.waiting()));
      return isolated(books, looked);
    }
    // What is left is looked at anew, soon: orders go once a look finds nothing more.
    return Outlook.SUSPICIOUS;
  }

  private boolean isAccepted(AccountLock.Freeze freeze) {
    return owner.brokerAcceptedAt().filter(freeze.at()::isBefore).isPresent();
  }

  private Stream<BrokerPosition> ours(List<BrokerPosition> all) {
    return all.stream()
        .filter(position -> position.account().equals(account) && position.quantity().signum() != 0)
        .filter(position -> !position.instrument().securityType().equals(CASH));
  }

  private SortedMap<ContractId, Holding> held(List<BrokerPosition> all) {
    var held = new TreeMap<ContractId, Holding>();
    ours(all).map(PortfolioLook::holding)
        .forEach(holding -> held.merge(holding.id(), holding, (one, two) -> new Holding(
            two.contract(), one.shares().add(two.shares()), two.averageCost())));
    return held;
  }
}
