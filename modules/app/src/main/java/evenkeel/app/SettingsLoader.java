package evenkeel.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import evenkeel.alerts.AlertSettings;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountType;
import evenkeel.domain.CashRules;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.ContractCriteria;
import evenkeel.domain.ContractId;
import evenkeel.domain.CurrencyConversion;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.Language;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.Phrase;
import evenkeel.domain.NegativeCash;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PreviousCloseInSession;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.domain.Venue;
import evenkeel.engine.Caution;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.RestartWindow;
import evenkeel.gateway.TransportKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration: the defaults of every module, over them the user's file, over that the
 * environment. What cannot be understood stops the start with {@link ExitCode#USAGE} and one line a
 * mistake, which names file, line and key.
 */
public final class SettingsLoader {
  /** The only block that is ours; a user's file has nothing beside it. */
  static final String ROOT = "evenkeel";

  /** What the environment overrides, by the variable's name. */
  static final Map<String, String> OVERRIDES = Map.of(
      "IB_HOST", "evenkeel.gateway.host",
      "IB_PORT", "evenkeel.gateway.port",
      "IB_CLIENT_ID", "evenkeel.gateway.client-id",
      OwnersLanguage.VARIABLE, "evenkeel.language",
      "TRADESYS_LOG_LEVEL", "evenkeel.log-level",
      "TRADESYS_HOME", "evenkeel.data-directory");

  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal BAND_MAX = new BigDecimal("0.10");
  private static final int PORT_MAX = 65_535;

  /** IBKR's own limit; beyond it the Gateway answers with error 100 and then breaks off. */
  private static final int MESSAGES_PER_SECOND_MAX = 50;
  /** A hundred, and as many for each of ten quote booster packs (IBKR, market data lines). */
  private static final int MARKET_DATA_LINES_MAX = 1100;

  /** More than any person or plan sends in a day; the journal has to know every run of some weeks. */
  private static final int ORDERS_PER_DAY_MAX = 100;

  private final Map<String, String> environment;
  private final List<Phrase> problems = new ArrayList<>();

  private SettingsLoader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The settings of this file, or of the defaults alone.
   *
   * @throws CommandFailure with every mistake that was found
   */
  public static Settings load(Optional<Path> file, Map<String, String> environment) {
    return new SettingsLoader(environment).load(file);
  }

  /**
   * The file to read when none is named: {@code conf/evenkeel.conf} beside the launcher, where there
   * is one.
   */
  public static Optional<Path> usualFile(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("EVENKEEL_HOME"))
        .filter(home -> !home.isBlank())
        .map(home -> Path.of(home, "conf", "evenkeel.conf"))
        .filter(Files::isRegularFile);
  }

  /** The defaults of every module. */
  static Config defaults() {
    // By package, so that no library's reference.conf is read, and a shaded jar keeps them apart.
    return ConfigFactory.parseResources(SettingsLoader.class, "reference.conf").resolve();
  }

  private Settings load(Optional<Path> file) {
    Config defaults = defaults();
    Config user = file.map(this::parse).orElse(ConfigFactory.empty());
    findUnknownKeys("", user.root(), defaults.root());
    file.flatMap(it -> OpenSecrets.problem(it, user)).ifPresent(problems::add);
    Config values = overrides().withFallback(user).withFallback(defaults);
    var block = new SettingsBlock(
        ROOT, object(values.root().get(ROOT), defaults),
        object(defaults.root().get(ROOT), defaults),
        problems);
    Optional<Settings> settings = read(file, block);
    if (!problems.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, problems);
    }
    return settings.orElseThrow();
  }

  private ConfigObject object(ConfigValue value, Config defaults) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    problems.add(new ConfigText.At(SettingsBlock.place(value.origin()), ROOT, new ConfigText.BlockWanted()));
    return (ConfigObject) defaults.root().get(ROOT);
  }

  private Config parse(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandFailure(ExitCode.USAGE, new ConfigText.Unreadable(
          file, Files.exists(file) ? new ConfigText.NoReadableFile() : new ConfigText.NoSuchFileThere()));
    }
    try {
      // Substitutions see the file itself, then the environment.
      Map<String, Object> variables = new HashMap<>(environment);
      Config fallback = ConfigValueFactory.fromMap(variables, "environment").toConfig();
      Config parsed = ConfigFactory.parseFile(file.toFile());
      Config resolved = parsed.withFallback(fallback).resolve(ConfigResolveOptions.noSystem());
      Config ours = ConfigFactory.empty();
      for (String key : parsed.root().keySet()) {
        String quoted = ConfigUtil.quoteString(key);
        ours = ours.withValue(quoted, resolved.getValue(quoted));
      }
      return ours;
    } catch (ConfigException unreadable) {
      throw new CommandFailure(
          ExitCode.USAGE, Phrase.of(oneLine(unreadable.getMessage())), unreadable);
    } catch (StackOverflowError tooDeep) {
      // The library's parser recurses once a bracket and has no limit of its own.
      throw new CommandFailure(
          ExitCode.USAGE, new ConfigText.Unreadable(file, new ConfigText.NestedTooDeeply()), tooDeep);
    }
  }

  private Config overrides() {
    Config overrides = ConfigFactory.empty();
    for (Map.Entry<String, String> override : OVERRIDES.entrySet()) {
      String text = environment.getOrDefault(override.getKey(), "");
      if (!text.isBlank()) {
        overrides = overrides.withValue(
            override.getValue(),
            ConfigValueFactory.fromAnyRef(text, "environment variable " + override.getKey()));
      }
    }
    return overrides;
  }

  private Optional<Settings> read(Optional<Path> file, SettingsBlock block) {
    SettingsBlock link = block.block("gateway");
    Optional<GatewaySettings> gateway = readGateway(block, link);
    Optional<Targets> targets = readTargets(block);
    SettingsBlock price = block.block("price");
    SettingsBlock cutOff = block.block("cut-off");
    SettingsBlock triggers = block.block("triggers");
    Optional<AccountId> account = AccountId.of(link.parsed("account",
        new ConfigText.AccountOrEmpty(),
        text -> Optional.of(text).filter(id -> id.isEmpty() || AccountId.of(id).isPresent())));
    TradingMode mode = block.choice("mode", TradingMode.class);
    Path dataDirectory = path(block.text("data-directory"));
    LogLevel logLevel = block.choice("log-level", LogLevel.class);
    var localTimeZone = block.zone("local-time-zone");
    PlanRules planRules = readPlanRules(block);
    var priceRules = new PriceRules(price.duration("age-max"),
        aboveZero(price, "previous-close-distance-max"),
        price.choice("previous-close-in-session", PreviousCloseInSession.class));
    OrderType orderType = block.parsed("order-type", new ConfigText.Either(Phrase.of("MOC"), Phrase.of("MKT")),
        text -> text.equals("MOC") || text.equals("MKT")
            ? Optional.of(OrderType.valueOf(text))
            : Optional.empty());
    var cutOffRule = new CutOffRule(cutOff.timeOfDay("latest"),
        cutOff.duration("before-early-close"));
    LocalTime monthEndAt = triggers.timeOfDay("month-end-at");
    Duration retryPause = triggers.duration("retry-pause");
    GuardLimits guards = readGuards(block.block("guards"));
    var catchUp = new CatchUpRule(
        triggers.choice("missed-cut-off", MissedCutOff.class),
        triggers.number("missed-cut-off-band", new ConfigText.BandWanted(),
            band -> band.signum() > 0 && band.compareTo(BAND_MAX) <= 0));
    SleeveSettings sleeve = SleeveSettings.read(block.block("elsewhere"), localTimeZone);
    Caution caution = CautionReader.caution(block, link, gateway.map(GatewaySettings::port));
    var housekeeping = CautionReader.housekeeping(block.block("housekeeping"));
    Duration quotePatience = price.duration("wait-max");
    Duration quoteSettle = price.duration("settle-time");
    TriggerRules triggerRules = readTriggers(triggers, cutOffRule);
    if (!monthEndAt.isBefore(cutOffRule.latest())) {
      triggers.problem("month-end-at",
          new ConfigText.BeforeCutOffWas(cutOffRule.latest(), monthEndAt));
    }
    Optional<AlertSettings> alerts = AlertSettingsReader.read(block.block("alerts"), this::path);
    if (targets.isEmpty() || gateway.isEmpty() || alerts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Settings(
        file, dataDirectory, logLevel, localTimeZone, block.choice("language", Language.class),
        new EngineSettings(
            mode, account, targets.get(), planRules, priceRules, orderType, cutOffRule, monthEndAt,
            quotePatience, quoteSettle, retryPause, guards, catchUp, caution, triggerRules),
        gateway.get(), sleeve, housekeeping, alerts.get()));
  }

  private static TriggerRules readTriggers(SettingsBlock triggers, CutOffRule cutOff) {
    Optional<LocalTime> driftCheckAt = triggers.parsed(
        "drift-check-at", new ConfigText.TimeOrEmpty("14:30"), SettingsLoader::timeIfAny);
    if (driftCheckAt.filter(at -> !at.isBefore(cutOff.latest())).isPresent()) {
      triggers.problem("drift-check-at", new ConfigText.BeforeCutOff(cutOff.latest()));
    }
    BigDecimal drop = triggers.number("drop-min", new ConfigText.DropWanted(),
        it -> it.signum() >= 0 && it.compareTo(BigDecimal.ONE) < 0);
    BigDecimal cashFlow = triggers.dollars("cash-flow-min");
    return new TriggerRules(
        driftCheckAt, Optional.of(drop).filter(it -> it.signum() > 0),
        Optional.of(cashFlow).filter(it -> it.signum() > 0),
        triggers.choice("cash-flow-plan", CashFlowPlan.class) == CashFlowPlan.TOP_UP,
        triggers.duration("cool-down"));
  }

  /** What cash that came or went leads to. */
  private enum CashFlowPlan {
    REBALANCE, TOP_UP
  }

  private static GuardLimits readGuards(SettingsBlock guards) {
    return new GuardLimits(
        multiple(guards, "order-value-max"), multiple(guards, "run-value-max"),
        guards.integer("orders-per-day-max", 1, ORDERS_PER_DAY_MAX), aboveZero(guards, "price-distance-max"),
        aboveZero(guards, "account-change-max"), guards.yesOrNo("reversal-within-a-day"),
        guards.yesOrNo("pattern-day-trader-rule"), guards.yesOrNo("margin-preview"));
  }

  private static BigDecimal multiple(SettingsBlock block, String key) {
    return block.number(key, new ConfigText.MultipleWanted(),
        value -> value.signum() > 0 && value.compareTo(BigDecimal.TEN) <= 0);
  }

  private static PlanRules readPlanRules(SettingsBlock block) {
    SettingsBlock commission = block.block("commission");
    return new PlanRules(
        block.choice("planning-rule", PlanningRule.class),
        block.number("drift-threshold-points", new ConfigText.ThresholdWanted(),
            points -> points.signum() >= 0 && points.compareTo(HUNDRED) <= 0).movePointLeft(2),
        block.dollars("minimum-trade-value"),
        block.dollars("cash-reserve"),
        aboveZero(block, "net-liquidation-tolerance"),
        new CommissionSchedule(
            commission.dollars("per-share"), commission.dollars("minimum"),
            aboveZero(commission, "trade-value-max")),
        new CashRules(
            block.choice("negative-cash", NegativeCash.class),
            block.block("currencies").choice("convert", CurrencyConversion.class),
            switch (block.choice("account-type", AccountTypeSetting.class)) {
              case AUTO -> Optional.empty();
              case MARGIN -> Optional.of(AccountType.MARGIN);
              case CASH -> Optional.of(AccountType.CASH);
            }));
  }

  private static Optional<GatewaySettings> readGateway(SettingsBlock root,
      SettingsBlock gateway) {
    SettingsBlock backoff = gateway.block("backoff");
    Duration silence = gateway.duration("heartbeat").plus(gateway.duration("heartbeat-timeout"));
    if (silence.compareTo(GatewaySettings.SILENCE_MAX) > 0) {
      gateway.problem("heartbeat", new ConfigText.SilenceTooLong(
          GatewaySettings.SILENCE_MAX.toSeconds(), silence.toSeconds()));
    }
    return root.construct(() -> new GatewaySettings(
        gateway.text("host"),
        gateway.integer("port", 1, PORT_MAX),
        gateway.integer("client-id", 1, Integer.MAX_VALUE),
        gateway.duration("connect-timeout"),
        gateway.duration("request-timeout"),
        gateway.integer("messages-per-second", 1, MESSAGES_PER_SECOND_MAX),
        gateway.yesOrNo("pace-api"),
        backoff.duration("min"),
        backoff.duration("max"),
        gateway.duration("heartbeat"),
        gateway.duration("heartbeat-timeout"),
        new MarketDataFeed(
            gateway.choice("market-data-type", MarketDataFeed.Type.class), gateway.yesOrNo("market-data-fallback"),
            gateway.integer("market-data-lines", 1, MARKET_DATA_LINES_MAX)),
        gateway.choice("transport", TransportKind.class),
        readRestart(gateway.block("restart"))));
  }

  private static RestartWindow readRestart(SettingsBlock restart) {
    return new RestartWindow(
        restart.parsed("at", new ConfigText.TimeOrEmpty("23:45"), SettingsLoader::timeIfAny),
        restart.zone("time-zone"), restart.duration("before"), restart.duration("lasts"));
  }

  private static Optional<Optional<LocalTime>> timeIfAny(String text) {
    try {
      return Optional.of(text.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(text)));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The targets, or nothing with every reason why they are none. */
  private Optional<Targets> readTargets(SettingsBlock block) {
    int before = problems.size();
    List<Target> targets = new ArrayList<>();
    for (SettingsBlock item : block.blocks("targets")) {
      var target = new Target(
          item.parsed("symbol", new ConfigText.SymbolWanted(), Symbol::of),
          item.number("weight", new ConfigText.WeightWanted(),
              weight -> weight.signum() > 0 && weight.compareTo(BigDecimal.ONE) <= 0),
          item.has("venue") ? item.choice("venue", Venue.class) : Venue.BROKER, readCriteria(item));
      if (target.venue() == Venue.BROKER) {
        target.symbol().classShare()
            .ifPresent(other -> item.problem("symbol", new ConfigText.ClassShare(target.symbol(), other)));
      }
      targets.add(target);
    }
    BigDecimal cash = block.number("cash-weight", new ConfigText.CashWeightWanted(),
        weight -> weight.signum() >= 0 && weight.compareTo(BigDecimal.ONE) < 0);
    if (problems.size() > before) {
      // Whatever the sum is now, it is not that of what was meant.
      return Optional.empty();
    }
    List<String> reasons = Targets.check(targets, cash);
    reasons.forEach(reason -> block.problem("targets", new ConfigText.Unusable(reason)));
    return reasons.isEmpty() ? Optional.of(new Targets(targets, cash)) : Optional.empty();
  }

  /** Which contract the symbol of a target means; 0, nothing and no key at all leave it to the symbol. */
  private static ContractCriteria readCriteria(SettingsBlock item) {
    return new ContractCriteria(
        criterion(item, "con-id", new ConfigText.ContractIdWanted(), "0", "[1-9][0-9]{0,8}")
            .map(text -> new ContractId(Integer.parseInt(text))),
        criterion(item, "primary-exchange", new ConfigText.ExchangeWanted(), "", "[A-Z0-9.]{1,20}"),
        criterion(item, "currency", new ConfigText.CurrencyWanted(), "", "[A-Z]{3}"));
  }

  private static Optional<String> criterion(
      SettingsBlock item, String key, Phrase wanted, String nothing, String form) {
    return item.has(key)
        ? Optional.of(item.<String>parsed(key, wanted, text -> Optional.of(text)
            .filter(it -> it.equals(nothing) || it.matches(form)))).filter(text -> !text.equals(nothing))
        : Optional.empty();
  }

  private static BigDecimal aboveZero(SettingsBlock block, String key) {
    return block.number(key, new ConfigText.FractionWanted(),
        fraction -> fraction.signum() > 0 && fraction.compareTo(BigDecimal.ONE) <= 0);
  }

  /** The folder or file of this text, in which a leading tilde is the owner's home. */
  private Path path(String text) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    boolean inHome = text.equals("~") || text.startsWith("~/");
    return Path.of(inHome ? home + text.substring(1) : text).toAbsolutePath().normalize();
  }

  /** Reports each key of the user's file that no default has. */
  private void findUnknownKeys(String path, ConfigObject user, ConfigObject known) {
    for (Map.Entry<String, ConfigValue> entry : user.entrySet()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      ConfigValue counterpart = known.get(entry.getKey());
      ConfigValue value = entry.getValue();
      if (counterpart == null) {
        problems.add(new ConfigText.AtFile(
            SettingsBlock.place(value.origin()), new ConfigText.UnknownKey(key, hint(entry.getKey(), known))));
      } else if (value instanceof ConfigObject inner
          && counterpart instanceof ConfigObject knownInner) {
        findUnknownKeys(key, inner, knownInner);
      } else if (value instanceof ConfigList items && counterpart instanceof ConfigList knownItems
          && !knownItems.isEmpty() && knownItems.get(0) instanceof ConfigObject shape) {
        for (int index = 0; index < items.size(); index++) {
          if (items.get(index) instanceof ConfigObject item) {
            findUnknownKeys(key + "[" + (index + 1) + "]", item, shape);
          }
        }
      }
    }
  }

  /** The known key that was probably meant, or all of them. */
  private static Phrase hint(String key, ConfigObject known) {
    String nearest = "";
    int distance = 4;
    for (String candidate : known.keySet()) {
      int letters = lettersBetween(key, candidate);
      if (letters < distance) {
        distance = letters;
        nearest = candidate;
      }
    }
    return nearest.isEmpty()
        ? new ConfigText.MayStand(String.join(", ", known.keySet().stream().sorted().toList()))
        : new ConfigText.DidYouMeanKey(nearest);
  }

  /** How many letters have to be put in, taken out or changed to make one word the other. */
  private static int lettersBetween(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
