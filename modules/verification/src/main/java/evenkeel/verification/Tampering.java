package evenkeel.verification;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.PreviousCloseInSession;
import evenkeel.domain.PriceRules;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.RestartWindow;
import evenkeel.simulator.Instrument;
import evenkeel.tws.AccountId;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Position;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A rule of the engine that is taken away, to see whether the auditor notices. Exists in this module alone: the engine
 * is not changed, what it is told is.
 */
enum Tampering {
  /** Nothing is taken away. */
  NONE,
  /** The disk says that intents are written before they are. */
  NO_INTENT_BEFORE_SEND,
  /** Every connection is told to be the one that was compared before, and is ready at once. */
  NO_EPOCH_GATE,
  /** The broker does not repeat our references, and the engine finds its orders by their ids alone. */
  NO_REFERENCE_MATCH,
  /** The first order of a run is said to be acknowledged as soon as it is sent. */
  NO_CANARY,
  /** The broker's positions are said to stay what they were. */
  NO_BREAK_LOCK,
  /** The process does not know when the Gateway restarts. */
  NO_RESTART_WINDOW,
  /** What the owner changes is said to have been examined. */
  NO_GUARD_OF_CHANGES,
  /** Positions of any contract with a target's symbol are said to be of the target's contract. */
  NO_CONTRACT_IDS,
  /** Open orders of others are said to be of another account. */
  NO_FOREIGN_ORDERS,
  /** Positions are said to be what they were, also before an order is sent again. */
  NO_POSITIONS_BEFORE_SECOND_ATTEMPT,
  /** Cash of every currency is said to be in dollars. */
  NO_CURRENCIES,
  /** The previous close is a price in an open session. */
  NO_RULE_OF_PREVIOUS_CLOSES,
  /** Corrections of executions are told with the shares that they had before. */
  NO_CORRECTIONS;

  private static final AccountId SOMEBODY = new AccountId("DU9999999");
  private static final Map<String, Integer> TARGETS = DayPlan.USUAL.instruments().stream()
      .filter(instrument -> GatewayWeather.SYMBOLS.contains(instrument.symbol()))
      .collect(Collectors.toMap(Instrument::symbol, Instrument::conId));

  /** Whether the engine is told that this is on the disk some seconds before it is. */
  boolean acknowledgesEarly(Journal.Entry entry) {
    return this == NO_INTENT_BEFORE_SEND && entry.manifest().equals("submission-started");
  }

  /** What the engine takes for the Gateway's supervisor. */
  ActorRef<GatewaySupervisor.Command> between(ActorContext<?> context, ActorRef<GatewaySupervisor.Command> gateway) {
    return switch (this) {
      case NONE, NO_INTENT_BEFORE_SEND, NO_REFERENCE_MATCH, NO_RESTART_WINDOW, NO_GUARD_OF_CHANGES, NO_CONTRACT_IDS,
          NO_FOREIGN_ORDERS, NO_RULE_OF_PREVIOUS_CLOSES, NO_CORRECTIONS ->
        gateway;
      case NO_CURRENCIES -> context.spawn(withDollarsOnly(gateway), "tampering");
      case NO_BREAK_LOCK, NO_POSITIONS_BEFORE_SECOND_ATTEMPT -> context.spawn(withOldPositions(gateway), "tampering");
      case NO_EPOCH_GATE -> context.spawn(withoutEpochs(gateway), "tampering");
      case NO_CANARY -> context.spawn(withEarlyAnswers(gateway), "tampering");
    };
  }

  /** What the process is told of the Gateway's restarts. */
  RestartWindow window(RestartWindow really) {
    return this == NO_RESTART_WINDOW ? RestartWindow.NONE : really;
  }

