package evenkeel.verification;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.NyseCalendar;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Stands between the engine and the Gateway's supervisor, with a rule taken away, and answers what is not so. */
final class TamperedGateway {
  /** What plans leave of the cash, as configured: no reason to trade. */
  private static final BigDecimal CASH_ON_TARGET = new BigDecimal("250");
  private static final String CASH = "TotalCashValue";
  private static final String WORTH = "NetLiquidation";

  private TamperedGateway() {}

  /** What the engine takes for the Gateway's supervisor. */
  static ActorRef<GatewaySupervisor.Command> between(
      Tampering rule, ActorContext<?> context, EvenkeelClock clock, ActorRef<GatewaySupervisor.Command> gateway) {
    Optional<Behavior<GatewaySupervisor.Command>> between = behavior(rule, clock, gateway);
    return between.map(it -> context.spawn(it, "tampering")).orElse(gateway);
  }

  private static Optional<Behavior<GatewaySupervisor.Command>> behavior(
      Tampering rule, EvenkeelClock clock, ActorRef<GatewaySupervisor.Command> gateway) {
    return switch (rule) {
      case NONE, NO_INTENT_BEFORE_SEND, NO_REFERENCE_MATCH, NO_RESTART_WINDOW, NO_GUARD_OF_CHANGES, NO_CONTRACT_IDS,
          NO_FOREIGN_ORDERS, NO_RULE_OF_PREVIOUS_CLOSES, NO_CORRECTIONS, NO_SETTLED_CASH, NO_WORD_OF_CORRECTIONS,
          NO_FIT_OF_EXECUTIONS, NO_CORPORATE_ACTIONS, NO_NEW_CONTRACT_ID, NO_WORD_OF_SUPPORT, NO_SECOND_WHAT_IF,
          NO_KNOWN_REFUSALS, NO_OTHER_WAY, NO_POSITION_TYPES, NO_PAUSE_BETWEEN_TIMES, NO_WORDED_ZONES,
          NO_IDS_ABOVE_OTHERS, NO_WORD_OF_TRANSMIT, NO_LATE_ID ->
        Optional.empty();
      case NO_CURRENCIES -> Optional.of(withValues(gateway, TamperedGateway::inDollars));
      case NO_CASH_BREACH -> Optional.of(withValues(gateway, TamperedGateway::onTarget));
      case NO_NEW_REFERENCE -> Optional.of(withValues(gateway, new FirstWorth(clock)::told));
      case NO_BREAK_LOCK, NO_POSITIONS_BEFORE_SECOND_ATTEMPT -> Optional.of(withOldPositions(gateway));
      case NO_EPOCH_GATE -> Optional.of(withoutEpochs(gateway));
      case NO_CANARY -> Optional.of(withEarlyAnswers(gateway));
    };
  }

  private static Behavior<GatewaySupervisor.Command> withValues(
      ActorRef<GatewaySupervisor.Command> gateway, UnaryOperator<List<AccountValue>> instead) {
    return Behaviors.setup(context -> Behaviors.receiveMessage(command -> {
      gateway.tell(command instanceof GatewaySupervisor.Ask<?> ask
          && ask.request() instanceof BrokerRequest.AccountValues values
              ? new GatewaySupervisor.Ask<>(values, context.spawnAnonymous(instead(answered(ask), instead)))
              : command);
      return Behaviors.same();
    }));
  }

  private static Behavior<Answer<List<AccountValue>>> instead(
      ActorRef<Answer<List<AccountValue>>> asker, UnaryOperator<List<AccountValue>> instead) {
    return Behaviors.receiveMessage(answer -> {
      asker.tell(answer instanceof Answer.Given<List<AccountValue>> given
          ? new Answer.Given<>(instead.apply(given.value()))
          : answer);
      return Behaviors.stopped();
    });
  }

  private static List<AccountValue> inDollars(List<AccountValue> rows) {
    return rows.stream().map(row -> inDollars(row, rows)).toList();
  }

  private static AccountValue inDollars(AccountValue row, List<AccountValue> rows) {
    if (!row.tag().equals("CashBalance") || row.currency().equals("BASE")) {
      return row;
    }
    String all = rows.stream().filter(other -> other.tag().equals(CASH)).map(AccountValue::value)
        .findFirst().orElse(row.value());
    return with(row, row.currency().equals("USD") ? all : "0");
  }

  /** The account is worth less, or more, by the cash that is not told. */
  private static List<AccountValue> onTarget(List<AccountValue> rows) {
    Optional<BigDecimal> cash = rows.stream().filter(row -> row.tag().equals(CASH))
        .map(row -> new BigDecimal(row.value())).findFirst();
    if (cash.isEmpty()) {
      return rows;
    }
    BigDecimal untold = cash.get().subtract(CASH_ON_TARGET);
    return rows.stream().map(row -> switch (row.tag()) {
      case CASH, "CashBalance", "TotalCashBalance", "SettledCash" -> with(row, CASH_ON_TARGET.toPlainString());
      case WORTH, "NetLiquidationByCurrency" ->
        with(row, new BigDecimal(row.value()).subtract(untold).toPlainString());
      default -> row;
    }).toList();
  }

  private static AccountValue with(AccountValue row, String value) {
    return new AccountValue(row.account(), row.tag(), value, row.currency());
  }

  /** Between month ends the account is said to be worth what it was at the first look. */
  private static final class FirstWorth {
    private final EvenkeelClock clock;
    private final Map<String, String> first = new TreeMap<>();

    FirstWorth(EvenkeelClock clock) {
      this.clock = clock;
    }

    private List<AccountValue> told(List<AccountValue> rows) {
      LocalDate today = clock.instant().atZone(NyseCalendar.ZONE).toLocalDate();
      boolean isMonthEnd = NyseCalendar.lastOfMonth(YearMonth.from(today)).date().equals(today);
      return rows.stream().map(row -> row.tag().equals(WORTH)
          ? with(row, isMonthEnd ? row.value() : first.computeIfAbsent(row.currency(), any -> row.value()))
          : row).toList();
    }
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
