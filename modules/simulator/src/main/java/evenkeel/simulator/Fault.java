package evenkeel.simulator;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Something that goes wrong at the Gateway, at IBKR or on the way. Each is met by real users. */
public sealed interface Fault
    permits Fault.OfTransport, Fault.OfLink, Fault.OfOrders, Fault.OfFills, Fault.OfData,
    Fault.OfAccount, AccountChange {

  /** On the way between a client and the Gateway, and while a client logs in. */
  sealed interface OfTransport extends Fault {}

  /** Between the Gateway and IBKR. */
  sealed interface OfLink extends Fault {}

  /** Orders, cancels and what the Gateway says of them. */
  sealed interface OfOrders extends Fault {}

  /** Fills and their commissions. */
  sealed interface OfFills extends Fault {}

  /** Quotes, history and whatever else is asked for. */
  sealed interface OfData extends Fault {}

  /** What is shown of the account; what changes in it is an {@link AccountChange}. */
  sealed interface OfAccount extends Fault {}

  /**
   * A fault as scenario files write it, for example {@code fault = restart, down = 90s}.
   *
   * @throws ScenarioProblem with one line, for a fault that there is none of or a wrong argument
   */
  static Fault parse(String text) {
    return FaultReader.parse(text);
  }

  /** What scenario files call the faults. */
  static Set<String> names() {
    return FaultReader.names();
  }

  // The transport.

  /**
   * The Gateway's daily restart: every socket closes, nothing listens for a while, orders and
   * positions stay.
   *
   * @param idsBack by how many ids the next valid order id of every client moves back, as seen when
   *     orders were written to a Gateway that was going down; below 0 they move on
   */
  record Restart(Duration down, int idsBack) implements OfTransport {}

  /**
   * Every socket is closed, if wished in the middle of a frame; the Gateway goes on.
   *
   * @param reset whether the sockets are reset, so that what was on its way is lost, in place of
   *     an orderly close
   */
  record DropConnections(boolean midFrame, boolean reset) implements OfTransport {
    public DropConnections(boolean midFrame) {
      this(midFrame, false);
    }
  }

  /** Connections are accepted, requests are read, and nothing is ever answered. */
  record Silent(Duration lasting) implements OfTransport {}

  /**
   * Sockets that are open now stay open and dead: nothing is answered or told any more.
   *
   * @param deaf whether not even the bytes are taken from the socket: the client can write until
   *     its buffers are full, its close is not noticed, and its id stays taken until a restart
   */
  record HalfOpen(boolean deaf) implements OfTransport {
    public HalfOpen() {
      this(false);
    }
  }

  /**
   * Bytes trickle from now on.
   *
   * @param bytes how many at once, 1 for single bytes, {@link #ALL} for everything that has
   *     gathered, 0 for the usual again
   * @param pause before each piece
   */
  record Trickle(int bytes, Duration pause, Way way) implements OfTransport {
    /** Everything that has gathered in the pause goes in one piece. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Which of the Gateway's two directions is slow. */
    public enum Way {
      WRITTEN, READ, BOTH
    }

    public Trickle {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes must be 0 or more, was " + bytes);
      }
    }
  }

  /** The next clients are cut off after their hello. */
  record CloseAfterHello(int count) implements OfTransport {}

  /** What clients that connect from now on hear first. */
  record Welcome(Welcome.Kind kind) implements OfTransport {
    public enum Kind {
      USUAL,
      /** The next order id before the accounts. */
      ID_FIRST,
      /** The accounts, and never an order id. */
      NO_ID,
      /** The order id, and never the accounts. */
      NO_ACCOUNTS,
      /** No account in the list of accounts; the list comes again in full after some seconds. */
      ACCOUNTS_LATE,
      /** The list of accounts ends with a comma. */
      TRAILING_COMMA,
      /** The client's working orders before anything else. */
      ORDERS_FIRST
    }
  }

  /**
   * Messages that a client has to get over are sent to every client: one with an unknown id, one
   * with more fields than it should have, one with bytes that are no UTF-8.
   */
  record StrangeMessages() implements OfTransport {}

  /**
   * The next clients are refused as if their id were taken.
   *
   * @param said whether 326 is sent before the close
   */
  record ClientIdInUse(int count, boolean said) implements OfTransport {}

  /** The id of a client stays taken for this long after its connection has gone, from now on. */
  record ClientIdsHeld(Duration lasting) implements OfTransport {}

  /**
   * The Gateway's time zone as some operating system words it, in the greeting and in the times of
   * executions and orders from now on: "China Standard Time", "CST", "MET" (vnpy_ib#27,
   * ib_async#188), or nothing.
   *
   * @param zone the words; empty for none
   * @param charset of the greeting
   * @param of the zone that is meant, in which the Gateway's days begin from now on; empty for the
   *     scenario's
   * @param isUtc whether executions and orders have their times in UTC, as yyyyMMdd-HH:mm:ss
   *     (ib_async#230)
   */
  record GreetingZone(
      String zone, Charset charset, Optional<ZoneId> of, boolean isUtc) implements OfTransport {}

  /** Bytes that are no message of the protocol are sent to every client. */
  record Garbage() implements OfTransport {}

  /**
   * Every client's next order id is this one from now on: near the end of the 32 bits that the Gateway reads an id as
   * (IBC, issue 214), or at the beginning after "Reset API order ID sequence".
   */
  record NextIdAt(int id) implements OfTransport {}

  /** The next order id comes this much later than the rest of the welcome, from now on. */
  record NextIdLate(Duration delay) implements OfTransport {}

  /** The next order id is said again this much later, from now on. */
  record NextIdTwice(Duration after) implements OfTransport {}

  // The link between the Gateway and IBKR.

  /**
   * 2172: this version of the Gateway ends on a date. Said to every client at once and to each
   * that logs in from now on (PlusGenie/ib-gateway-docker#5, Lean.Brokerages.InteractiveBrokers#143).
   *
   * @param version as the Gateway words its own, for example 1045.1
   * @param minimum the oldest version after that date; empty when it is not said
   */
  record Desupported(LocalDate date, String version, Optional<String> minimum) implements OfLink {
    Notice notice() {
      return new Notice(2172, "The version of the application you are running, " + version
          + ", needs to be upgraded, as it will be desupported on "
          + DateTimeFormatter.BASIC_ISO_DATE.format(date)
          + minimum.map(it -> ". The minimum supported version at that time will be " + it + ".")
              .orElse(""));
    }
  }

  /**
   * Orders wait at the Gateway; what happens at the exchange is not told.
   *
   * @param code 1100, or 2110 as some Gateways say it
   * @param times how often it is said while the link stays lost, once {@code every} so often
   */
  record LinkLost(int code, int times, Duration every) implements OfLink {
    public LinkLost() {
      this(1100, 1, Duration.ZERO);
    }

    public LinkLost {
      if (code != 1100 && code != 2110) {
        throw new IllegalArgumentException("code must be 1100 or 2110, was " + code);
      }
    }
  }

  /**
   * 1102 when the subscriptions were kept, else 1101. Orders that waited are passed on.
   *
   * @param fillsTold whether the fills of the outage are told now, or only when asked for
   */
  record LinkRestored(boolean subscriptionsKept, boolean fillsTold) implements OfLink {}

  /** One of IBKR's data farms changes: what it serves stops, or comes again. */
  record FarmChange(Farm farm, FarmState state) implements OfLink {}

  /** IBKR's data farms, with their codes when they break, answer and sleep. */
  enum Farm {
    MARKET_DATA("Market data farm connection", "usfarm", 2103, 2104, 2108), HISTORY(
        "HMDS data farm connection", "ushmds", 2105, 2106, 2107), CONTRACTS(
            "Sec-def data farm connection", "secdefil", 2157, 2158, 2158);

    private final String words;
    private final String place;
    private final int down;
    private final int up;
    private final int idle;

    Farm(String words, String place, int down, int up, int idle) {
      this.words = words;
      this.place = place;
      this.down = down;
      this.up = up;
      this.idle = idle;
    }

    /** The notice of a change, as Gateways word it. */
    Notice notice(FarmState state) {
      return switch (state) {
        case DOWN -> new Notice(down, words + " is broken:" + place);
        case UP -> new Notice(up, words + " is OK:" + place);
        case IDLE -> new Notice(idle,
            words + " is inactive but should be available upon demand." + place);
        case CONNECTING -> new Notice(CONNECTING_CODE, words + " is connecting:" + place);
      };
    }

    private static final int CONNECTING_CODE = 2119;
  }

  /** What a data farm does; it serves while it is up, and wakes when it is idle. */
  enum FarmState {
    UP, DOWN, IDLE, CONNECTING
  }

  /** 1300: the API port was changed; sockets close, and for a while nobody listens at the old one. */
  record PortChanged(int port, Duration away) implements OfLink {}

  /** A notice with request id -1, such as those of the data farms. */
  record Notice(int code, String text) implements OfLink {}

  // Orders.

  /** Every order status from now on is sent this many times. */
  record DuplicateStatuses(int times) implements OfOrders {}

  /** Every message about orders and fills is sent this many times from now on. */
  record DuplicateMessages(int times) implements OfOrders {}

  /** From now on a change of an order is told only after the next one, or after two seconds. */
  record SwappedStatuses() implements OfOrders {}

  /** The next orders are first shown without a permId. */
  record PermIdLate(int count) implements OfOrders {}

  /**
   * Working orders get another permId, as after a change during an outage.
   *
   * @param twin whether the order under the old permId works on beside it
   */
  record SecondPermId(boolean twin) implements OfOrders {}

  /** The next order is made smaller (481): this part of its shares is left. */
  record SizeReduced(BigDecimal part) implements OfOrders {
    public SizeReduced {
      checkPart(part);
    }
  }

  /** The next order is held for shares to borrow (404) and works after this time, or never. */
  record HeldOrder(Optional<Duration> worksAfter) implements OfOrders {}

  /** From now on this share of orders, by chance, is refused. */
  record RandomRefusals(double share, int code, String text) implements OfOrders {}

  /** The next cancels are not answered, and nothing is cancelled. */
  record SwallowCancels(int count) implements OfOrders {}

  /** What happens to the next what-if orders. */
  record PreviewTrouble(PreviewTrouble.Kind kind, int count) implements OfOrders {
    public enum Kind {
      /** No answer at all. */
      SILENT,
      /** An answer in which the figures are left open. */
      WITHOUT_FIGURES,
      /** 201: what is lacking, as for an order. */
      REFUSED,
      /** 154: the security is halted. */
      HALTED
    }
  }

  /** The next cancel is confirmed; then a fill is told that had come before it. */
  record FillAfterCancel() implements OfOrders {}

  /** The next order that trades fills by this part, and the rest is cancelled unasked. */
  record PartThenCancelled(BigDecimal part) implements OfFills {
    public PartThenCancelled {
      checkPart(part);
    }
  }

  /** Each fill from now on is told again later under a corrected id, at another price. */
  record CorrectedExecutions(BigDecimal priceBy, Duration after) implements OfFills {}

  /**
   * The next fills are told at this price, in answers to questions too. Account, ledger and the average of the order's
   * statuses are right.
   *
   * @param average whether the average that comes with the execution is right; it has this price otherwise
   */
  record MispricedExecutions(BigDecimal price, boolean average, int count) implements OfFills {}

  /** After each of the next fills another execution is told, which is none. */
  record ExtraExecutions(Kind kind, int count) implements OfFills {
    /** What is told. */
    public enum Kind {
      /** An execution of no shares of the same order. */
      NO_SHARES,
      /** The same under another id, of an account that the log-in does not have. */
      OTHER_ACCOUNT,
      /** Other shares at another price under the id of the fill. */
      OTHER_CONTENT
    }
  }

  /** Each commission from now on is reported again later, with another amount. */
  record RevisedCommissions(BigDecimal by, Duration after) implements OfFills {}

  private static void checkPart(BigDecimal part) {
    if (part.signum() < 0 || part.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("part must be from 0 to 1, was " + part);
    }
  }

  /** In which order, and whether, the messages of a fill are sent from now on. */
  record FillMessages(Sequence sequence) implements OfFills {
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
  record CommissionLate(Duration delay) implements OfFills {}

  /** Commission reports come this many times from now on; 0 is never. */
  record CommissionReports(int times) implements OfFills {}

  /** The next order is answered with Inactive and, if given, works after this time. */
  record NextOrderInactive(Optional<Duration> worksAfter) implements OfOrders {}

  /** Every fill from now on comes in this many parts. */
  record PartialFills(int parts) implements OfFills {}

  /** The next orders vanish in a confirmation window: no answer, nothing at the exchange. */
  record SwallowOrders(int count) implements OfOrders {}

  /**
   * The confirmation window is answered: orders that vanished behind it go on, in their order,
   * and no more do. A restart closes the window, and they are lost.
   */
  record WindowConfirmed() implements OfOrders {}

  /** The next order is accepted and works, and not one word about it is sent before it is asked. */
  record SilentOrders(int count) implements OfOrders {}

  /** Everything about orders and fills is told this much later from now on. */
  record OrderNewsLate(Duration delay) implements OfOrders {}

  /** The Gateway refuses the next order, for example with 103. */
  record RefuseNextOrder(int code, String text) implements OfOrders {}

  /** The next cancel comes too late: the order fills, and the cancel is answered with 10148. */
  record CancelOvertaken() implements OfOrders {}

  /** The next cancel is answered with 10147, while its order goes on working. */
  record CancelNotFound() implements OfOrders {}

  /** Cancelled orders are told with nothing remaining from now on, as after some rejections. */
  record CancelledWithoutRemaining() implements OfOrders {}

  /** Orders for a symbol are refused from now on. */
  record RejectSymbol(String symbol, int code, String text) implements OfOrders {}

  /** A message is attached to the next order, which works all the same (399, 10349). */
  record OrderNote(int code, String text) implements OfOrders {}

  /**
   * Working orders are cancelled without a request (202).
   *
   * @param newest only so many of the newest; {@link #ALL} for every one
   */
  record CancelOrders(String reason, int newest) implements OfOrders {
    /** Every working order. */
    public static final int ALL = Integer.MAX_VALUE;

    public CancelOrders(String reason) {
      this(reason, ALL);
    }
  }

  /** Orders that are over are not shown any more; their executions still are. */
  record CompletedForgotten() implements OfOrders {}

  /**
   * A foreign order appears in the account, placed by hand (client 0, order 0) or by another
   * client.
   *
   * @param pushed whether every client hears of it, and not only whoever asks for all orders
   * @param symbol the contract's name within the scenario
   * @param type as in TWS: MOC, LMT, or MKT, which fills at once in a session
   * @param fill that it fills by itself, whatever it waits for
   */
  record ForeignOrder(int clientId, int orderId, String symbol, String action,
      BigDecimal quantity, boolean pushed, String type, Optional<BigDecimal> limit,
      Optional<ForeignOrder.Fill> fill) implements OfOrders {
    /**
     * A fill of all its shares.
     *
     * @param at the price; empty for the market's
     * @param after how long after the order
     */
    public record Fill(Optional<BigDecimal> at, Duration after) {}
  }

  /**
   * Foreign orders that faults have placed are cancelled by their owner.
   *
   * @param symbol only those of this contract, by its name within the scenario
   */
  record CancelForeign(Optional<String> symbol) implements OfOrders {}

  /**
   * An older execution that bears a client and order id of ours and no reference, as that of
   * another program that used the id before: shown when executions are asked for. Positions have
   * had its shares all along.
   *
   * @param ago how long before this moment it happened
   */
  record StrangerExecution(String symbol, String action, BigDecimal quantity, int clientId,
      int orderId, Duration ago) implements OfFills {}

  /**
   * The newest executions are not in the answers any more, while positions have their shares: a
   * Gateway shows them since its own midnight only (ib_insync#483), and some answer nothing
   * (ib_async#54).
   *
   * @param count how many of the newest; {@link #ALL} for every one so far
   */
  record ExecutionsForgotten(int count) implements OfFills {
    /** Every execution of before this moment. */
    public static final int ALL = Integer.MAX_VALUE;
  }

  /** Questions for executions are answered with the end alone for a while (ib_async#54). */
  record ExecutionsEmpty(Duration lasting) implements OfFills {}

  /**
   * The newest execution, or the next one when there is none yet, turns out to be of more or fewer
   * shares: it is told again under its next id, and the account has what it says.
   *
   * @param symbol only of this contract, by its name within the scenario
   * @param by how many shares more; below 0 fewer, at most all of them
   * @param after how much later the correction comes
   */
  record CorrectShares(Optional<String> symbol, BigDecimal by, Duration after) implements OfFills {}

  /**
   * The ids of executions begin again, so that those of another day are repeated: their
   * uniqueness is promised within a day only (FIX, ExecID, tag 17).
   */
  record ExecutionIdsRestart() implements OfFills {}

  /**
   * Orders are refused by the Gateway because it has no live data for them, from now on. The real
   * text is known in part only.
   *
   * @param symbol only for this contract, by its name within the scenario
   * @param code 354, or 382, 383 as some Gateways say it
   */
  record NeedsMarketData(Optional<String> symbol, int code, String text) implements OfOrders {}

  /**
   * Orders beyond these limits are refused by the Gateway from now on. The text about the value is
   * real (IBC#227); the one about the size is known in part only.
   *
   * @param size in shares; empty for no limit
   * @param value in the contract's currency; empty for no limit
   * @param code 451, or 383 as some Gateways say it
   */
  record Precaution(Optional<BigDecimal> size, Optional<BigDecimal> value, int code)
      implements
        OfOrders {}

  /**
   * The next orders are refused by a precaution, and stay in TWS behind Transmit, where the API
   * does not see them.
   *
   * @param code 163, 382, 383 or 10311 (IBC#222)
   * @param transmittedAfter when somebody clicks, and the order goes to IBKR all the same
   */
  record HiddenOrder(int code, String text, int count, Optional<Duration> transmittedAfter)
      implements
        OfOrders {}

  /**
   * Ids of new orders have to be above each id that the client was shown, also those of others'
   * orders; lower ones are refused with 103. The next valid id does not tell (TWS API
   * documentation, order submission).
   */
  record IdsAboveForeign() implements OfOrders {}

  /**
   * Working orders are de-activated by hand: they work no more and are shown among the open ones
   * as Inactive (Gateway 10.48; the real sequence is known in part only).
   *
   * @param newest so many of the newest
   */
  record DeactivateOrders(int newest) implements OfOrders {}

  /**
   * What-if orders are answered twice from now on: at once with a warning and every figure unset,
   * with the figures this much later (ib_insync#380). The real warnings vary.
   *
   * @param count how many orders
   */
  record WhatIfTwice(Duration delay, int count) implements OfOrders {}

  // The auction.

  /**
   * What the closing auctions from now on do.
   *
   * @param part how much of each order fills, 0 for nothing, 1 for all
   * @param late how much later than usual the fills are told
   */
  record Auction(BigDecimal part, Duration late) implements OfFills {
    public Auction {
      checkPart(part);
    }
  }

  // Market data.

  /** Someone else logged in with the same name: 10197 and silence for a while. */
  record CompetingSession(Duration lasting) implements OfData {}

  /** The quotes of a symbol change; an empty override puts the market's back. */
  record Quotes(String symbol, Optional<PriceOverride> override) implements OfData {}

  /** Every stream changes to this kind of data, which message 58 says. */
  record DataKindChange(DataKindChange.Kind kind) implements OfData {
    /** The kinds by their names in the protocol. */
    public enum Kind {
      LIVE, FROZEN, DELAYED, DELAYED_FROZEN
    }
  }

  /** What happens to the next requests for history. */
  record HistoryTrouble(HistoryTrouble.Kind kind, int count) implements OfData {
    public enum Kind {
      /** No answer at all. */
      SILENT,
      /** An answer without a bar. */
      EMPTY,
      /** 162: no data. */
      NO_DATA,
      /** 162: asked too fast. */
      PACING,
      /** 165 first, and the answer after half a minute. */
      BUSY
    }
  }

  /** The next messages of this kind are lost, for example {@code execDetailsEnd}. */
  record LoseMessages(String message, int count) implements OfData {}

  /**
   * The end of an answer does not come any more (ib_async#54, ib_async#82, ib_insync#638; of open orders Lean#254,
   * ibpythonic#5).
   *
   * @param message the end's name in the protocol, for example {@code execDetailsEnd}
   * @param count how often
   * @param unlessFiltered whether questions for less are answered in full: executions with a filter by time
   *     (ib_async#137), open orders of the client alone
   */
  record EndMissing(String message, int count, boolean unlessFiltered) implements OfData {}

  /**
   * A question for the time within a second after another one of the same client is never
   * answered (ib_insync#479, ib_insync#604).
   */
  record TimeAnswersLost() implements OfData {}

  /** The next messages are dropped and answered with code 100. */
  record PacingViolation(int count) implements OfTransport {}

  /**
   * A contract id is gone, as after a reverse split: every use of it is answered with 200, its
   * working orders are cancelled, positions are shown under the new id.
   *
   * @param symbol the contract's name within the scenario
   * @param conId what the symbol means from now on; empty when it means nothing any more
   */
  record ContractGone(String symbol, OptionalInt conId) implements OfData {}

  // The account.

  /** An account value says that IBKR is resetting and the values are not to be used. */
  record AccountNotReady(Duration lasting) implements OfAccount {}

  /**
   * What is sold from now on settles later than with the next session, as the buyer's or seller's
   * broker fails to deliver or to pay (FINRA rules 11810 and 11820).
   *
   * @param sessions how many sessions later
   */
  record SettlementLate(int sessions) implements OfAccount {}

  /** These account values are not shown for a while. */
  record AccountValuesMissing(List<String> tags, Duration lasting) implements OfAccount {
    public AccountValuesMissing {
      tags = List.copyOf(tags);
    }
  }

  /** Positions are shown without an exchange from now on. */
  record PositionsWithoutExchange() implements OfAccount {}

  /**
   * Account updates have each value of a currency's ledger under a tag with {@code $LEDGER-} before
   * it, as Gateways since 10.47 do for new users (IBKR, TWS API release notes 2026).
   */
  record LedgerPrefix() implements OfAccount {}

  /**
   * Account updates have each amount again in every other currency of the account, under the same
   * tag (OpenAlice#295).
   */
  record TagsPerCurrency() implements OfAccount {}

  /**
   * A position that is no share: CASH is a virtual FX position, BOND, CRYPTO, FUND and OPT are held.
   *
   * @param type in the protocol's words
   */
  record PositionOfType(String type, String symbol, int conId, BigDecimal quantity, BigDecimal cost,
      String currency) implements OfAccount {}

  /** A position of something that no contract request finds. */
  record UnknownPosition(String symbol, int conId, BigDecimal quantity,
      BigDecimal cost) implements OfAccount {}
}
