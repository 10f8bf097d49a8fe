package evenkeel.simulator;

import evenkeel.tws.AccountId;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What all desks of the simulated Gateway share: time, chance, prices, accounts, connections. */
final class House {
  private final Scenario scenario;
  private final Chance chance;
  private final Timeline timeline;
  private final Instruments instruments;
  private final Market market;
  private final SortedMap<String, AccountBook> accounts = new TreeMap<>();
  private final GatewayClock clock;
  private final Links links = new Links();
  private final Outbox outbox;
  private final Troubles troubles = new Troubles();
  private final List<Consumer<Link>> whenGone = new ArrayList<>();

  House(Scenario scenario, long seed, Instant start) {
    this.scenario = scenario;
    this.chance = new Chance(seed);
    this.timeline = new Timeline(start);
    this.clock = new GatewayClock(ZoneId.of(scenario.session().zone()));
    this.instruments = new Instruments(scenario.instruments());
    this.market = new Market(chance.of("market"), new ExchangeHours(), start, scenario.prices(),
        scenario.marketData().tickInterval());
    this.outbox = new Outbox(timeline, scenario.session().answerDelay());
    LocalDate today = ExchangeHours.dateOf(start);
    for (AccountSettings settings : scenario.accounts()) {
      accounts.put(settings.id(), new AccountBook(settings, scenario.exchangeRates(), today,
          name -> instruments.named(name).orElseThrow(() -> new ScenarioProblem(
              "accounts: position in " + name + ", which is not among the contracts"))));
    }
    for (Instrument instrument : scenario.instruments()) {
      market.override(instrument, instrument.override());
    }
  }

  Scenario scenario() {
    return scenario;
  }

  Chance chance(String what) {
    return chance.of(what);
  }

  Timeline timeline() {
    return timeline;
  }

  Instant now() {
    return timeline.now();
  }

  /** The Gateway's own zone and the form of its times. */
  GatewayClock clock() {
    return clock;
  }

  /** The date in New York. */
  LocalDate today() {
    return ExchangeHours.dateOf(now());
  }

  void after(Duration delay, Runnable action) {
    timeline.after(delay, action);
  }

  Instruments instruments() {
    return instruments;
  }

  Market market() {
    return market;
  }

  ExchangeHours hours() {
    return market.hours();
  }

  Collection<AccountBook> accounts() {
    return Collections.unmodifiableCollection(accounts.values());
  }

  Optional<AccountBook> account(AccountId id) {
    return Optional.ofNullable(accounts.get(id.value()));
  }

  /** The account that an empty id means: the only one, when there is only one. */
  Optional<AccountBook> accountOrOnly(AccountId id) {
    return id.isEmpty() && accounts.size() == 1
        ? Optional.of(accounts.firstEntry().getValue())
        : account(id);
  }

  Links links() {
    return links;
  }

  Outbox outbox() {
    return outbox;
  }

  Troubles troubles() {
    return troubles;
  }

  void send(Link link, ServerMessage message) {
    outbox.send(link, message);
  }

  void error(Link link, int id, int code, String text) {
    outbox.error(link, id, code, text);
  }

  void noticeToAll(int code, String text) {
    links.ready().forEach(link -> error(link, -1, code, text));
  }

  /** Whoever keeps something for a connection hears here that it has gone. */
  void onGone(Consumer<Link> listener) {
    whenGone.add(listener);
  }

  /** The Gateway closes a connection. */
  void hangUp(Link link) {
    if (!link.is(Link.Stage.CLOSED)) {
      outbox.close(link);
      gone(link);
    }
  }

  /** A connection breaks: what was on its way is lost. */
  void reset(Link link) {
    if (!link.is(Link.Stage.CLOSED)) {
      outbox.reset(link);
      gone(link);
    }
  }

  /** A connection has gone, whoever closed it. */
  void gone(Link link) {
    whenGone.forEach(listener -> listener.accept(link));
    link.closed();
    links.remove(link);
  }
}
