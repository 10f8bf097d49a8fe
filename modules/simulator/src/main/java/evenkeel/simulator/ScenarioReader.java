package evenkeel.simulator;

import evenkeel.domain.DecimalText;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import evenkeel.domain.NyseCalendar;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scenario files; what a file does not say is as in the built-in scenario "usual". */
final class ScenarioReader {
  private static final String FOLDER = "evenkeel/simulator/scenarios/";
  private static final String SUFFIX = ".csv";
  private static final String WANTED_TIME = "2025-10-31T15:00:00 or 15:00:00 is wanted, in New"
      + " York time";
  private static final Pattern TRIGGER = Pattern
      .compile("(?<what>order|fill|connect):(?<number>[1-9][0-9]{0,5})");

  private ScenarioReader() {}

  static Scenario named(String nameOrFile) {
    if (nameOrFile.matches("[a-z0-9-]+") && descriptions().containsKey(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (Files.isRegularFile(file)) {
      return read(file);
    }
    throw new ScenarioProblem("scenario '" + nameOrFile + "' is neither a file nor one of "
        + String.join(", ", descriptions().keySet()));
  }

  static Scenario builtIn(String name) {
    return read(resource(name));
  }

  static SortedMap<String, String> descriptions() {
    SortedMap<String, String> descriptions = new TreeMap<>();
    for (String name : resource("index").getStringList("names")) {
      descriptions.put(name, resource(name).getString("description"));
    }
    return descriptions;
  }

  static Scenario read(Path file) {
    try {
      // A missing or unreadable file is said as such, not as an empty scenario.
      return read(ConfigFactory.parseFile(file.toFile(), StrictIncluder.options()).resolve());
    } catch (ConfigException wrong) {
      throw new ScenarioProblem(wrong.getMessage().replace('\n', ' '), wrong);
    } catch (StackOverflowError tooDeep) {
      // The library's parser recurses once a bracket and has no limit of its own.
      throw new ScenarioProblem(file + ": brackets are nested too deeply", tooDeep);
    }
  }

  static Scenario read(Config config) {
    Section root = new Section(config.withFallback(resource("usual")), "");
    return root.built(ScenarioReader::scenario);
  }

  private static Config resource(String name) {
    return ConfigFactory.parseResources(ScenarioReader.class.getClassLoader(),
        FOLDER + name + ".conf", ConfigParseOptions.defaults().setAllowMissing(false));
  }

  private static Scenario scenario(Section root) {
    Optional<Path> prices = root.optional("prices", root::text).map(Path::of);
    if (prices.filter(it -> !Files.isDirectory(it)).isPresent()) {
      throw root.problem("prices", "'" + prices.get() + "' is not a folder");
    }
    SortedMap<String, BigDecimal> rates = rates(root.section("exchange-rates"));
    Map<String, Instrument> instruments = instruments(root);
    if (!rates.isEmpty()) {
      Forex.pairs(baseCurrency(root), rates)
          .forEach(pair -> instruments.putIfAbsent(pair.name(), pair));
    }
    List<AccountSettings> accounts = new ArrayList<>();
    for (Section account : root.sections("accounts")) {
      accounts.add(account.built(it -> account(it, instruments)));
    }
    List<TimedFault> faults = new ArrayList<>();
    for (Section fault : root.sections("timeline")) {
      faults.add(fault.built(it -> timed(it, instruments)));
    }
    ScenarioChecks.accounts(root, accounts, instruments, rates);
    Scenario scenario = new Scenario(root.text("description"), accounts,
        List.copyOf(instruments.values()), Optional.empty(), rates,
        session(root), marketData(root), orders(root), faults);
    root.end();
    return prices.map(scenario::withPrices).orElse(scenario);
  }

  private static Scenario.SessionSettings session(Section root) {
    Optional<Integer> master = root.optional("master-client", root::integer);
    return new Scenario.SessionSettings(root.integer("server-version"),
        root.duration("answer-delay"), root.duration("client-id-held"),
        root.integer("first-order-id"), master.map(OptionalInt::of).orElse(OptionalInt.empty()),
        root.flag("read-only"), root.flag("orders-on-connect"),
        root.choice("pacing", Scenario.Pacing.class), root.integer("messages-per-second"),
        root.choice("malformed-requests", Scenario.Malformed.class),
        ScenarioChecks.zone(root, "time-zone"));
  }

  private static Scenario.MarketDataSettings marketData(Section root) {
    return new Scenario.MarketDataSettings(root.choice("entitlement", Entitlement.class),
        root.duration("quote-delay"), root.duration("tick-interval"),
        root.duration("snapshot-end"), root.integer("market-data-lines"));
  }

  private static Scenario.OrderSettings orders(Section root) {
    return new Scenario.OrderSettings(root.duration("fill-delay"), root.duration("auction-delay"),
        root.duration("auction-cut-off"), root.duration("commission-delay"), root.text("waiting-status"),
        root.text("rejected-status"), root.fraction("funds-margin"), root.flag("short-sales"), root.flag("fractions"));
  }

  private static SortedMap<String, BigDecimal> rates(Section section) {
    SortedMap<String, BigDecimal> rates = new TreeMap<>();
    for (String currency : section.keys()) {
      rates.put(currency, section.decimal(currency));
    }
    return rates;
  }

  private static Map<String, Instrument> instruments(Section root) {
    Map<String, Instrument> instruments = new TreeMap<>();
    if (root.flag("catalogue")) {
      InstrumentCatalogue.all().forEach(known -> instruments.put(known.name(), known));
    }
    for (int i = 1; i <= root.integer("made-up-contracts"); i++) {
      Instrument made = InstrumentCatalogue.unknown("S%03d".formatted(i));
      instruments.put(made.name(), made);
    }
    Section contracts = root.section("contracts");
    for (String name : contracts.keys()) {
      Section contract = contracts.section(name);
      instruments.put(name, contract.built(it -> instrument(name, it)));
    }
    ScenarioChecks.contracts(contracts, instruments);
    return instruments;
  }

  private static Instrument instrument(String name, Section section) {
    String symbol = section.optional("symbol", section::text).orElse(name);
    Instrument usual = InstrumentCatalogue.find(symbol)
        .orElseGet(() -> InstrumentCatalogue.unknown(symbol));
    int usualConId = name.equals(symbol) ? usual.conId() : InstrumentCatalogue.madeUpConId(name);
    Instrument instrument = new Instrument(name, symbol,
        section.optional("security-type", section::text).orElse(Instrument.STOCK),
        section.optional("con-id", section::integer).orElse(usualConId),
        section.optional("currency", section::text).orElse(usual.currency()),
        section.optional("exchange", section::text).orElse(usual.primaryExchange()),
        section.optional("trading-class", section::text).orElse(usual.tradingClass()),
        section.optional("name", section::text).orElse(usual.longName()),
        section.optional("kind", section::text).orElse(usual.stockType()),
        section.optional("order-types", section::texts).orElse(usual.orderTypes()),
        section.optional("price", section::decimal).orElse(usual.price()),
        section.optional("volatility", section::fraction).orElse(usual.volatility()),
        section.optional("quote", key -> FaultReader.override(section, key))
            .flatMap(it -> it),
        section.optional("entitlement", key -> section.choice(key, Entitlement.class)));
    section.end();
    return instrument;
  }

  /** The currency that the exchange rates are in: that of the first account. */
  private static String baseCurrency(Section root) {
    return root.sections("accounts").stream().findFirst()
        .flatMap(first -> first.optional("base-currency", first::text)).orElse("USD");
  }

  private static AccountSettings account(Section section, Map<String, Instrument> instruments) {
    String base = section.optional("base-currency", section::text).orElse("USD");
    SortedMap<String, BigDecimal> cash = new TreeMap<>();
    if (section.isBlock("cash")) {
      Section currencies = section.section("cash");
      currencies.keys().forEach(it -> cash.put(it, currencies.decimal(it)));
    } else {
      cash.put(base, section.decimal("cash"));
    }
    List<AccountSettings.Position> positions = new ArrayList<>();
    Section held = section.section("positions");
    for (String symbol : held.keys()) {
      if (!instruments.containsKey(symbol)) {
        throw held.problem(symbol, "not among the contracts");
      }
      positions.add(position(held, symbol));
    }
    AccountSettings account = new AccountSettings(section.text("id"), base, cash, positions,
        terms(section));
    section.end();
    return account;
  }

  private static AccountTerms terms(Section section) {
    SortedMap<String, BigDecimal> settled = new TreeMap<>();
    Section currencies = section.section("settled");
    currencies.keys().forEach(it -> settled.put(it, currencies.decimal(it)));
    return new AccountTerms(
        section.optional("type", key -> section.choice(key, AccountTerms.Kind.class)), settled,
        section.optional("initial-margin", section::part).orElse(AccountTerms.INITIAL_MARGIN),
        section.optional("loan-rate", section::part).orElse(AccountTerms.LOAN_RATE),
        section.optional("unsettled-purchases", section::flag).orElse(false),
        section.optional("shown-as-margin", section::flag).orElse(false),
        section.optional("virtual-fx-positions", section::flag).orElse(false));
  }

  private static AccountSettings.Position position(Section held, String symbol) {
    String[] parts = held.text(symbol).split("@", -1);
    try {
      return new AccountSettings.Position(symbol, DecimalText.require(parts[0].strip()),
          DecimalText.require(parts[1].strip()));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
      throw held.problem(symbol, "QUANTITY@COST is wanted, for example \"100@28.50\"");
    }
  }

  private static TimedFault timed(Section section, Map<String, Instrument> instruments) {
    List<TimedFault.When> when = new ArrayList<>();
    section.optional("at", key -> moment(section, key)).ifPresent(when::add);
    section.optional("daily", key -> timeOfDay(section, key)).map(TimedFault.Daily::new)
        .ifPresent(when::add);
    section.optional("after", section::duration).map(TimedFault.AfterConnect::new)
        .ifPresent(when::add);
    section.optional("on", key -> trigger(section, key)).ifPresent(when::add);
    if (when.size() != 1) {
      throw section.problem("fault", "give one of at, daily, after and on");
    }
    Fault fault = FaultReader.read(section, instruments.keySet());
    section.end();
    return new TimedFault(when.getFirst(), fault);
  }

  private static TimedFault.When moment(Section section, String key) {
    String text = section.text(key);
    if (!text.contains("T")) {
      return new TimedFault.AtTime(timeOfDay(section, key));
    }
    try {
      return new TimedFault.At(LocalDateTime.parse(text).atZone(NyseCalendar.ZONE).toInstant());
    } catch (DateTimeException wrong) {
      throw section.problem(key, WANTED_TIME + ", not '" + text + "'");
    }
  }

  private static LocalTime timeOfDay(Section section, String key) {
    String text = section.text(key);
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException wrong) {
      throw section.problem(key, WANTED_TIME + ", not '" + text + "'");
    }
  }

  private static TimedFault.When trigger(Section section, String key) {
    String text = section.text(key);
    Matcher matcher = TRIGGER.matcher(text);
    if (!matcher.matches()) {
      throw section.problem(key, "order:1, fill:1 or connect:1 is wanted, not '" + text + "'");
    }
    int number = Integer.parseInt(matcher.group("number"));
    return switch (matcher.group("what")) {
      case "order" -> new TimedFault.OnOrder(number);
      case "fill" -> new TimedFault.OnFill(number);
      default -> new TimedFault.OnConnect(number);
    };
  }

  /** The symbols that a folder has price files for. */
  static List<String> symbolsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> symbols = new ArrayList<>(files.map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(SUFFIX))
          .map(it -> it.substring(0, it.length() - SUFFIX.length())).toList());
      Collections.sort(symbols);
      return symbols;
    } catch (IOException failure) {
      throw new ScenarioProblem(folder + ": cannot be read: " + failure.getMessage(), failure);
    }
  }
}
