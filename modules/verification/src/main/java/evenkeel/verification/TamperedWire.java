package evenkeel.verification;

import evenkeel.simulator.Instrument;
import evenkeel.tws.AccountId;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the process hears, and what leaves it, with a rule taken away. The auditor sees what really came and what really
 * left.
 */
final class TamperedWire {
  private static final AccountId SOMEBODY = new AccountId("DU9999999");
  private static final int FIRST_REQUEST_ID = 1_000_000_000;
  /** What stops an order in the Gateway; it may be in TWS behind Transmit. */
  private static final Set<Integer> PRECAUTIONS = Set.of(163, 354, 382, 383, 451, 10311);
  private static final int CLIENT_ID = 10;
  private static final int NO_SECURITY = 200;
  private static final int REJECTED = 201;
  private static final int END_OF_SUPPORT = 2172;
  private static final int UNKNOWN_CODE = 9_000;
  private static final BigDecimal MUCH = new BigDecimal(20);
  private static final Pattern IN_WORDS = Pattern.compile(" (?![A-Za-z_]+/)[^0-9 :/]+(?: [^0-9:/]+)*$");
  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss")
      .withZone(ZoneOffset.UTC);
  private static final long ID_LATE_SECONDS = 1;
  private static final Map<String, Integer> TARGETS = DayPlan.USUAL.instruments().stream()
      .filter(instrument -> GatewayWeather.SYMBOLS.contains(instrument.symbol()))
      .collect(Collectors.toMap(Instrument::symbol, Instrument::conId));

  private final Tampering rule;
  private final World world;
  private final Set<Integer> previewed = new HashSet<>();
  private final Map<String, OpenOrder> ours = new HashMap<>();
  private Instant accountsAt = Instant.MIN;
  private int refusals;
  private int timesAsked;

  TamperedWire(Tampering rule, World world) {
    this.rule = rule;
    this.world = world;
  }

  /** What the process is greeted with. */
  String greeted(String connectionTime) {
    timesAsked = 0;
    return rule == Tampering.NO_WORDED_ZONES ? inShanghai(connectionTime) : connectionTime;
  }

  /** What leaves in place of a message. */
  List<ClientMessage> sent(ClientMessage message) {
    return switch (message) {
      case RequestExecutions request when rule == Tampering.NO_OTHER_WAY && !request.filter().time().isEmpty() ->
        List.of();
      case RequestAccountUpdates request when rule == Tampering.NO_OTHER_WAY -> List.of();
      case RequestOpenOrders request when rule == Tampering.NO_OTHER_WAY -> List.of();
      case RequestCurrentTime request when rule == Tampering.NO_PAUSE_BETWEEN_TIMES -> {
        timesAsked += 2;
        yield List.of(request, request);
      }
      default -> List.of(message);
    };
  }

  /** What the process hears in place of a message. */
  List<ServerMessage> heard(ServerMessage message) {
    return switch (rule) {
      case NO_REFERENCE_MATCH -> List.of(withoutReference(message));
      case NO_CORRECTIONS -> message instanceof ExecutionDetails details
          && !details.execution().execId().endsWith(".01")
              ? List.of(with(details, asFirstTold(details.execution())))
              : List.of(message);
      case NO_FOREIGN_ORDERS -> message instanceof OpenOrder open && isOfOthers(open)
          ? List.of(new OpenOrder(
              open.orderId(), open.contract(), open.order().toBuilder().account(SOMEBODY).build(), open.state()))
          : List.of(message);
      case NO_IDS_ABOVE_OTHERS -> {
        boolean isOfOthers = (message instanceof OpenOrder open && isOfOthers(open))
            || (message instanceof OrderStatus status && status.clientId() != CLIENT_ID);
        yield isOfOthers ? List.of() : List.of(message);
      }
      case NO_CONTRACT_IDS, NO_POSITION_TYPES, NO_CORPORATE_ACTIONS -> message instanceof Position held
          ? List.of(position(held))
          : List.of(message);
      case NO_NEW_CONTRACT_ID, NO_KNOWN_REFUSALS, NO_WORD_OF_TRANSMIT, NO_WORD_OF_SUPPORT ->
        message instanceof ErrorMessage error ? error(error) : List.of(message);
      case NO_FIT_OF_EXECUTIONS -> List.of(asOurs(message));
      case NO_SECOND_WHAT_IF -> message instanceof OpenOrder open && open.order().whatIf()
          && !previewed.add(open.orderId()) ? List.of() : List.of(message);
      case NO_PAUSE_BETWEEN_TIMES -> message instanceof CurrentTime && timesAsked-- % 2 == 0
          ? List.of()
          : List.of(message);
      case NO_WORDED_ZONES -> message instanceof ExecutionDetails details
          ? List.of(with(details, at(details.execution(), inShanghai(details.execution().time()))))
          : List.of(message);
      case NO_LATE_ID -> lateId(message);
      case NONE, NO_INTENT_BEFORE_SEND, NO_EPOCH_GATE, NO_CANARY, NO_BREAK_LOCK, NO_RESTART_WINDOW, NO_GUARD_OF_CHANGES,
          NO_POSITIONS_BEFORE_SECOND_ATTEMPT, NO_CURRENCIES, NO_RULE_OF_PREVIOUS_CLOSES, NO_NEW_REFERENCE,
          NO_SETTLED_CASH, NO_CASH_BREACH, NO_WORD_OF_CORRECTIONS, NO_OTHER_WAY ->
        List.of(message);
    };
  }

