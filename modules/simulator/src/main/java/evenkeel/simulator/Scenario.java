package evenkeel.simulator;

import com.typesafe.config.Config;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything about a simulation except its time and its seed. The language of scenario files is in
 * the module's README.
 *
 * @param prices a folder of {@code SYMBOL.csv}; without one prices walk
 * @param exchangeRates what one unit of a currency is in the accounts' base currency
 */
public record Scenario(
    String description, List<AccountSettings> accounts, List<Instrument> instruments,
    Optional<Path> prices, SortedMap<String, BigDecimal> exchangeRates, SessionSettings session,
    MarketDataSettings marketData, OrderSettings orders, List<TimedFault> faults) {

  /**
   * How the Gateway treats its clients.
   *
   * @param answerDelay before each answer, in the simulated time
   * @param clientIdHeld how long an id stays taken after its connection has gone
   * @param firstOrderId the next valid id of a client that was never here
   * @param zone the log-in time zone, in which most times are written
   */
  public record SessionSettings(
      int serverVersion, Duration answerDelay, Duration clientIdHeld, int firstOrderId,
      OptionalInt masterClient, boolean readOnly, boolean ordersOnConnect, Pacing pacing,
      int messagesPerSecond, Malformed malformed, String zone) {
    public SessionSettings {
      if (serverVersion < 157 || serverVersion > 200) {
        throw new IllegalArgumentException(
            "server-version must be from 157 to 200, was " + serverVersion);
      }
    }
  }

  /** What happens to a request that cannot be read. */
  public enum Malformed {
    /** It is answered with code 320. */
    ANSWER,
    /** Nothing. */
    SILENCE,
    /** The connection is closed. */
    CLOSE
  }

  /** What happens to a client that sends too fast. */
  public enum Pacing {
    /** Nothing. */
    OFF,
    /** Its messages are taken later. */
    PACE,
    /** Its messages are lost, code 100; the third time it is cut off. */
    REJECT
  }

  /**
   * What market data there is, and how fast.
   *
   * @param delay how old delayed quotes are
   * @param tickInterval how long a price stands, and how often a stream is looked at
   * @param snapshotEnd how long a snapshot takes to end
   * @param lines how many instruments all clients together may stream
   */
  public record MarketDataSettings(
      Entitlement entitlement, Duration delay, Duration tickInterval, Duration snapshotEnd,
      int lines) {}

  /**
   * How the exchange and IBKR treat orders.
   *
   * @param fillDelay from an order at the exchange to its fill
   * @param auctionDelay from the close to the first fill told; each order adds some seconds
   * @param auctionCutOff how long before the close the auction takes no more orders and changes
   * @param commissionDelay from a fill to its commission report
   * @param waitingStatus what a market-on-close order shows until the auction
   * @param rejectedStatus what an order shows that IBKR has refused
   * @param fundsMargin by what part of the account's value purchases may exceed the cash
   * @param shortSales whether more may be sold than is held
   * @param fractions whether parts of a share may be traded
   */
  public record OrderSettings(
      Duration fillDelay, Duration auctionDelay, Duration auctionCutOff, Duration commissionDelay, String waitingStatus,
      String rejectedStatus, double fundsMargin, boolean shortSales, boolean fractions) {}

  public Scenario {
    accounts = List.copyOf(accounts);
    instruments = List.copyOf(instruments);
    exchangeRates = new TreeMap<>(exchangeRates);
    faults = List.copyOf(faults);
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("accounts must not be empty");
    }
    requireRates(accounts.getFirst(), exchangeRates, faults);
  }

  private static void requireRates(
      AccountSettings account, SortedMap<String, BigDecimal> rates, List<TimedFault> faults) {
    for (TimedFault timed : faults) {
      if (timed.fault() instanceof AccountChange change) {
        change.currencies().filter(it -> !it.equals(account.baseCurrency()))
            .filter(it -> !rates.containsKey(it)).findFirst().ifPresent(it -> {
              throw new IllegalArgumentException("exchange-rates must say what 1 " + it + " is in "
                  + account.baseCurrency());
            });
      }
    }
  }

  /** The Gateway of somebody with 50,000 USD in cash and nothing else. */
  public static Scenario usual() {
    return ScenarioReader.builtIn("usual");
  }

  /**
   * A built-in scenario by its name, or the one in a file.
   *
   * @throws ScenarioProblem with one line; for a wrong name it lists the right ones
   */
  public static Scenario named(String nameOrFile) {
    return ScenarioReader.named(nameOrFile);
  }

  /**
   * The scenario in a file.
   *
   * @throws ScenarioProblem with one line that names file, line and key
   */
  public static Scenario parse(Path file) {
    return ScenarioReader.read(file);
  }

  /**
   * The scenario in a configuration.
   *
   * @throws ScenarioProblem with one line that names the place and the key
   */
  public static Scenario parse(Config config) {
    return ScenarioReader.read(config);
  }

  /** The names that {@link #named} knows, with what each is about. */
  public static SortedMap<String, String> builtIn() {
    return ScenarioReader.descriptions();
  }

  /** The same with another number for the first account. */
  public Scenario withAccount(String id) {
    return withFirst(accounts.getFirst().withId(id));
  }

  /** The same with this much of the base currency in the first account, and no other cash. */
  public Scenario withCash(BigDecimal cash) {
    AccountSettings first = accounts.getFirst();
    return withFirst(first.withCash(new TreeMap<>(Map.of(first.baseCurrency(), cash))));
  }

  /** The same with this position in the first account, in place of what it held of the symbol. */
  public Scenario withPosition(String symbol, BigDecimal quantity, BigDecimal cost) {
    AccountSettings first = accounts.getFirst();
    List<AccountSettings.Position> positions = new ArrayList<>(first.positions());
    positions.removeIf(held -> held.symbol().equals(symbol));
    positions.add(new AccountSettings.Position(symbol, quantity, cost));
    Scenario known = instruments.stream().anyMatch(it -> it.name().equals(symbol))
        ? this
        : withInstrument(InstrumentCatalogue.unknown(symbol));
    return known.withFirst(first.withPositions(positions));
  }

  /**
   * The same with prices replayed from a folder of {@code SYMBOL.csv}, each of them tradable.
   *
   * @throws ScenarioProblem with the file and the line that cannot be read
   */
  public Scenario withPrices(Path folder) {
    Scenario replayed = new Scenario(description, accounts, instruments, Optional.of(folder),
        exchangeRates, session, marketData, orders, faults);
    for (String symbol : ScenarioReader.symbolsIn(folder)) {
      PriceFile.read(folder.resolve(symbol + ".csv"));
      if (replayed.instruments.stream().noneMatch(it -> it.name().equals(symbol))) {
        replayed = replayed.withInstrument(InstrumentCatalogue.find(symbol)
            .orElseGet(() -> InstrumentCatalogue.unknown(symbol)));
      }
    }
    return replayed;
  }

  /** The same with another server version. */
  public Scenario withServerVersion(int version) {
    return with(new SessionSettings(version, session.answerDelay(), session.clientIdHeld(),
        session.firstOrderId(), session.masterClient(), session.readOnly(),
        session.ordersOnConnect(), session.pacing(), session.messagesPerSecond(),
        session.malformed(), session.zone()));
  }

  /** The same with quotes looked at no more often than this. */
  public Scenario withTickInterval(Duration interval) {
    return new Scenario(description, accounts, instruments, prices, exchangeRates, session,
        new MarketDataSettings(marketData.entitlement(), marketData.delay(), interval,
            marketData.snapshotEnd(), marketData.lines()),
        orders, faults);
  }

  /** The same with one more fault. */
  public Scenario withFault(TimedFault.When when, Fault fault) {
    List<TimedFault> more = new ArrayList<>(faults);
    more.add(new TimedFault(when, fault));
    return new Scenario(description, accounts, instruments, prices, exchangeRates, session,
        marketData, orders, more);
  }

  /** The same with other treatment of clients. */
  public Scenario with(SessionSettings changed) {
    return new Scenario(description, accounts, instruments, prices, exchangeRates, changed,
        marketData, orders, faults);
  }

  /** The same with other market data. */
  public Scenario with(MarketDataSettings changed) {
    return new Scenario(description, accounts, instruments, prices, exchangeRates, session,
        changed, orders, faults);
  }

  /** The same with other treatment of orders. */
  public Scenario with(OrderSettings changed) {
    return new Scenario(description, accounts, instruments, prices, exchangeRates, session,
        marketData, changed, faults);
  }

  /** The same with this instrument, in place of one of the same contract id. */
  public Scenario withInstrument(Instrument instrument) {
    List<Instrument> more = new ArrayList<>(instruments);
    more.removeIf(it -> it.conId() == instrument.conId());
    more.add(instrument);
    return new Scenario(description, accounts, more, prices, exchangeRates, session, marketData,
        orders, faults);
  }

  private Scenario withFirst(AccountSettings first) {
    List<AccountSettings> changed = new ArrayList<>(accounts);
    changed.set(0, first);
    return new Scenario(description, changed, instruments, prices, exchangeRates, session,
        marketData, orders, faults);
  }
}
