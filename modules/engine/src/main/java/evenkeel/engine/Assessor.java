package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Symbol;
import evenkeel.gateway.OneReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One assessment: asks for the portfolio and for the prices side by side, answers once, and is gone. */
public final class Assessor {

  sealed interface Command {}

  private record Looked(PortfolioLook look) implements Command {}

  private record Quoted(List<QuoteLook> quotes) implements Command {}

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
    return create(
        List.copyOf(settings.targets().brokerWeights().keySet()), portfolio, marketData, clock,
        (look, quotes, now) -> Assessment.of(look, quotes, settings, now), replyTo);
  }

  /** One that looks at the portfolio and these symbols, none included. */
  static <T> Behavior<Void> create(
      List<Symbol> symbols, ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      EvenkeelClock clock, Judge<T> judge, ActorRef<T> replyTo) {
    return Behaviors.<Command>setup(context -> {
      context.setReceiveTimeout(PATIENCE, Overdue.INSTANCE);
      portfolio.tell(new PortfolioState.Look(context.messageAdapter(PortfolioLook.class, Looked::new)));
      if (!symbols.isEmpty()) {
        askQuotes(context, symbols, marketData);
      }
      var assessor = new Waiting<>(symbols, clock, marketData, judge, replyTo);
      return assessor.waiting(Optional.empty(), symbols.isEmpty() ? Optional.of(List.of()) : Optional.empty());
    }).unsafeCast();
  }

  private Assessor() {}

  private static void askQuotes(
      ActorContext<Command> context, List<Symbol> symbols, ActorRef<MarketData.Command> marketData) {
    marketData.tell(new MarketData.Ask(symbols, OneReply.to(context, Quoted::new)));
  }

  private record Waiting<T>(
      List<Symbol> symbols, EvenkeelClock clock, ActorRef<MarketData.Command> marketData, Judge<T> judge,
      ActorRef<T> replyTo) {
    Behavior<Command> waiting(Optional<PortfolioLook> look, Optional<List<QuoteLook>> quotes) {
      if (look.isPresent() && quotes.isPresent()) {
        var matched = Matched.of(look.get(), quotes.get());
        matched.settled().forEach(symbol -> marketData.tell(new MarketData.ForgetChange(symbol)));
        replyTo.tell(judge.judge(matched.look(), matched.quotes(), clock.instant()));
        return Behaviors.stopped();
      }
      return Behaviors.receiveMessage(command -> switch (command) {
        case Looked came -> waiting(Optional.of(came.look()), quotes);
        case Quoted came -> waiting(look, Optional.of(came.quotes()));
        case Overdue.INSTANCE -> waiting(
            Optional.of(look.orElse(new PortfolioLook.NotSeen(LOST))), Optional.of(quotes.orElseGet(this::notQuoted)));
      });
    }

    private List<QuoteLook> notQuoted() {
      return symbols.stream().<QuoteLook>map(symbol -> new QuoteLook.NotQuoted(symbol, LOST)).toList();
    }
  }
}
