package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
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

  /** An assessor that starts at once. */
  public static Behavior<Void> create(
      EngineSettings settings, ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      EvenkeelClock clock, ActorRef<Assessment> replyTo) {
    return Behaviors.<Command>setup(context -> {
      context.setReceiveTimeout(PATIENCE, Overdue.INSTANCE);
      ask(context, settings, portfolio, marketData);
      return waiting(settings, clock, replyTo, Optional.empty(), Optional.empty());
    }).unsafeCast();
  }

  private Assessor() {}

  private static void ask(
      ActorContext<Command> context, EngineSettings settings, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData) {
    portfolio.tell(new PortfolioState.Look(context.messageAdapter(PortfolioLook.class, Looked::new)));
    // A list has no class of its own to adapt by, hence the child.
    ActorRef<Command> self = context.getSelf();
    ActorRef<List<QuoteLook>> quotes = context.spawnAnonymous(Behaviors.receiveMessage(came -> {
      self.tell(new Quoted(came));
      return Behaviors.stopped();
    }));
    marketData.tell(new MarketData.Ask(List.copyOf(settings.targets().brokerWeights().keySet()), quotes));
  }

  private static Behavior<Command> waiting(
      EngineSettings settings, EvenkeelClock clock, ActorRef<Assessment> replyTo, Optional<PortfolioLook> look,
      Optional<List<QuoteLook>> quotes) {
    if (look.isPresent() && quotes.isPresent()) {
      replyTo.tell(Assessment.of(look.get(), quotes.get(), settings, clock.instant()));
      return Behaviors.stopped();
    }
    return Behaviors.receiveMessage(command -> switch (command) {
      case Looked came -> waiting(settings, clock, replyTo, Optional.of(came.look()), quotes);
      case Quoted came -> waiting(settings, clock, replyTo, look, Optional.of(came.quotes()));
      case Overdue.INSTANCE -> waiting(
          settings, clock, replyTo, Optional.of(look.orElse(new PortfolioLook.NotSeen(LOST))),
          Optional.of(quotes.orElseGet(() -> notQuoted(settings))));
    });
  }

  private static List<QuoteLook> notQuoted(EngineSettings settings) {
    return settings.targets().brokerWeights().keySet().stream()
        .<QuoteLook>map(symbol -> new QuoteLook.NotQuoted(symbol, LOST)).toList();
  }
}