  /** What the owner is said to have configured. */
  EngineSettings configured(EngineSettings by) {
    if (this != NO_RULE_OF_PREVIOUS_CLOSES) {
      return by;
    }
    var prices = new PriceRules(
        by.priceRules().ageMax(), by.priceRules().previousCloseDistanceMax(), PreviousCloseInSession.ALLOW);
    return new EngineSettings(
        by.mode(), by.account(), by.targets(), by.planRules(), prices, by.orderType(), by.cutOff(), by.monthEndAt(),
        by.quotePatience(), by.quoteSettle(), by.retryPause(), by.guards(), by.catchUp(), by.caution(), by.triggers(),
        by.instance());
  }

  /** What the process hears in place of a message. */
  ServerMessage heard(ServerMessage message) {
    return switch (message) {
      case OpenOrder open when this == NO_REFERENCE_MATCH -> new OpenOrder(
          open.orderId(), open.contract(), open.order().toBuilder().orderRef("").build(), open.state());
      case CompletedOrder completed when this == NO_REFERENCE_MATCH -> new CompletedOrder(
          completed.contract(), completed.order().toBuilder().orderRef("").build(), completed.state());
      case ExecutionDetails details when this == NO_REFERENCE_MATCH ->
        new ExecutionDetails(details.reqId(), details.contract(), withoutReference(details.execution()));
      case ExecutionDetails details when this == NO_CORRECTIONS && !details.execution().execId().endsWith(".01") ->
        new ExecutionDetails(details.reqId(), details.contract(), asFirstTold(details.execution()));
      case OpenOrder open when this == NO_FOREIGN_ORDERS && !open.order().orderRef().startsWith(Truth.OURS)
          && !open.order().whatIf() ->
        new OpenOrder(
            open.orderId(), open.contract(), open.order().toBuilder().account(SOMEBODY).build(), open.state());
      case Position held when this == NO_CONTRACT_IDS && TARGETS.containsKey(held.contract().symbol()) ->
        new Position(
            held.account(),
            held.contract().toBuilder().conId(TARGETS.get(held.contract().symbol())).currency("USD").build(),
            held.position(), held.avgCost());
      default -> message;
    };
  }

  private static Execution withoutReference(Execution of) {
    return new Execution(
        of.execId(), of.time(), of.account(), of.exchange(), of.side(), of.shares(), of.price(), of.permId(),
        of.clientId(), of.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(), "", of.evRule(), of.evMultiplier(),
        of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(), of.submitter());
  }

  /** One share off: that an execution was corrected is told, and not what it is now. */
  private static Execution asFirstTold(Execution of) {
    return new Execution(
        of.execId(), of.time(), of.account(), of.exchange(), of.side(), of.shares().map(BigDecimal.ONE::add),
        of.price(), of.permId(), of.clientId(), of.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(),
        of.orderRef(), of.evRule(), of.evMultiplier(), of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(),
        of.submitter());
  }

  private static Behavior<GatewaySupervisor.Command> withDollarsOnly(ActorRef<GatewaySupervisor.Command> gateway) {
    return Behaviors.setup(context -> Behaviors.receiveMessage(command -> {
      gateway.tell(command instanceof GatewaySupervisor.Ask<?> ask
          && ask.request() instanceof BrokerRequest.AccountValues values
              ? new GatewaySupervisor.Ask<>(values, context.spawnAnonymous(inDollars(answered(ask))))
              : command);
      return Behaviors.same();
    }));
  }

  private static Behavior<Answer<List<AccountValue>>> inDollars(ActorRef<Answer<List<AccountValue>>> asker) {
    return Behaviors.receiveMessage(answer -> {
      asker.tell(answer instanceof Answer.Given<List<AccountValue>> given
          ? new Answer.Given<>(given.value().stream().map(row -> inDollars(row, given.value())).toList())
          : answer);
      return Behaviors.stopped();
    });
  }

  private static AccountValue inDollars(AccountValue row, List<AccountValue> rows) {
    if (!row.tag().equals("CashBalance") || row.currency().equals("BASE")) {
      return row;
    }
    String all = rows.stream().filter(other -> other.tag().equals("TotalCashValue")).map(AccountValue::value)
        .findFirst().orElse(row.value());
    return new AccountValue(row.account(), row.tag(), row.currency().equals("USD") ? all : "0", row.currency());
  }

