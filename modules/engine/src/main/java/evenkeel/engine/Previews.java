package evenkeel.engine;

import evenkeel.domain.ContractId;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Holding;
import evenkeel.domain.Language;
import evenkeel.domain.Leg;
import evenkeel.domain.MarginRules;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Settlement;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
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
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Asks the broker what orders would do to the margin, each as if it were the only one; answers once, and is gone. What
 * has no contract that can be traded is left out: the executor will not send it either. What the broker would refuse
 * for a reason of its own is withheld, and the rest asked for anew as it is sent without.
 */
final class Previews {

  sealed interface Command {}

  private record Described(Symbol symbol, Answer<List<InstrumentDetails>> answer) implements Command {}

  private record Numbered(OptionalInt first) implements Command {}

  private record Previewed(Leg leg, Answer<OrderPreview> answer) implements Command {}

  private enum Overdue implements Command { INSTANCE }

  /** What the broker's word comes to. */
  sealed interface Outcome {}

  /** The account can carry the orders without these, which the broker would refuse. */
  record Fits(List<GuardEvent.Withheld> withheld) implements Outcome {}

  /** It cannot, or the broker would refuse every one. */
  record DoesNotFit(String why) implements Outcome {}

  /** The contract of a symbol that is held became another one between the plan and the preview. */
  record ContractChanged(QuoteLook.Changed changed) implements Outcome {}

  /** How orders are sent when these are not. */
  interface Rest {
    List<Leg> without(Set<OrderRef> givenUp);
  }

  /** No cash for any of the purchases has settled, and there is nothing else to send. */
  record NothingSettled(List<GuardEvent.Withheld> withheld) implements Outcome {
    NothingSettled {
      withheld = List.copyOf(withheld);
    }
  }

  /** Not said, or not so that it can be read. */
  record NotSaid(String why) implements Outcome {}

  /** Every question ends within a time of its own; longer waits the fate of an order, before which none is asked. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** @param portfolio what is held: the contract of a symbol that is held is not replaced without the owner */
  static Behavior<Void> create(
      Guards.Surroundings around, Portfolio portfolio, Rest orders, ActorRef<Outcome> replyTo) {
    return Behaviors.<Command>setup(context -> Behaviors.withTimers(timers -> {
      timers.startSingleTimer(Overdue.INSTANCE, around.clock().wall(around.clock().patience(PATIENCE)));
      return new Previews(context, around, portfolio, orders, replyTo).start();
    })).unsafeCast();
  }

  private final ActorContext<Command> context;
  private final Guards.Surroundings around;
  private final Portfolio portfolio;
  private final Rest orders;
  private final ActorRef<Outcome> replyTo;
  private final Instruments instruments;
  /** Symbols whose contracts are still to be told. */
  private final Set<Symbol> awaited = new HashSet<>();
  /** Symbols whose contract the broker did not know in a preview (code 200): each is asked for anew once. */
  private final Set<Symbol> refused = new HashSet<>();
  /** What the executor will not send: without a contract, or withheld. */
  private final Set<OrderRef> givenUp = new HashSet<>();
  private final List<GuardEvent.Withheld> withheld = new ArrayList<>();
  private final List<MarginRules.Previewed> previews = new ArrayList<>();
  /** What is asked for, and how many answers are still to come. */
  private List<Leg> legs = List.of();
  private int unanswered;

  private Previews(
      ActorContext<Command> context, Guards.Surroundings around, Portfolio portfolio, Rest orders,
      ActorRef<Outcome> replyTo) {
    this.context = context;
    this.around = around;
    this.portfolio = portfolio;
    this.orders = orders;
    this.instruments = new Instruments(around.clock(), new Identification(
        around.settings().targets(), around.contracts(), around.owner(), around.clock()));
    this.replyTo = replyTo;
  }

  private Behavior<Command> start() {
    legs = current(Set.of());
    legs.stream().filter(leg -> instruments.instrument(leg).isEmpty()).map(Leg::symbol).forEach(awaited::add);
    askForContracts();
    askForIds();
    return Behaviors.receiveMessage(command -> switch (command) {
      case Described came -> described(came.symbol(), came.answer());
      case Numbered came -> {
        if (came.first().isEmpty()) {
          yield end(new NotSaid(Language.EN.say(new EngineText.OrderIdsEnded())));
        }
        ask(came.first().getAsInt());
        yield Behaviors.same();
      }
      case Previewed came -> previewed(came.leg(), came.answer());
      case Overdue.INSTANCE -> end(new NotSaid("the fate of an order that was sent is still open"));
    });
  }

  private void askForContracts() {
    awaited.forEach(symbol -> Answers.ask(
        context, around.gateway(), new BrokerRequest.Details(instruments.wanted(symbol)),
        answer -> new Described(symbol, answer)));
  }

  /** What would be sent, for the contracts that the broker has now. */
  private List<Leg> current(Set<OrderRef> without) {
    return orders.without(without).stream().map(leg -> instruments.replacement(leg)
        .filter(now -> held(leg, now).signum() == 0).map(leg::withContract).orElse(leg)).toList();
  }