  private static boolean isOfOthers(OpenOrder open) {
    return !open.order().orderRef().startsWith(Truth.OURS) && !open.order().whatIf();
  }

  private static ServerMessage withoutReference(ServerMessage message) {
    return switch (message) {
      case OpenOrder open -> new OpenOrder(
          open.orderId(), open.contract(), open.order().toBuilder().orderRef("").build(), open.state());
      case CompletedOrder completed -> new CompletedOrder(
          completed.contract(), completed.order().toBuilder().orderRef("").build(), completed.state());
      case ExecutionDetails details -> with(details, of(details.execution(), details.execution().permId(), ""));
      default -> message;
    };
  }

  private Position position(Position held) {
    return switch (rule) {
      case NO_CONTRACT_IDS -> TARGETS.containsKey(held.contract().symbol())
          ? new Position(
              held.account(),
              held.contract().toBuilder().conId(TARGETS.get(held.contract().symbol())).currency("USD").build(),
              held.position(), held.avgCost())
          : held;
      case NO_POSITION_TYPES -> new Position(
          held.account(), held.contract().toBuilder().secType("STK").build(), held.position(), held.avgCost());
      default -> new Position(
          held.account(), held.contract(), held.position(),
          held.position().filter(shares -> shares.stripTrailingZeros().scale() > 0).isPresent()
              ? held.avgCost().map(MUCH::multiply)
              : held.avgCost());
    };
  }

  private List<ServerMessage> error(ErrorMessage error) {
    boolean isOfOrder = error.id() > 0 && error.id() < FIRST_REQUEST_ID;
    return switch (rule) {
      case NO_WORD_OF_SUPPORT -> error.code() == END_OF_SUPPORT ? List.of() : List.of(error);
      case NO_NEW_CONTRACT_ID -> List.of(
          error.code() == NO_SECURITY ? with(error, UNKNOWN_CODE + NO_SECURITY, error.text()) : error);
      case NO_WORD_OF_TRANSMIT -> List.of(
          isOfOrder && PRECAUTIONS.contains(error.code()) ? with(error, REJECTED, "Order rejected") : error);
      default -> List.of(
          isOfOrder && PRECAUTIONS.contains(error.code())
              ? with(error, UNKNOWN_CODE + error.code(), error.text() + " (" + ++refusals + ")")
              : error);
    };
  }

  private static ErrorMessage with(ErrorMessage error, int code, String text) {
    return new ErrorMessage(error.id(), code, text, error.advancedOrderRejectJson(), error.errorTime());
  }

  private ServerMessage asOurs(ServerMessage message) {
    if (message instanceof OpenOrder open && open.order().orderRef().startsWith(Truth.OURS)) {
      ours.put(open.contract().symbol() + "/" + open.order().action(), open);
    }
    return message instanceof ExecutionDetails details && details.execution().orderRef().isEmpty()
        && details.execution().clientId() == CLIENT_ID ? asOurs(details) : message;
  }

  private ExecutionDetails asOurs(ExecutionDetails details) {
    OpenOrder open = ours.get(
        details.contract().symbol() + "/" + (details.execution().side().equals("BOT") ? "BUY" : "SELL"));
    Execution of = details.execution();
    return open == null
        ? details
        : with(details, new Execution(
            of.execId(), UTC.format(world.wall()), of.account(), of.exchange(), of.side(), of.shares(), of.price(),
            open.order().permId(), of.clientId(), open.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(), "",
            of.evRule(), of.evMultiplier(), of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(),
            of.submitter()));
  }

  private List<ServerMessage> lateId(ServerMessage message) {
    if (message instanceof ManagedAccounts) {
      accountsAt = world.now();
    }
    boolean isLate = accountsAt.isAfter(Instant.MIN)
        && world.now().isAfter(accountsAt.plusSeconds(ID_LATE_SECONDS));
    return message instanceof NextValidId && isLate ? List.of() : List.of(message);
  }

  private static String inShanghai(String time) {
    return IN_WORDS.matcher(time).replaceFirst(" Asia/Shanghai");
  }

  private static ExecutionDetails with(ExecutionDetails details, Execution execution) {
    return new ExecutionDetails(details.reqId(), details.contract(), execution);
  }

  private static Execution of(Execution of, long permId, String reference) {
    return new Execution(
        of.execId(), of.time(), of.account(), of.exchange(), of.side(), of.shares(), of.price(), permId,
        of.clientId(), of.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(), reference, of.evRule(),
        of.evMultiplier(), of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(), of.submitter());
  }

  private static Execution at(Execution of, String time) {
    return new Execution(
        of.execId(), time, of.account(), of.exchange(), of.side(), of.shares(), of.price(), of.permId(),
        of.clientId(), of.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(), of.orderRef(), of.evRule(),
        of.evMultiplier(), of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(), of.submitter());
  }

  /** One share off: that an execution was corrected is told, and not what it is now. */
  private static Execution asFirstTold(Execution of) {
    return new Execution(
        of.execId(), of.time(), of.account(), of.exchange(), of.side(), of.shares().map(BigDecimal.ONE::add),
        of.price(), of.permId(), of.clientId(), of.orderId(), of.liquidation(), of.cumQty(), of.avgPrice(),
        of.orderRef(), of.evRule(), of.evMultiplier(), of.modelCode(), of.lastLiquidity(), of.pendingPriceRevision(),
        of.submitter());
  }
}
