package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Something that goes wrong at the Gateway, at IBKR or on the way. Each is met by real users. */
public sealed interface Fault {

  // The transport.

  /**
   * The Gateway's daily restart: every socket closes, nothing listens for a while, orders and
   * positions stay.
   *
   * @param idsBack by how many ids the next valid order id of every client moves back, as seen when
   *     orders were written to a Gateway that was going down
   */
  record Restart(Duration down, int idsBack) implements Fault {}

  /** Every socket is closed, if wished in the middle of a frame; the Gateway goes on. */
  record DropConnections(boolean midFrame) implements Fault {}

  /** Connections are accepted, requests are read, and nothing is ever answered. */
  record Silent(Duration lasting) implements Fault {}

  /** Sockets that are open now stay open and dead: nothing is read or written any more. */
  record HalfOpen() implements Fault {}

  /** The next clients are cut off after their hello. */
  record CloseAfterHello(int count) implements Fault {}

  /** What clients that connect from now on hear first. */
  record Welcome(Kind kind) implements Fault {
    public enum Kind {
      USUAL,
      /** The next order id before the accounts. */
      ID_FIRST,
      /** The accounts, and never an order id. */
      NO_ID,
      /** The order id, and never the accounts. */
      NO_ACCOUNTS,
      /** No account in the list of accounts; the list comes again in full after some seconds. */
      ACCOUNTS_LATE
    }
  }

  /**
   * Messages that a client has to get over are sent to every client: one with an unknown id, one
   * with more fields than it should have, one with bytes that are no UTF-8.
   */
  record StrangeMessages() implements Fault {}

  /** Bytes that are no message of the protocol are sent to every client. */
  record Garbage() implements Fault {}

  // The link between the Gateway and IBKR.

  /** 1100. Orders wait at the Gateway; what happens at the exchange is not told. */
  record LinkLost() implements Fault {}

  /**
   * 1102 when the subscriptions were kept, else 1101. Orders that waited are passed on.
   *
   * @param fillsTold whether the fills of the outage are told now, or only when asked for
   */
  record LinkRestored(boolean subscriptionsKept, boolean fillsTold) implements Fault {}

  /** A notice with request id -1, such as those of the data farms. */
  record Notice(int code, String text) implements Fault {}

  // Orders.

  /** Every order status from now on is sent this many times. */
  record DuplicateStatuses(int times) implements Fault {}

  /** In which order, and whether, the messages of a fill are sent from now on. */
  record FillMessages(Sequence sequence) implements Fault {
    public enum Sequence {
      /** Execution, order, status, commission. */
      USUAL,
      /** The status says Filled before the execution is told. */
      STATUS_FIRST,
      /** The execution and its commission, and no status at all. */
      EXECUTION_ONLY,
      /** The status says Filled; the execution is there only when asked for. */
      STATUS_ONLY,
      /** The commission is told before its execution. */
      COMMISSION_FIRST
    }
  }

  /** Commission reports come this much later from now on. */
  record CommissionLate(Duration delay) implements Fault {}

  /** Commission reports come this many times from now on; 0 is never. */
  record CommissionReports(int times) implements Fault {}

  /** The next order is answered with Inactive and, if given, works after this time. */
  record NextOrderInactive(Optional<Duration> worksAfter) implements Fault {}

  /** Every fill from now on comes in this many parts. */
  record PartialFills(int parts) implements Fault {}

  /** The next orders vanish in a confirmation window: no answer, nothing at the exchange. */
  record SwallowOrders(int count) implements Fault {}

  /** The next order is accepted and works, and not one word about it is sent before it is asked. */
  record SilentOrders(int count) implements Fault {}

  /** Everything about orders and fills is told this much later from now on. */
  record OrderNewsLate(Duration delay) implements Fault {}

  /** The Gateway refuses the next order, for example with 103. */
  record RefuseNextOrder(int code, String text) implements Fault {}

  /** The next cancel comes too late: the order fills, and the cancel is answered with 10148. */
  record CancelOvertaken() implements Fault {}

  /** The next cancel is answered with 10147, while its order goes on working. */
  record CancelNotFound() implements Fault {}

  /** Cancelled orders are told with nothing remaining from now on, as after some rejections. */
  record CancelledWithoutRemaining() implements Fault {}

  /** Orders for a symbol are refused from now on. */
  record RejectSymbol(String symbol, int code, String text) implements Fault {}

  /** A message is attached to the next order, which works all the same (399, 10349). */
  record OrderNote(int code, String text) implements Fault {}

  /** All working orders are cancelled without a request (202). */
  record CancelOrders(String reason) implements Fault {}

  /** A foreign order appears in the account, placed by hand or by another client. */
  record ForeignOrder(int clientId, int orderId, String symbol, String action,
      BigDecimal quantity) implements Fault {}

  // The auction.

  /**
   * What the closing auctions from now on do.
   *
   * @param part how much of each order fills, 0 for nothing, 1 for all
   * @param late how much later than usual the fills are told
   */
  record Auction(BigDecimal part, Duration late) implements Fault {
    public Auction {
      if (part.signum() < 0 || part.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("part must be from 0 to 1, was " + part);
      }
    }
  }

  // Market data.

  /** Someone else logged in with the same name: 10197 and silence for a while. */
  record CompetingSession(Duration lasting) implements Fault {}

  /** The quotes of a symbol change; an empty override puts the market's back. */
  record Quotes(String symbol, Optional<PriceOverride> override) implements Fault {}

  /** The next messages are dropped and answered with code 100. */
  record PacingViolation(int count) implements Fault {}

  // The account.

  /** An account value says that IBKR is resetting and the values are not to be used. */
  record AccountNotReady(Duration lasting) implements Fault {}

  /** A position of something that no contract request finds. */
  record UnknownPosition(String symbol, int conId, BigDecimal quantity,
      BigDecimal cost) implements Fault {}
}