  private static Behavior<GatewaySupervisor.Command> withoutEpochs(ActorRef<GatewaySupervisor.Command> gateway) {
    return Behaviors.setup(context -> {
      var newest = new LinkStatus[1];
      return Behaviors.receiveMessage(command -> {
        gateway.tell(switch (command) {
          case GatewaySupervisor.Watch watch -> new GatewaySupervisor.Watch(
              context.spawnAnonymous(Behaviors.<LinkStatus>receiveMessage(status -> {
                boolean isUp = status.state().answers();
                boolean wasUp = newest[0] != null && newest[0].state().answers();
                newest[0] = isUp || !wasUp ? status : newest[0];
                if (status.state() == LinkState.SYNCHRONIZING) {
                  gateway.tell(new GatewaySupervisor.Reconciled(status.epoch(), status.accounts().getFirst()));
                }
                // A link that is lost and comes again looks as if it had never gone.
                if (isUp || !wasUp) {
                  watch.watcher().tell(withoutEpoch(status));
                }
                return Behaviors.same();
              })));
          case GatewaySupervisor.Submit submit -> new GatewaySupervisor.Submit(
              newest[0] == null ? 0 : newest[0].epoch(), submit.ticket(), submit.replyTo());
          default -> command;
        });
        return Behaviors.same();
      });
    });
  }

  private static Behavior<GatewaySupervisor.Command> withOldPositions(ActorRef<GatewaySupervisor.Command> gateway) {
    return Behaviors.setup(context -> {
      var first = new ArrayList<Answer<List<BrokerPosition>>>();
      return Behaviors.receiveMessage(command -> {
        gateway.tell(command instanceof GatewaySupervisor.Ask<?> ask
            && ask.request() instanceof BrokerRequest.Positions positions
                ? new GatewaySupervisor.Ask<>(
                    positions, context.spawnAnonymous(remembering(first, answered(ask))))
                : command);
        return Behaviors.same();
      });
    });
  }

  private static Behavior<Answer<List<BrokerPosition>>> remembering(
      List<Answer<List<BrokerPosition>>> first, ActorRef<Answer<List<BrokerPosition>>> asker) {
    return Behaviors.receiveMessage(answer -> {
      if (first.isEmpty() && answer instanceof Answer.Given<List<BrokerPosition>>) {
        first.add(answer);
      }
      asker.tell(answer instanceof Answer.Given<List<BrokerPosition>> ? first.getFirst() : answer);
      return Behaviors.stopped();
    });
  }

  // A question's answer is of its type.
  @SuppressWarnings("unchecked")
  private static <T> ActorRef<Answer<List<T>>> answered(GatewaySupervisor.Ask<?> ask) {
    return (ActorRef<Answer<List<T>>>) (ActorRef<?>) ask.replyTo();
  }

  private static LinkStatus withoutEpoch(LinkStatus status) {
    boolean isUp = status.state().answers();
    return new LinkStatus(
        isUp ? LinkState.READY : status.state(), isUp ? 1 : status.epoch(), status.problem(), status.accounts(),
        status.nextOrderId(), status.failures(), status.since());
  }

  private static Behavior<GatewaySupervisor.Command> withEarlyAnswers(ActorRef<GatewaySupervisor.Command> gateway) {
    List<ActorRef<OrderNews>> watchers = new ArrayList<>();
    return Behaviors.receiveMessage(command -> {
      gateway.tell(command);
      if (command instanceof GatewaySupervisor.WatchOrders watch) {
        watchers.add(watch.watcher());
      }
      if (command instanceof GatewaySupervisor.Submit submit) {
        var answer = new OrderNews.Status(
            submit.ticket().orderId(), 10, 0, BrokerStatus.PRE_SUBMITTED, BigDecimal.ZERO, BigDecimal.ZERO, "");
        watchers.forEach(watcher -> watcher.tell(answer));
      }
      return Behaviors.same();
    });
  }
}