  /** How many shares are held of an order's contract, of the one in its place, and of its symbol at all. */
  private BigDecimal held(Leg leg, ContractId replacement) {
    return portfolio.holdings().values().stream()
        .filter(holding -> holding.symbol().equals(leg.symbol()) || holding.id().equals(replacement)
            || leg.contract().filter(holding.id()::equals).isPresent())
        .map(Holding::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<ContractChanged> changed() {
    return legs.stream().flatMap(leg -> instruments.replacement(leg).stream().map(now -> new ContractChanged(
        new QuoteLook.Changed(
            leg.symbol(), instruments.identity(leg.symbol()).orElseThrow(), leg.contract().orElse(now),
            held(leg, now)))))
        .findFirst();
  }

  private Behavior<Command> described(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    return switch (answer) {
      case Answer.Refused<List<InstrumentDetails>> refused when refused.code() != Identification.NO_DEFINITION ->
        end(new NotSaid("the contract of " + symbol + ": " + refused.problem()));
      case Answer.Partial<List<InstrumentDetails>> partial -> end(new NotSaid(partial.why()));
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
      legs = current(givenUp);
      Optional<ContractChanged> changed = changed();
      if (changed.isPresent()) {
        return end(changed.get());
      }
      List<Leg> nameless = legs.stream().filter(leg -> instruments.instrument(leg).isEmpty()).toList();
      // Without one order, the others are not what was planned.
      return nameless.isEmpty()
          ? askAnew()
          : end(new DoesNotFit(nameless.stream()
              .map(leg -> order(leg) + ": " + instruments.trouble(leg).orElse("its contract is not known"))
              .collect(Collectors.joining("; "))));
    }
    return Behaviors.same();
  }

  /** About what is left. Where a sale is not, the purchases that it was to pay for are smaller. */
  private Behavior<Command> askAnew() {
    legs = current(givenUp);
    previews.clear();
    if (legs.stream().noneMatch(leg -> leg.side() == Side.BUY)) {
      return end(legs.isEmpty() && !withheld.isEmpty() ? nothingLeft() : new Fits(withheld));
    }
    around.executor().tell(new OrderExecutor.SetAside(
        legs.size(), OneReply.to(context, (OrderExecutor.IdsSetAside ids) -> new Numbered(ids.first()))));
    return Behaviors.same();
  }

  private Outcome nothingLeft() {
    if (withheld.stream().allMatch(it -> Settlement.isRefusal(it.reason()))) {
      return new NothingSettled(withheld);
    }
    return new DoesNotFit(withheld.stream().map(GuardEvent.Withheld::reason).collect(Collectors.joining("; ")));
  }

  private void ask(int firstId) {
    unanswered = legs.size();
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      Answers.ask(
          context, around.gateway(), new BrokerRequest.Preview(
              around.account(), instruments.instrument(leg).orElseThrow(), order(leg),
              OptionalInt.of(firstId + i)),
          answer -> new Previewed(leg, answer));
    }
  }

  private static HandOrder order(Leg leg) {
    return new HandOrder(leg.symbol(), leg.side(), leg.quantity(), leg.type(), leg.timeInForce(), leg.limit());
  }

  private Behavior<Command> previewed(Leg leg, Answer<OrderPreview> answer) {
    return switch (answer) {
      case Answer.Given<OrderPreview> given -> read(leg, given.value());
      case Answer.Refused<OrderPreview> refused -> refused(leg, refused);
      case Answer.Partial<OrderPreview> partial -> end(new NotSaid(partial.why()));
      case Answer.Missing<OrderPreview> missing -> end(new NotSaid(missing.why()));
    };
  }

  private Behavior<Command> refused(Leg leg, Answer.Refused<OrderPreview> refused) {
    MessageCode code = MessageCode.ofOrder(refused.code(), refused.text());
    if (code.reaction() == MessageCode.Reaction.HOLD_RUN) {
      // What passes within minutes says nothing of the order.
      return end(new NotSaid(refused.problem()));
    }
    String why = "the broker would refuse " + order(leg) + ": " + refused.text() + " (code " + refused.code()
        + ", guards.margin-preview)";
    if (refused.code() == Identification.NO_DEFINITION) {
      instruments.refused(leg.symbol());
      if (this.refused.add(leg.symbol())) {
        awaited.add(leg.symbol());
        return answered();
      }
    }
    boolean isUnsettled = leg.side() == Side.BUY && Settlement.isRefusal(refused.text());
    if (!(code.refusesOneAlone() || isUnsettled) || refused.code() == Identification.NO_DEFINITION) {
      return end(new DoesNotFit(why));
    }
    givenUp.add(leg.ref());
    withheld.add(new GuardEvent.Withheld(leg.ref(), why));
    return answered();
  }

  private Behavior<Command> read(Leg leg, OrderPreview preview) {
    Optional<MarginRules.Figure> initial = figure(preview.initialMargin());
    Optional<MarginRules.Figure> equity = figure(preview.equityWithLoan());
    if (initial.isEmpty() || equity.isEmpty()) {
      return end(new NotSaid("the preview of " + order(leg) + " leaves the margin open"));
    }
    context.getLog().info(
        "Previewed order=\"{}\" initialMargin={} change={} equityWithLoan={} change={} warning=\"{}\"", order(leg),
        initial.get().before(), initial.get().change(), equity.get().before(), equity.get().change(),
        preview.warning());
    previews.add(new MarginRules.Previewed(initial.get(), equity.get()));
    return answered();
  }

  private Behavior<Command> answered() {
    unanswered--;
    if (unanswered > 0) {
      return Behaviors.same();
    }
    if (!awaited.isEmpty()) {
      askForContracts();
      return Behaviors.same();
    }
    return previews.size() < legs.size()
        ? askAnew()
        : end(MarginRules.objection(previews).<Outcome>map(DoesNotFit::new).orElseGet(() -> new Fits(withheld)));
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
