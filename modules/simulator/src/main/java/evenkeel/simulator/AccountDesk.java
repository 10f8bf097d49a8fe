package evenkeel.simulator;

import evenkeel.tws.AccountDownloadEnd;
import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountSummaryEnd;
import evenkeel.tws.AccountUpdateMulti;
import evenkeel.tws.AccountUpdateMultiEnd;
import evenkeel.tws.AccountUpdateTime;
import evenkeel.tws.AccountValue;
import evenkeel.tws.Contract;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.Position;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAccountUpdatesMulti;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Account values and positions, asked for once and told again when they have changed. */
final class AccountDesk {
  private static final Duration REFRESH = Duration.ofMinutes(3);
  private static final int SUMMARIES = 2;
  private static final int PRICE_SCALE = 8;
  private static final String LEDGER = "$LEDGER";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm",
      Locale.ROOT);

  private final House house;
  private final List<Summary> summaries = new ArrayList<>();
  private final SortedMap<Long, Updates> updates = new TreeMap<>();
  private final SortedMap<Long, Link> positions = new TreeMap<>();
  private boolean refreshing;

  /** A subscribed summary and the values that it was told last. */
  private record Summary(Link link, int reqId, List<String> tags, Told told) {}

  /** A subscribed account and the values that its subscriber was told last. */
  private record Updates(Link link, AccountBook book, Told told) {}

  /** The values that somebody knows already. */
  private static final class Told {
    private final Map<String, String> values = new HashMap<>();

    boolean isNew(AccountBook book, AccountValues.Line line) {
      String key = book.id() + ' ' + line.tag() + ' ' + line.currency();
      return !line.value().equals(values.put(key, line.value()));
    }
  }

  AccountDesk(House house) {
    this.house = house;
    house.onGone(this::forget);
  }

  private void forget(Link link) {
    summaries.removeIf(it -> it.link() == link);
    updates.remove(link.id().value());
    positions.remove(link.id().value());
  }

  void summary(Link link, RequestAccountSummary request) {
    long active = summaries.stream().filter(it -> it.link() == link).count();
    boolean twice = summaries.stream()
        .anyMatch(it -> it.link() == link && it.reqId() == request.reqId());
    if (active >= SUMMARIES || twice) {
      house.error(link, request.reqId(), 322, "Error processing request.-'cH' : cause - "
          + (twice
              ? "Duplicate ticker id"
              : "Maximum number of account summary requests exceeded"));
      return;
    }
    Summary summary = new Summary(link, request.reqId(), request.tags(), new Told());
    summaries.add(summary);
    tell(summary);
    house.send(link, new AccountSummaryEnd(request.reqId()));
    refreshLater();
  }

  void cancelSummary(Link link, int reqId) {
    summaries.removeIf(it -> it.link() == link && it.reqId() == reqId);
  }

  private void tell(Summary summary) {
    for (AccountBook book : house.accounts()) {
      for (AccountValues.Line line : lines(values(book), summary.tags())) {
        if (isShown(line) && summary.told().isNew(book, line)) {
          house.send(summary.link(), new AccountSummary(summary.reqId(),
              new AccountId(book.id()), line.tag(), line.value(), line.currency()));
        }
      }
    }
  }

  private static List<AccountValues.Line> lines(AccountValues values, List<String> tags) {
    SortedMap<String, AccountValues.Line> known = values.summary();
    List<AccountValues.Line> lines = new ArrayList<>();
    known.values().stream().filter(it -> tags.contains(it.tag())).forEach(lines::add);
    for (String tag : tags) {
      if (tag.equals(LEDGER)) {
        lines.addAll(values.ledger("BASE"));
      } else if (tag.equals(LEDGER + ":ALL")) {
        values.currencies().forEach(it -> lines.addAll(values.ledger(it)));
      } else if (tag.startsWith(LEDGER + ":")) {
        String currency = tag.substring(LEDGER.length() + 1);
        if (values.currencies().contains(currency)) {
          lines.addAll(values.ledger(currency));
        }
      }
    }
    return lines;
  }

  private AccountValues values(AccountBook book) {
    return new AccountValues(book, house.market(), house.now());
  }

  void updates(Link link, RequestAccountUpdates request) {
    if (!request.subscribe()) {
      updates.remove(link.id().value());
      return;
    }
    Optional<AccountBook> book = house.accountOrOnly(request.account());
    if (book.isEmpty()) {
      house.error(link, -1, 321,
          "Error validating request.-'bP' : cause - Invalid account code");
      return;
    }
    boolean taken = updates.values().stream()
        .anyMatch(it -> it.link() != link && it.book() != book.get());
    if (taken) {
      house.error(link, -1, 2101, "Unable to subscribe to account as another client is"
          + " subscribed to a different account");
      return;
    }
    Updates before = updates.get(link.id().value());
    if (before != null && before.book() != book.get()) {
      house.error(link, -1, 2100, "API client has been unsubscribed from account data.");
    }
    Updates subscribed = new Updates(link, book.get(), new Told());
    updates.put(link.id().value(), subscribed);
    tell(subscribed);
    tellHoldings(subscribed);
    tellTime(link);
    house.send(link, new AccountDownloadEnd(new AccountId(book.get().id())));
    refreshLater();
  }

  private void tell(Updates subscribed) {
    AccountBook book = subscribed.book();
    boolean ready = house.troubles().isAccountReady(house.now());
    List<AccountValues.Line> lines = new ArrayList<>();
    lines.add(new AccountValues.Line("AccountCode", book.id(), ""));
    lines.add(new AccountValues.Line("AccountReady", Boolean.toString(ready), ""));
    if (ready) {
      lines.addAll(accountLines(values(book)));
    } else {
      // What IBKR shows while it resets: figures that must not be used.
      lines.add(new AccountValues.Line("NetLiquidation", "0.00", book.baseCurrency()));
    }
    for (AccountValues.Line line : lines) {
      if (isShown(line) && subscribed.told().isNew(book, line)) {
        house.send(subscribed.link(), new AccountValue(line.tag(), line.value(),
            line.currency(), new AccountId(book.id())));
      }
    }
  }

  private boolean isShown(AccountValues.Line line) {
    return !house.troubles().data().isMissing(line.tag(), house.now());
  }

  private List<AccountValues.Line> accountLines(AccountValues values) {
    List<AccountValues.Line> lines = new ArrayList<>(values.summary().values());
    lines.addAll(values.segment());
    DataTroubles troubles = house.troubles().data();
    if (troubles.areTagsPerCurrency()) {
      lines.addAll(values.summaryElsewhere());
    }
    for (String currency : values.currencies()) {
      List<AccountValues.Line> ledger = values.ledger(currency);
      lines.addAll(troubles.isLedgerPrefixed()
          ? ledger.stream().map(it -> it.prefixed(LEDGER + "-")).toList()
          : ledger);
    }
    return lines;
  }

  private void tellHoldings(Updates subscribed) {
    subscribed.book().shown().stream().filter(it -> it.quantity().signum() != 0)
        .forEach(it -> tellHolding(subscribed, it));
  }

  private void tellHolding(Updates subscribed, AccountBook.Holding holding) {
    AccountValues values = values(subscribed.book());
    Instrument instrument = holding.instrument();
    BigDecimal mark = values.mark(instrument);
    Contract contract = Instruments.contract(instrument, "").toBuilder()
        .primaryExchange(instrument.primaryExchange()).build();
    house.send(subscribed.link(), new PortfolioValue(contract,
        Optional.of(holding.quantity()), Optional.of(mark),
        Optional.of(rounded(holding.value(mark))), Optional.of(holding.averageCost()),
        Optional.of(rounded(holding.unrealized(mark))),
        Optional.of(rounded(values.today(holding).realized())),
        new AccountId(subscribed.book().id())));
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private void tellTime(Link link) {
    house.send(link,
        new AccountUpdateTime(CLOCK.format(house.now().atZone(house.clock().zone()))));
  }

  /** One account's values under a request id, once; they are not kept up to date. */
  void multi(Link link, RequestAccountUpdatesMulti request) {
    Optional<AccountBook> book = house.accountOrOnly(request.account());
    if (book.isEmpty()) {
      house.error(link, request.reqId(), 321,
          "Error validating request.-'cV' : cause - Invalid account code");
      return;
    }
    for (AccountValues.Line line : accountLines(values(book.get()))) {
      if (isShown(line)) {
        house.send(link, new AccountUpdateMulti(request.reqId(), new AccountId(book.get().id()),
            request.modelCode(), line.tag(), line.value(), line.currency()));
      }
    }
    house.send(link, new AccountUpdateMultiEnd(request.reqId()));
  }

  void positions(Link link) {
    for (AccountBook book : house.accounts()) {
      for (AccountBook.Holding holding : book.shown()) {
        if (holding.quantity().signum() != 0) {
          tellPosition(link, book, holding);
        }
      }
    }
    house.send(link, new PositionEnd());
    positions.put(link.id().value(), link);
  }

  void cancelPositions(Link link) {
    positions.remove(link.id().value());
  }

  private void tellPosition(Link link, AccountBook book, AccountBook.Holding holding) {
    boolean hidden = house.troubles().data().arePositionsWithoutExchange();
    Contract contract = Instruments.contract(holding.instrument(),
        hidden ? "" : holding.instrument().primaryExchange());
    house.send(link, new Position(new AccountId(book.id()), contract,
        Optional.of(holding.quantity()), Optional.of(holding.averageCost()
            .setScale(PRICE_SCALE, RoundingMode.HALF_UP).stripTrailingZeros())));
  }

  /** Cash has changed: who subscribed is told at once, unless the link to IBKR is lost. */
  void changed(AccountBook book) {
    if (!house.troubles().isLinkLost()) {
      for (Updates subscribed : updates.values()) {
        if (subscribed.book() == book) {
          tell(subscribed);
          tellTime(subscribed.link());
        }
      }
      summaries.forEach(this::tell);
    }
  }

  /** A holding has changed without a trade; told as a trade is. */
  void changed(AccountBook book, Instrument instrument) {
    if (!house.troubles().isLinkLost()) {
      traded(book, instrument);
    }
  }

  /** A trade has changed what an account holds: who subscribed is told at once. */
  void traded(AccountBook book, Instrument instrument) {
    Optional<AccountBook.Holding> holding = book.shown(instrument);
    holding.ifPresent(it -> positions.values().forEach(link -> tellPosition(link, book, it)));
    for (Updates subscribed : updates.values()) {
      if (subscribed.book() == book) {
        holding.ifPresent(it -> tellHolding(subscribed, it));
        tell(subscribed);
        tellTime(subscribed.link());
      }
    }
    summaries.forEach(this::tell);
  }

  /** IBKR begins or ends a reset, or values are there again: who subscribed to them is told. */
  void readinessChanged() {
    updates.values().forEach(this::tell);
    summaries.forEach(this::tell);
  }

  private void refreshLater() {
    if (!refreshing) {
      refreshing = true;
      house.timeline().at(house.timeline().again(REFRESH), this::refresh);
    }
  }

  private void refresh() {
    refreshing = false;
    if (!house.troubles().isLinkLost()) {
      summaries.forEach(this::tell);
      for (Updates subscribed : updates.values()) {
        tell(subscribed);
        tellHoldings(subscribed);
        tellTime(subscribed.link());
      }
    }
    if (!summaries.isEmpty() || !updates.isEmpty()) {
      refreshLater();
    }
  }
}
