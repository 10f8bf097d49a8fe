package evenkeel.engine;

import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.MarginRules;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.OneReply;
import evenkeel.gateway.OrderPreview;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Asks the broker what orders would do to the margin, each as if it were the only one; answers once, and is gone. What
 * has no contract that can be traded is left out: the executor will not send it either.
 */
final class Previews {

  sealed interface Command {}

  private record Described(Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  private record Numbered(int first) implements Command {}

  private record Previewed(HandOrder order, Answer<OrderPreview> answer) implements Command {}

  private enum Overdue implements Command { INSTANCE }

  /** What the broker's word comes to. */
  sealed interface Outcome {}

  /** The account can carry the orders. */
  record Fits() implements Outcome {}

  /** It cannot, or the broker would refuse one. */
  record DoesNotFit(String why) implements Outcome {}

  /** Not said, or not so that it can be read. */
  record NotSaid(String why) implements Outcome {}

  /** Every question ends within a time of its own; longer waits the fate of an order, before which none is asked. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static Behavior<Void> create(Guards.Surroundings around, List<Leg> legs, ActorRef<Outcome> replyTo) {
    return Behaviors.<Command>setup(context -> Behaviors.withTimers(timers -> {
      timers.startSingleTimer(Overdue.INSTANCE, around.clock().wall(around.clock().patience(PATIENCE)));
      return new Previews(context, around, legs, replyTo).start();
    })).unsafeCast();
  }

  private final ActorContext<Command> context;
  private final Guards.Surroundings around;
  private final List<Leg> legs;
  private final ActorRef<Outcome> replyTo;
  private final Instruments instruments;
  /** Symbols whose contracts are still to be told. */
  private final Set<Symbol> awaited = new HashSet<>();
  private final List<MarginRules.Previewed> previews = new ArrayList<>();

  private Previews(
      ActorContext<Command> context, Guards.Surroundings around, List<Leg> legs, ActorRef<Outcome> replyTo) {
    this.context = context;
    this.around = around;
    this.legs = new ArrayList<>(legs);
    this.instruments = new Instruments(around.clock(), around.contracts());
    this.replyTo = replyTo;
  }

  private Behavior<Command> start() {
    legs.stream().map(Leg::symbol).filter(symbol -> instruments.instrument(symbol).isEmpty()).forEach(awaited::add);
    awaited.forEach(symbol -> Answers.ask(
        context, around.gateway(), new BrokerRequest.Details(Instrument.usStock(symbol)),
        answer -> new Described(symbol, answer)));
    askForIds();
    return Behaviors.receiveMessage(command -> switch (command) {
      case Described came -> described(came.symbol(), came.answer());
      case Numbered came -> {
        ask(came.first());
        yield Behaviors.same();
      }
      case Previewed came -> previewed(came.order(), came.answer());
      case Overdue.INSTANCE -> end(new NotSaid("the fate of an order that was sent is still open"));
    });
  }

  private Behavior<Command> described(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    return switch (answer) {
      case Answer.Refused<List<InstrumentDetails>> refused when refused.code() != Instruments.NO_DEFINITION ->
        end(new NotSaid("the contract of " + symbol + ": " + refused.problem()));
      case Answer.Missing<List<InstrumentDetails>> missing -> end(new NotSaid(missing.why()));
      case Answer.Refused<List<InstrumentDetails>> unknown -> known(symbol, answer);
      case Answer.Given<List<InstrumentDetails>> given -> known(symbol, answer);
    };
  }

  private Behavior<Command> known(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    instruments.answered(symbol, answer);
    awaited.remove(symbol);
    return askForIds();
  }

  /** Once every contract is known. */
  private Behavior<Command> askForIds() {
    if (awaited.isEmpty()) {
      legs.removeIf(leg -> instruments.instrument(leg.symbol()).isEmpty());
      if (legs.isEmpty()) {
        return end(new Fits());
      }
      around.executor().tell(new OrderExecutor.SetAside(
          legs.size(), OneReply.to(context, (OrderExecutor.IdsSetAside ids) -> new Numbered(ids.first()))));
    }
    return Behaviors.same();
  }

  private void ask(int firstId) {
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      var order = new HandOrder(leg.symbol(), leg.side(), leg.quantity(), leg.type(), leg.timeInForce(), leg.limit());
      Answers.ask(
          context, around.gateway(), new BrokerRequest.Preview(
              around.account(), instruments.instrument(leg.symbol()).orElseThrow(), order, OptionalInt.of(firstId + i)),
          answer -> new Previewed(order, answer));
    }
  }

  private Behavior<Command> previewed(HandOrder order, Answer<OrderPreview> answer) {
    return switch (answer) {
      case Answer.Given<OrderPreview> given -> read(order, given.value());
      // What passes within minutes says nothing of the order.
      case Answer.Refused<OrderPreview> refused when MessageCode.ofOrder(refused.code())
          .reaction() == MessageCode.Reaction.HOLD_RUN ->
        end(new NotSaid(refused.problem()));
      case Answer.Refused<OrderPreview> refused -> end(new DoesNotFit(
          "the broker would refuse " + order + ": " + refused.text() + " (code " + refused.code()
              + ", guards.margin-preview)"));
      case Answer.Missing<OrderPreview> missing -> end(new NotSaid(missing.why()));
    };
  }

  private Behavior<Command> read(HandOrder order, OrderPreview preview) {
    Optional<MarginRules.Figure> initial = figure(preview.initialMargin());
    Optional<MarginRules.Figure> equity = figure(preview.equityWithLoan());
    if (initial.isEmpty() || equity.isEmpty()) {
      return end(new NotSaid("the preview of " + order + " leaves the margin open"));
    }
    context.getLog().info(
        "Previewed order=\"{}\" initialMargin={} change={} equityWithLoan={} change={} warning=\"{}\"", order,
        initial.get().before(), initial.get().change(), equity.get().before(), equity.get().change(),
        preview.warning());
    previews.add(new MarginRules.Previewed(initial.get(), equity.get()));
    return previews.size() < legs.size()
        ? Behaviors.same()
        : end(MarginRules.objection(previews).<Outcome>map(DoesNotFit::new).orElseGet(Fits::new));
  }

  private static Optional<MarginRules.Figure> figure(OrderPreview.Effect effect) {
    Optional<BigDecimal> change = effect.change()
        .or(() -> effect.after().flatMap(after -> effect.before().map(after::subtract)));
    return effect.before().flatMap(before -> change.map(by -> new MarginRules.Figure(before, by)));
  }

  private Behavior<Command> end(Outcome outcome) {
    replyTo.tell(outcome);
    return Behaviors.stopped();
  }
}
