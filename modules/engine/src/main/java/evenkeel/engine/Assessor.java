package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ForeignOrder;
import evenkeel.domain.Symbol;
import evenkeel.gateway.OneReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One assessment: asks for the portfolio and for the prices side by side, answers once, and is gone. */
public final class Assessor {

  sealed interface Command {}

  private record Looked(PortfolioLook look) implements Command {}

  private record Quoted(List<QuoteLook> quotes) implements Command {}

  private record QuotedToo(List<QuoteLook> quotes) implements Command {}

  private enum Overdue implements Command { INSTANCE }

  /** Both actors that are asked answer within times of their own; longer, in wall time, means a lost answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String LOST = "the answer was lost; the log shows why";

  /** What is made of what was seen. */
  interface Judge<T> {
    T judge(PortfolioLook look, List<QuoteLook> quotes, Instant now);
  }

  /** An assessor of the targets that starts at once. */
  public static Behavior<Void> create(
      EngineSettings settings, ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      EvenkeelClock clock, ActorRef<Assessment> replyTo) {
    return create(settings, ExecutionBook.EMPTY, portfolio, marketData, clock, replyTo);
  }

  /** The same; an order in this book is ours, and so is one with a reference of ours. */
  static Behavior<Void> create(
      EngineSettings settings, ExecutionBook book, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData, EvenkeelClock clock, ActorRef<Assessment> replyTo) {
    return create(
        List.copyOf(settings.targets().brokerWeights().keySet()), look -> foreign(look, book), portfolio, marketData,
        clock, (look, quotes, now) -> Assessment.of(look, quotes, book, settings, now), replyTo);
  }

  /** What has to be priced to know what open orders of others may cost. */
  static List<Symbol> foreign(PortfolioLook look, ExecutionBook book) {
    return look instanceof PortfolioLook.Seen seen ? ForeignOrder.unpriced(seen.foreign(book)).toList() : List.of();
  }

  /** One that looks at the portfolio and these symbols, none included. */
  static <T> Behavior<Void> create(
      List<Symbol> symbols, ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      EvenkeelClock clock, Judge<T> judge, ActorRef<T> replyTo) {
    return create(symbols, look -> List.of(), portfolio, marketData, clock, judge, replyTo);
  }

  /**
   * The same, and at those that turn out to be needed.
   *
   * @param also what has to be looked at beside, once the portfolio is known; its quotes follow the others
   */
  static <T> Behavior<Void> create(
      List<Symbol> symbols, Function<PortfolioLook, List<Symbol>> also, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData, EvenkeelClock clock, Judge<T> judge, ActorRef<T> replyTo) {
    return Behaviors.<Command>setup(context -> {
      context.setReceiveTimeout(PATIENCE, Overdue.INSTANCE);
      portfolio.tell(new PortfolioState.Look(context.messageAdapter(PortfolioLook.class, Looked::new)));
      if (!symbols.isEmpty()) {
        marketData.tell(new MarketData.Ask(symbols, OneReply.to(context, Quoted::new)));
      }
      var assessor = new Waiting<>(context, symbols, also, marketData, clock, judge, replyTo);
      return assessor.waiting(
          Optional.empty(), symbols.isEmpty() ? Optional.of(List.of()) : Optional.empty(), Optional.empty());
    }).unsafeCast();
  }

  private Assessor() {}

  private record Waiting<T>(
      ActorContext<Command> context, List<Symbol> symbols, Function<PortfolioLook, List<Symbol>> also,
      ActorRef<MarketData.Command> marketData, EvenkeelClock clock, Judge<T> judge, ActorRef<T> replyTo) {
    Behavior<Command> waiting(
        Optional<PortfolioLook> look, Optional<List<QuoteLook>> quotes, Optional<List<QuoteLook>> more) {
      if (look.isPresent() && quotes.isPresent() && more.isPresent()) {
        var matched = Matched.of(look.get(), quotes.get());
        matched.settled().forEach(symbol -> marketData.tell(new MarketData.ForgetChange(symbol)));
        List<QuoteLook> all = Stream.concat(matched.quotes().stream(), more.get().stream()).toList();
        replyTo.tell(judge.judge(matched.look(), all, clock.instant()));
        return Behaviors.stopped();
      }
      return Behaviors.receiveMessage(command -> switch (command) {
        case Looked came -> {
          List<Symbol> needed = needed(came.look());
          if (!needed.isEmpty()) {
            marketData.tell(new MarketData.Ask(needed, OneReply.to(context, QuotedToo::new)));
          }
          yield waiting(
              Optional.of(came.look()), quotes, needed.isEmpty() ? Optional.of(List.of()) : Optional.empty());
        }
        case Quoted came -> waiting(look, Optional.of(came.quotes()), more);
        case QuotedToo came -> waiting(look, quotes, Optional.of(came.quotes()));
        case Overdue.INSTANCE -> {
          PortfolioLook seen = look.orElse(new PortfolioLook.NotSeen(LOST));
          yield waiting(
              Optional.of(seen), Optional.of(quotes.orElseGet(() -> notQuoted(symbols))),
              Optional.of(more.orElseGet(() -> notQuoted(needed(seen)))));
        }
      });
    }

    private List<Symbol> needed(PortfolioLook look) {
      return also.apply(look).stream().filter(symbol -> !symbols.contains(symbol)).toList();
    }

    private static List<QuoteLook> notQuoted(List<Symbol> missing) {
      return missing.stream().<QuoteLook>map(symbol -> new QuoteLook.NotQuoted(symbol, LOST)).toList();
    }
  }
}
