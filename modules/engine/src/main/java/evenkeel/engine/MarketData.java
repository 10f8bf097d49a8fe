package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ContractId;
import evenkeel.domain.Prices;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Quotes on demand. Each question opens a stream for every symbol at once, answers as soon as every quote has what the
 * price rule wants first (a last price with the time of its trade, a previous close, and whether trading is halted),
 * and closes the streams. A quote that lacks one of them is given a moment more once it can be planned with; a symbol
 * that cannot is answered as it is at the deadline. -1, 0 and NaN are the Gateway's ways to say that a price will come
 * or not: nobody waits less for them. The end of a snapshot is never waited for: the Gateway sends it eleven seconds
 * late.
 */
public final class MarketData {

  public sealed interface Command {}

  /** The quotes of these symbols, in this order; exactly one answer. */
  public record Ask(List<Symbol> symbols, ActorRef<List<QuoteLook>> replyTo) implements Command {
    public Ask {
      symbols = List.copyOf(symbols);
    }
  }

  /** Nothing is held of what the symbol means, or meant before: that it changed is of no interest. */
  record ForgetChange(Symbol symbol) implements Command {}

  private record News(QuoteNews news) implements Command {}

  private record Described(Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  private enum Wake implements Command { INSTANCE }

  private enum TimerKey { WAKE }

  private record Question(Ask ask, Instant deadline) {}

  /** What came for one symbol so far. */
  private static final class Book {
    private final Map<QuoteNews.Field, BigDecimal> values = new EnumMap<>(QuoteNews.Field.class);
    // What is assumed until the Gateway says what it sends: the lesser kind.
    private QuoteKind kind = QuoteKind.DELAYED;
    // As heard here: what waits in a queue before us must not shorten the moment that the other values are given.
    private Optional<Instant> usableSince = Optional.empty();
    private Optional<Instant> newestTick = Optional.empty();
    private Optional<Instant> lastTradeAt = Optional.empty();
    private Optional<Boolean> halted = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<String> replacement = Optional.empty();
    private Optional<Identification.Identified> identified = Optional.empty();
    private boolean isIdentifiedAgain;
    private boolean isOpenedAgain;
    private boolean isClosed;

    boolean has(QuoteNews.Field field) {
      BigDecimal value = values.get(field);
      return value != null && Prices.isPrice(value);
    }

    boolean isComplete(Instant now, Duration settle) {
      boolean hasBest = has(QuoteNews.Field.LAST) && lastTradeAt.isPresent() && has(QuoteNews.Field.PREVIOUS_CLOSE)
          && halted.isPresent();
      boolean hasSettled = usableSince.isPresent() && !now.isBefore(usableSince.get().plus(settle));
      return trouble.isPresent() || hasBest || hasSettled;
    }

    /** A bid or an ask alone is no price: what comes with it is on its way. */
    boolean isUsable() {
      return has(QuoteNews.Field.LAST) || has(QuoteNews.Field.PREVIOUS_CLOSE)
          || (has(QuoteNews.Field.BID) && has(QuoteNews.Field.ASK));
    }

    QuoteLook look(Symbol symbol) {
      if (newestTick.isEmpty()) {
        return new QuoteLook.NotQuoted(symbol, trouble.orElse(identified.isPresent()
            ? "the Gateway sent no price in time"
            : "the Gateway did not say in time which contract it is"), identity());
      }
      return new QuoteLook.Quoted(new Quote(
          symbol, value(QuoteNews.Field.LAST), lastTradeAt, value(QuoteNews.Field.BID), value(QuoteNews.Field.ASK),
          value(QuoteNews.Field.PREVIOUS_CLOSE), halted.orElse(false), newestTick.get(), kind), replacement,
          identity());
    }

    private Optional<QuoteLook.Identity> identity() {
      return identified.map(it -> new QuoteLook.Identity(
          new ContractId(it.instrument().contractId()), it.change()));
    }

    private Optional<BigDecimal> value(QuoteNews.Field field) {
      return Optional.ofNullable(values.get(field));
    }
  }

  public static Behavior<Command> create(
      EngineSettings settings, Identification identification, ActorRef<GatewaySupervisor.Command> gateway,
      EvenkeelClock clock, ActorRef<EngineNews> listener) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new MarketData(context, timers, settings, identification, gateway, clock, listener).running()));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Identification identification;
  private final Duration patience;
  private final Duration settle;
  private final ActorRef<GatewaySupervisor.Command> gateway;
  private final EvenkeelClock clock;
  private final ActorRef<QuoteNews> quotes;
  private final Map<Symbol, Book> books = new LinkedHashMap<>();
  private final List<Question> questions = new ArrayList<>();
  private final ActorRef<EngineNews> listener;
  private final Set<String> replacementsTold = new HashSet<>();

  private MarketData(
      ActorContext<Command> context, TimerScheduler<Command> timers, EngineSettings settings,
      Identification identification, ActorRef<GatewaySupervisor.Command> gateway, EvenkeelClock clock,
      ActorRef<EngineNews> listener) {
    this.context = context;
    this.identification = identification;
    this.listener = listener;
    this.timers = timers;
    this.patience = clock.patience(settings.quotePatience());
    this.settle = clock.patience(settings.quoteSettle());
    this.gateway = gateway;
    this.clock = clock;
    this.quotes = context.messageAdapter(QuoteNews.class, News::new);
  }

  private Behavior<Command> running() {
    return Behaviors.receiveMessage(command -> {
      switch (command) {
        case Ask ask -> {
          ask(ask);
          answer();
        }
        case ForgetChange settled -> identification.forgetChange(settled.symbol());
        case Described came -> described(came.symbol(), came.answer());
        case News news -> hear(news.news());
        case Wake.INSTANCE -> answer();
      }
      return Behaviors.same();
    });
  }

  private void ask(Ask ask) {
    questions.add(new Question(ask, clock.instant().plus(patience)));
    for (Symbol symbol : ask.symbols()) {
      Book known = books.get(symbol);
      if (known == null || known.trouble.isPresent()) {
        var book = new Book();
        books.put(symbol, book);
        identification.kept(symbol).ifPresentOrElse(kept -> watch(book, kept), () -> describe(symbol));
      }
    }
  }

  private void watch(Book book, Identification.Identified contract) {
    book.identified = Optional.of(contract);
    gateway.tell(new GatewaySupervisor.WatchQuote(contract.instrument(), quotes));
  }

  private void describe(Symbol symbol) {
    Answers.ask(context, gateway, new BrokerRequest.Details(identification.wanted(symbol)),
        answer -> new Described(symbol, answer));
  }

  private void described(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    Identification.Found found = identification.answered(symbol, answer);
    Book book = books.get(symbol);
    if (book == null || book.identified.isPresent() || book.trouble.isPresent()) {
      return;
    }
    switch (found) {
      case Identification.Identified one -> watch(book, one);
      case Identification.Unidentified none -> book.trouble = Optional.of(none.reason());
      case Identification.NotSaid not -> book.trouble = Optional.of(not.problem());
    }
    answer();
  }

  /** The broker does not know a contract that was kept: it is asked once which one the symbol means now. */
  private boolean isIdentifiedAnew(QuoteNews news, Book book) {
    boolean isUnknown = news instanceof QuoteNews.Refused refused && refused.code() == Identification.NO_DEFINITION
        && book.identified.isPresent() && !book.isIdentifiedAgain;
    if (isUnknown) {
      book.isIdentifiedAgain = true;
      book.identified = Optional.empty();
      identification.refused(news.symbol());
      describe(news.symbol());
    }
    return isUnknown;
  }

  private void hear(QuoteNews news) {
    Book book = books.get(news.symbol());
    if (book == null || isIdentifiedAnew(news, book)) {
      return;
    }
    Instant now = clock.instant();
    boolean wasUsable = book.usableSince.isPresent();
    boolean wasComplete = book.isComplete(now, settle);
    note(book, news, now);
    if (news instanceof QuoteNews.Lost) {
      openAgain(book);
    } else if (news instanceof QuoteNews.Replaced) {
      book.replacement.filter(replacementsTold::add)
          .ifPresent(why -> listener.tell(new EngineNews.PricesReplaced(why)));
    }
    // Most news changes nothing for the questions, and looking through them all each time costs more than the plan.
    if (wasUsable != book.usableSince.isPresent() || wasComplete != book.isComplete(now, settle)) {
      answer();
    }
  }

  private static void note(Book book, QuoteNews news, Instant now) {
    switch (news) {
      case QuoteNews.Tick tick -> {
        tick.value().ifPresentOrElse(
            value -> book.values.put(tick.field(), value), () -> book.values.remove(tick.field()));
        book.newestTick = Optional.of(tick.at());
        if (book.usableSince.isEmpty() && book.isUsable()) {
          book.usableSince = Optional.of(now);
        }
      }
      case QuoteNews.Traded traded -> book.lastTradeAt = Optional.of(traded.at());
      case QuoteNews.Halt halt -> book.halted = Optional.of(halt.isHalted());
      case QuoteNews.Kind kind -> book.kind = kind.kind();
      case QuoteNews.Replaced replaced ->
        // In words of ours, which are the same for every symbol.
        book.replacement = Optional.of("live ones are refused: " + MessageCode.ofRequest(replaced.code()).sentence()
            + " (code " + replaced.code() + ")");
      case QuoteNews.Refused refused ->
        book.trouble = Optional.of("the Gateway refused: " + refused.text() + " (code " + refused.code() + ")");
      case QuoteNews.Lost lost -> {
        // What to do about it is not a matter of the book.
      }
    }
  }

  /** The Gateway may lose streams and go on (1101); without a connection the second one is lost at once. */
  private void openAgain(Book book) {
    if (book.isOpenedAgain) {
      book.trouble = Optional.of("not connected to the Gateway");
    } else {
      book.isOpenedAgain = true;
      book.identified.ifPresent(contract -> watch(book, contract));
    }
  }

  private void answer() {
    Instant now = clock.instant();
    closeComplete(now);
    for (Question question : List.copyOf(questions)) {
      boolean isComplete = question.ask().symbols().stream().allMatch(symbol -> book(symbol).isComplete(now, settle));
      if (isComplete || !now.isBefore(question.deadline())) {
        questions.remove(question);
        question.ask().replyTo().tell(
            question.ask().symbols().stream().map(symbol -> book(symbol).look(symbol)).toList());
        closeUnasked();
      }
    }
    schedule(now);
  }

  private Book book(Symbol symbol) {
    Book book = books.get(symbol);
    if (book == null) {
      throw new IllegalStateException("no stream for " + symbol);
    }
    return book;
  }

  /** A stream that has told everything makes room for another at once: their number is limited. */
  private void closeComplete(Instant now) {
    books.forEach((symbol, book) -> {
      if (!book.isClosed && book.isComplete(now, settle)) {
        book.isClosed = true;
        if (book.trouble.isEmpty() && book.identified.isPresent()) {
          gateway.tell(new GatewaySupervisor.UnwatchQuote(symbol));
        }
      }
    });
  }

  private void closeUnasked() {
    for (Symbol symbol : List.copyOf(books.keySet())) {
      if (questions.stream().noneMatch(question -> question.ask().symbols().contains(symbol))) {
        if (!book(symbol).isClosed && book(symbol).identified.isPresent()) {
          gateway.tell(new GatewaySupervisor.UnwatchQuote(symbol));
        }
        books.remove(symbol);
      }
    }
  }

  private void schedule(Instant now) {
    Optional<Instant> wake = questions.stream().map(question -> next(question, now)).min(Instant::compareTo);
    if (wake.isPresent()) {
      Duration wait = Duration.between(now, wake.get());
      timers.startSingleTimer(TimerKey.WAKE, Wake.INSTANCE, wait.isPositive() ? clock.wall(wait) : Duration.ZERO);
    } else {
      timers.cancel(TimerKey.WAKE);
    }
  }

  private Instant next(Question question, Instant now) {
    Instant wake = question.deadline();
    for (Symbol symbol : question.ask().symbols()) {
      Book book = book(symbol);
      if (!book.isComplete(now, settle) && book.usableSince.isPresent()) {
        Instant settled = book.usableSince.get().plus(settle);
        wake = settled.isBefore(wake) ? settled : wake;
      }
    }
    return wake;
  }
}
