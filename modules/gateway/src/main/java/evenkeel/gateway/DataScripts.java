package evenkeel.gateway;

import static evenkeel.gateway.Exchange.given;

import evenkeel.gateway.Exchange.Lane;
import evenkeel.gateway.Exchange.Script;
import evenkeel.domain.AccountId;
import evenkeel.tws.AccountDownloadEnd;
import evenkeel.tws.CancelHistoricalData;
import evenkeel.tws.CancelPnl;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.Pnl;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestPnl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How bars, profit and the account stream are asked for. */
final class DataScripts {
  /** Another client reads another account's stream, so that ours is refused: told without an id. */
  static final int ANOTHER_ACCOUNT = 2101;

  /** Times within a day as seconds since 1970, so that no zone has to be understood. */
  private static final int EPOCH_SECONDS = 2;

  private DataScripts() {}

  static Script<List<Bar>> history(BrokerRequest.History history, int id, Consumer<String> log) {
    var opening = new RequestHistoricalData(
        id, Wire.contract(history.instrument()), false, history.end().map(evenkeel.tws.GatewayTime::utc).orElse(""),
        history.size().word(), history.span().toString(), true, history.kind().name(), EPOCH_SECONDS, false, List.of());
    return new Script<>(
        opening, null, new CancelHistoricalData(id), Optional.empty(), true,
        (message, now) -> message instanceof HistoricalData data && data.reqId() == id
            ? given(data.bars().stream().flatMap(row -> {
              Optional<Bar> bar = Wire.bar(row);
              if (bar.isEmpty()) {
                log.accept("bar of " + history.instrument().symbol() + " at " + row.time());
              }
              return bar.stream();
            }).toList())
            : Optional.empty());
  }

  static Script<Profit> profit(BrokerRequest.ProfitAndLoss request, int id) {
    return new Script<>(
        new RequestPnl(id, new evenkeel.tws.AccountId(request.account().value()), ""), new CancelPnl(id),
        Optional.empty(), true,
        (message, now) -> message instanceof Pnl pnl && pnl.reqId() == id
            ? given(new Profit(request.account(), pnl.dailyPnl(), pnl.unrealizedPnl(), pnl.realizedPnl()))
            : Optional.empty());
  }

  /**
   * The rows carry the account instead of an id, and there is one subscription at a time. A batch that was sent while
   * IBKR resets its values is none.
   */
  static Script<BrokerRequest.AccountBatch> accountStream(
      BrokerRequest.AccountStream request, Consumer<String> log) {
    var account = new evenkeel.tws.AccountId(request.account().value());
    var values = new LinkedHashMap<String, AccountValue>();
    var holdings = new LinkedHashMap<Integer, PortfolioRow>();
    return new Script<>(
        new RequestAccountUpdates(true, account), new RequestAccountUpdates(false, account),
        Optional.of(Lane.ACCOUNT_STREAM), true,
        Exchange.counted(() -> values.size() + holdings.size(), (message, now) -> {
          if (message instanceof evenkeel.tws.AccountValue row && row.account().equals(account)) {
            Wire.accountValue(row).ifPresent(value -> values.put(value.tag() + "/" + value.currency(), value));
          } else if (message instanceof PortfolioValue row && row.account().equals(account)) {
            Wire.holding(row).ifPresentOrElse(
                holding -> holdings.put(row.contract().conId(), holding),
                () -> log.accept("holding symbol=" + row.contract().symbol()));
          }
          boolean isOver = message instanceof AccountDownloadEnd end && end.account().equals(account);
          return isOver ? batch(List.copyOf(values.values()), List.copyOf(holdings.values())) : Optional.empty();
        }));
  }

  /** What is held, from the account stream: for a Gateway that does not end its answer about positions. */
  static Script<List<BrokerPosition>> positions(AccountId account, Consumer<String> log) {
    Script<BrokerRequest.AccountBatch> stream = accountStream(new BrokerRequest.AccountStream(account), log);
    return new Script<>(
        stream.opening(), stream.closing(), stream.lane(), stream.isNumbered(),
        Exchange.counted(
            stream.gathering()::rows,
            (message, now) -> stream.gathering().take(message, now).map(answer -> positions(account, answer))));
  }

  private static Answer<List<BrokerPosition>> positions(AccountId account, Answer<BrokerRequest.AccountBatch> answer) {
    if (!(answer instanceof Answer.Given<BrokerRequest.AccountBatch> given)) {
      return new Answer.Missing<>("positions: " + answer.problem());
    }
    // The cost tells corporate actions from trades: a row without it says less than a position does.
    List<PortfolioRow> rows = given.value().holdings();
    return rows.stream().allMatch(row -> row.averageCost().isPresent())
        ? new Answer.Given<>(rows.stream().map(row -> new BrokerPosition(
            account, row.instrument(), row.quantity(), row.averageCost().orElseThrow())).toList())
        : new Answer.Missing<>("positions: the account stream tells no cost");
  }

  private static Optional<Answer<BrokerRequest.AccountBatch>> batch(
      List<AccountValue> values, List<PortfolioRow> holdings) {
    boolean isResetting = values.stream()
        .anyMatch(value -> value.tag().equals("AccountReady") && value.value().equalsIgnoreCase("false"));
    return isResetting
        ? Optional.of(new Answer.Missing<>("account updates: IBKR is resetting the account's values"))
        : given(new BrokerRequest.AccountBatch(values, holdings));
  }
}
