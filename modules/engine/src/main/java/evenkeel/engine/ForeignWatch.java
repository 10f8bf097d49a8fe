package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.ContractId;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ForeignConflict;
import evenkeel.domain.ForeignOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.Run;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The open orders of others as the executor knows them: from the last comparison of the broker's books, which every run
 * has before its first order, and from what was heard since.
 */
final class ForeignWatch {
  /** More than any account has open; the next comparison has them all. */
  private static final int HEARD_MAX = 10_000;

  private record Heard(BrokerOrder order, Instant at) {}

  private final AccountId account;
  private final CommissionSchedule commissions;
  private final Map<Long, Heard> heard = new LinkedHashMap<>();
  private final Set<Long> over = new HashSet<>();
  private List<BrokerOrder> compared = List.of();
  private Optional<List<BrokerPosition>> positions = Optional.empty();

  ForeignWatch(AccountId account, CommissionSchedule commissions) {
    this.account = account;
    this.commissions = commissions;
  }

  void hear(OrderNews news, Instant now) {
    switch (news) {
      case OrderNews.Shown shown -> {
        heard.put(key(shown.order()), new Heard(shown.order(), now));
        if (heard.size() > HEARD_MAX) {
          heard.remove(heard.keySet().iterator().next());
        }
      }
      case OrderNews.Status status -> {
        if (status.status().isTerminal() && status.permId() != 0 && over.size() < HEARD_MAX) {
          over.add(status.permId());
        }
      }
      case OrderNews.Executed executed -> {
        // The next comparison has what is left of it.
      }
      case OrderNews.Charged charged -> {
        // Nothing of an open order.
      }
      case OrderNews.Notice notice -> {
        // About orders of our own client id.
      }
    }
  }

  /** The broker's complete books: what was heard before they were asked for is in them, or gone. */
  void concluded(Inquiry.Result result) {
    compared = result.books().open();
    heard.values().removeIf(it -> it.at().isBefore(result.askedAt()));
    over.clear();
  }

  void positions(Answer<List<BrokerPosition>> answer) {
    positions = answer instanceof Answer.Given<List<BrokerPosition>> given
        ? Optional.of(given.value())
        : Optional.empty();
  }

  /** The link changed: what was heard counts no more. */
  void forget() {
    heard.clear();
    over.clear();
    compared = List.of();
    positions = Optional.empty();
  }

  /** Why an order may not leave beside those of others; empty where it may. */
  Optional<String> conflict(ExecutionBook book, Run run, Leg leg, Optional<Instrument> instrument) {
    List<ForeignOrder> foreign = ForeignOrder.among(open(), account, book);
    return foreign.isEmpty()
        ? Optional.empty()
        : ForeignConflict.of(
            run, leg, instrument.filter(it -> it.contractId() > 0).map(it -> new ContractId(it.contractId())),
            positions.map(all -> held(all, leg, instrument)), book, foreign, commissions);
  }

  private BigDecimal held(List<BrokerPosition> all, Leg leg, Optional<Instrument> instrument) {
    return all.stream().filter(position -> position.account().equals(account))
        .filter(position -> instrument.filter(it -> it.contractId() > 0)
            .map(it -> it.contractId() == position.instrument().contractId())
            .orElse(position.instrument().symbol().equals(leg.symbol())))
        .map(BrokerPosition::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<BrokerOrder> open() {
    var orders = new LinkedHashMap<Long, BrokerOrder>();
    compared.forEach(order -> orders.put(key(order), order));
    heard.forEach((key, it) -> orders.put(key, it.order()));
    return new ArrayList<>(orders.values()).stream().filter(order -> !over.contains(order.permId())).toList();
  }

  /** Unique over all clients: the broker's own id, else that of the client. */
  private static long key(BrokerOrder order) {
    return order.permId() != 0 ? order.permId() : -((long) order.clientId() << 32 | order.orderId());
  }
}
