package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Quote;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question that the Gateway answers once. The type is that of a complete answer.
 */
public sealed interface BrokerRequest<T> {
  /** How the request is named in messages. */
  String name();

  /** The account summary of every account of the log-in, with its ledger: a row may be of one currency, or BASE. */
  record AccountValues() implements BrokerRequest<List<AccountValue>> {
    @Override
    public String name() {
      return "account summary";
    }
  }

  /** The positions of every account of the log-in. */
  record Positions() implements BrokerRequest<List<BrokerPosition>> {
    @Override
    public String name() {
      return "positions";
    }
  }

  /** What the broker knows of an instrument: more than one entry means that it is ambiguous. */
  record Details(Instrument instrument) implements BrokerRequest<List<InstrumentDetails>> {
    @Override
    public String name() {
      return "contract details of " + instrument.symbol();
    }
  }

  /** Open orders of all clients. */
  record OpenOrders() implements BrokerRequest<List<BrokerOrder>> {
    @Override
    public String name() {
      return "open orders";
    }
  }

  /** Today's orders that are over. */
  record CompletedOrders() implements BrokerRequest<List<BrokerOrder>> {
    @Override
    public String name() {
      return "completed orders";
    }
  }

  /** Today's executions of an account, by all clients, with the commissions known so far. */
  record Executions(AccountId account) implements BrokerRequest<Trades> {
    @Override
    public String name() {
      return "executions";
    }
  }

  /** The next order id that the Gateway takes from this client. */
  record NextOrderId() implements BrokerRequest<Integer> {
    @Override
    public String name() {
      return "next order id";
    }
  }

  /**
   * What an order would cost and do to the margin. It is marked as a preview on the wire, without a reference of ours.
   *
   * @param orderId an id that no order has or will get; empty for the session's next one, where no orders are sent
   *     under the same client id
   */
  record Preview(AccountId account, Instrument instrument, HandOrder order, OptionalInt orderId)
      implements
        BrokerRequest<OrderPreview> {
    @Override
    public String name() {
      return "preview of " + order;
    }
  }

  /** The Gateway's clock, in whole seconds. */
  record GatewayClock() implements BrokerRequest<Instant> {
    @Override
    public String name() {
      return "current time";
    }
  }

  /**
   * Bars of the past, oldest first. A long download has to be split and paced: see {@link HistoryPacing}.
   *
   * @param end empty for now; in whole seconds
   */
  record History(Instrument instrument, BarSize size, BarKind kind, HistorySpan span, Optional<Instant> end)
      implements
        BrokerRequest<List<Bar>> {
    @Override
    public String name() {
      return "history of " + instrument.symbol();
    }
  }

  /** The quote of an instrument as it is now. The Gateway takes about eleven seconds, whatever it has. */
  record Snapshot(Instrument instrument) implements BrokerRequest<Quote> {
    @Override
    public String name() {
      return "snapshot of " + instrument.symbol();
    }
  }

  /** Profit and loss of one account, as it is now. */
  record ProfitAndLoss(AccountId account) implements BrokerRequest<Profit> {
    @Override
    public String name() {
      return "profit and loss";
    }
  }

  /** The account stream of one account, up to the end of its first batch. */
  record AccountStream(AccountId account) implements BrokerRequest<AccountBatch> {
    @Override
    public String name() {
      return "account updates";
    }
  }

  /** What the account stream tells first: values by currency, and what is held. */
  record AccountBatch(List<AccountValue> values, List<PortfolioRow> holdings) {
    public AccountBatch {
      values = List.copyOf(values);
      holdings = List.copyOf(holdings);
    }
  }

  /**
   * Executions and what they cost.
   *
   * @param gatewayZone the Gateway's own time zone, at whose midnight its executions and completed orders begin; empty
   *     where its greeting does not tell it
   */
  record Trades(List<Fill> fills, List<Commission> commissions, Optional<ZoneId> gatewayZone) {
    public Trades {
      fills = List.copyOf(fills);
      commissions = List.copyOf(commissions);
    }
  }
}
