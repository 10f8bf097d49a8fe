package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountLock;
import evenkeel.domain.BookComparison;
import evenkeel.domain.Difference;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.LockEvent.AccountFrozen;
import evenkeel.domain.LockEvent.AccountThawed;
import evenkeel.domain.LockEvent.BrokerAccepted;
import evenkeel.domain.OrderLife;
import evenkeel.domain.PositionEvidence;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
  private record Suspicion(List<Difference> differences, Instant since) {}

  /** A look that found nothing, and what it knew. */
  private record Clear(long epoch, ExecutionBook asked) {}

  private final AccountId account;
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

  BreakWatch(AccountId account, EvenkeelClock clock, OwnersWord owner) {
    this.account = account;
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
  boolean isClear(Optional<Long> epoch, RunId run) {
    return clear.filter(it -> epoch.equals(Optional.of(it.epoch())) && it.asked().runs().containsKey(run)).isPresent();
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
    if (!(answer instanceof Answer.Given<List<BrokerPosition>> given)) {
      // No answer is not "no positions": nothing is sent before there is one.
      clear = Optional.empty();
      return Outlook.OPEN;
    }
    var comparison = new BookComparison(
        account, held(given.value()), looked.books().open(), looked.books().fills());
    newest = Optional.of(comparison);
    BookComparison.Findings found = comparison.findings(books.book(), clock.instant());
    if (found.differences().isEmpty()) {
      agree(books, comparison, looked);
      return found.isOpen() ? Outlook.OPEN : Outlook.SETTLED;
    }
    clear = Optional.empty();
    if (freeze.filter(it -> it.differences().equals(found.differences())).isPresent()) {
      return known(books, comparison, looked, freeze.get());
    }
    return suspect(books, found.differences());
  }

  private void agree(Bookkeeping books, BookComparison comparison, Inquiry.Result looked) {
    suspicion = Optional.empty();
    clear = Optional.of(new Clear(looked.epoch(), looked.asked()));
    Instant now = clock.instant();
    if (books.book().lock().shares().isEmpty() && comparison.isStill(books.book(), now)) {
      books.add(new BrokerAccepted(comparison.positions(), List.of(), now));
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
      return Outlook.OPEN;
    }
    Instant now = clock.instant();
    books.add(new BrokerAccepted(accepted(books.book(), comparison, freeze), comparison.strangers(books.book()), now));
    books.add(new AccountThawed(true, now));
    clear = Optional.of(new Clear(looked.epoch(), looked.asked()));
    return Outlook.SETTLED;
  }

  /** Positions that agree stay ours: a fill that is under way must not be counted twice. */
  private static SortedMap<Symbol, BigDecimal> accepted(
      ExecutionBook book, BookComparison comparison, AccountLock.Freeze freeze) {
    var shares = new TreeMap<>(comparison.positions());
    book.lock().shares().orElse(comparison.positions()).forEach((symbol, ours) -> {
      boolean isAccepted = freeze.differences().stream()
          .anyMatch(difference -> difference.about().equals(symbol.value()));
      if (!isAccepted) {
        shares.put(symbol, ours);
      }
    });
    return shares;
  }

  private Outlook suspect(Bookkeeping books, List<Difference> differences) {
    Instant now = clock.instant();
    List<Difference> again = suspicion.map(Suspicion::differences).orElse(List.of()).stream()
        .filter(differences::contains).toList();
    Instant since = suspicion.filter(before -> !again.isEmpty()).map(Suspicion::since).orElse(now);
    suspicion = Optional.of(new Suspicion(differences, since));
    boolean isOld = Duration.between(since, now).abs().compareTo(clock.patience(LOOK_AGAIN)) >= 0;
    if (!again.equals(differences) || !isOld) {
      return Outlook.SUSPICIOUS;
    }
    suspicion = Optional.empty();
    books.add(new AccountFrozen(differences, now));
    return Outlook.OPEN;
  }

  private boolean isAccepted(AccountLock.Freeze freeze) {
    return owner.brokerAcceptedAt().filter(freeze.at()::isBefore).isPresent();
  }

  private SortedMap<Symbol, BigDecimal> held(List<BrokerPosition> all) {
    var held = new TreeMap<Symbol, BigDecimal>();
    all.stream().filter(position -> position.account().equals(account) && position.quantity().signum() != 0)
        .filter(position -> !position.instrument().securityType().equals(CASH))
        .forEach(position -> held.merge(PortfolioLook.nameOf(position), position.quantity(), BigDecimal::add));
    return held;
  }
}
