package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.alerts.AlertSettings;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountKind;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.DriftPolicy;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.Language;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.SleeveRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.domain.Venue;
import evenkeel.engine.Approval;
import evenkeel.engine.Caution;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.RestartWindow;
import evenkeel.gateway.TransportKind;
import evenkeel.operations.Housekeeper;
import evenkeel.operations.SleeveSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/owner");

  @TempDir
  Path folder;

  @Test
  void shouldHaveExactlyTheseDefaults() {
    Settings settings = SettingsLoader.load(Optional.empty(), HOME);

    assertThat(settings).isEqualTo(new Settings(
        Optional.empty(),
        Path.of("/home/owner/.tradesys"),
        LogLevel.INFO,
        ZoneId.systemDefault(),
        Language.EN,
        new EngineSettings(
            TradingMode.DRY_RUN,
            Optional.empty(),
            new Targets(
                List.of(
                    quarter("DBMF", Venue.BROKER), quarter("GLD", Venue.BROKER),
                    quarter("BIL", Venue.BROKER), quarter("sUSDe", Venue.ELSEWHERE)),
                BigDecimal.ZERO),
            new PlanRules(
                PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), new BigDecimal("100"),
                new BigDecimal("250"), new BigDecimal("0.05"),
                new CommissionSchedule(
                    new BigDecimal("0.005"), new BigDecimal("1.00"), new BigDecimal("0.01"))),
            new PriceRules(Duration.ofMinutes(30), new BigDecimal("0.20")),
            OrderType.MOC,
            new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)),
            LocalTime.of(14, 30),
            Duration.ofSeconds(20),
            Duration.ofMillis(250),
            Duration.ofMinutes(1),
            new GuardLimits(
                new BigDecimal("0.50"), new BigDecimal("1.00"), 20, new BigDecimal("0.02"), new BigDecimal("0.10"),
                false, true, true),
            new CatchUpRule(MissedCutOff.NEXT_SESSION, new BigDecimal("0.01")),
            new Caution(
                Optional.of(AccountKind.PAPER), new FirstRuns(2, new BigDecimal("1000"), 2),
                new Approval(false, Duration.ofMinutes(30), false)),
            new TriggerRules(
                Optional.empty(), Optional.of(new BigDecimal("0.10")), Optional.empty(), false, Duration.ofDays(3))),
        new GatewaySettings(
            "127.0.0.1", 4002, 10, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, true,
            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(15),
            Duration.ofSeconds(10), MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP)
            .with(new RestartWindow(
                Optional.of(LocalTime.of(23, 45)), ZoneId.systemDefault(), Duration.ofMinutes(5),
                Duration.ofMinutes(15))),
        new SleeveSettings(
            SleeveSource.None.INSTANCE, new SleeveRules(Duration.ofDays(2), new BigDecimal("0.05"))),
        new Housekeeper.Settings(Optional.empty(), 1_000_000_000L),
        new AlertSettings(
            List.of(), Optional.empty(), Duration.ofMinutes(1), 3, Duration.ofSeconds(30), Duration.ofMinutes(30),
            Duration.ofSeconds(15), true, Optional.empty())));
  }

  @Test
  void shouldShowTheUserEveryKeyWithItsDefault() {
    Config shown = ConfigFactory.parseFile(usersFile().toFile());

    assertThat(shown.resolve().root()).isEqualTo(SettingsLoader.defaults().root());
  }

  @Test
  void shouldExplainEveryKeyOfTheUsersFile() throws IOException {
    List<String> lines = Files.readAllLines(usersFile());

    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      boolean opensKey = line.matches("[a-z-]+ (=|\\{).*") && !line.startsWith("evenkeel ");
      if (opensKey) {
        assertThat(lines.get(index - 1).strip()).as("line above '%s'", line).startsWith("#");
      }
    }
  }

  @Test
  void shouldPutTheUsersFileOverTheDefaults() throws IOException {
    Settings settings = load("""
        evenkeel {
          mode = paper
          local-time-zone = Asia/Shanghai
          drift-threshold-points = 2.5
          minimum-trade-value = 250.50 USD
          targets = [
            { symbol = SPY, weight = 0.55 }
            { symbol = TLT, weight = 0.35, venue = broker }
          ]
          cash-weight = 0.10
          gateway.account = DU1234567
          gateway { backoff.max = 2m, market-data-type = delayed-frozen }
        }
        """);

    assertThat(settings.mode()).isEqualTo(TradingMode.PAPER);
    assertThat(settings.localTimeZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(settings.planRules().drift()).isEqualTo(new DriftPolicy.Absolute(new BigDecimal("0.025")));
    assertThat(settings.planRules().minimumTradeValue()).isEqualByComparingTo("250.50");
    assertThat(settings.engine().targets().targets()).containsExactly(
        new Target(new Symbol("SPY"), new BigDecimal("0.55"), Venue.BROKER),
        new Target(new Symbol("TLT"), new BigDecimal("0.35"), Venue.BROKER));
    assertThat(settings.engine().targets().cashWeight()).isEqualByComparingTo("0.1");
    assertThat(settings.engine().account()).contains(new AccountId("DU1234567"));
    assertThat(settings.gateway().backoffMax()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.gateway().marketData())
        .isEqualTo(MarketDataFeed.of(MarketDataFeed.Type.DELAYED_FROZEN));
    assertThat(settings.gateway().port()).isEqualTo(4002);
  }

  @Test
  void shouldLetTheEnvironmentWinOverTheFile() throws IOException {
    Path file = write("evenkeel { gateway { host = here, port = 1 }, log-level = warn }");

    Settings settings = SettingsLoader.load(Optional.of(file), Map.of(
        "IB_HOST", "there", "IB_PORT", "7497", "IB_CLIENT_ID", "21", "TRADESYS_LOG_LEVEL", "DEBUG",
        "TRADESYS_HOME", "/srv/evenkeel"));

    assertThat(settings.gateway().host()).isEqualTo("there");
    assertThat(settings.gateway().port()).isEqualTo(7497);
    assertThat(settings.gateway().clientId()).isEqualTo(21);
    assertThat(settings.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/srv/evenkeel"));
  }

  @Test
  void shouldNameTheVariableThatIsWrong() {
    assertThat(problems(Optional.empty(), Map.of("IB_PORT", "many"))).containsExactly(
        "environment variable IB_PORT: evenkeel.gateway.port must be a whole number from 1 to 65535,"
            + " was 'many'");
  }

  @Test
  void shouldFillInVariablesThatTheFileNames() throws IOException {
    Path file = write("evenkeel.gateway { host = gw, host = ${?MY_GATEWAY}, port = ${PORT_BASE}2 }");

    Settings settings = SettingsLoader.load(Optional.of(file), Map.of("PORT_BASE", "400"));

    assertThat(settings.gateway().host()).isEqualTo("gw");
    assertThat(settings.gateway().port()).isEqualTo(4002);
  }

  @Test
  void shouldRefuseAMistypedKeyByNameWithFileAndLine() throws IOException {
    assertThat(problems("""
        evenkeel {
          gateway {
            clientid = 3
          }
        }
        """)).containsExactly(
        folder.resolve("test.conf") + ":3: evenkeel.gateway.clientid is no known key;"
            + " did you mean client-id?");
  }

  @Test
  void shouldRefuseAKeyOfAnItemByName() throws IOException {
    assertThat(problems("""
        evenkeel.targets = [
          { symbol = SPY, wieght = 1, weight = 1 }
        ]
        """)).containsExactly(
        folder.resolve("test.conf") + ":2: evenkeel.targets[1].wieght is no known key;"
            + " did you mean weight?");
  }

  @Test
  void shouldRefuseABlockThatIsNotOurs() throws IOException {
    assertThat(problems("other { x = 1 }")).singleElement().asString()
        .contains(":1: other is no known key");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      gateway.connect-timeout = 15          | a time with its unit, such as 15s, 2m or 1h, above zero
      gateway.connect-timeout = 15 parsecs  | a time with its unit, such as 15s, 2m or 1h, above zero
      gateway.connect-timeout = -15s        | a time with its unit, such as 15s, 2m or 1h, above zero
      gateway.port = 70000                  | a whole number from 1 to 65535
      gateway.port = 4002.5                 | a whole number from 1 to 65535
      gateway.client-id = 0                 | a whole number from 1 to 2147483647
      gateway.messages-per-second = 51      | a whole number from 1 to 50
      gateway.pace-api = 7                  | true or false
      gateway.backoff = 1s                  | a block in braces
      gateway = none                        | a block in braces
      gateway.account = someone             | empty, or an account id that starts with D, U, F or I
      gateway.market-data-type = best       | one of live, frozen, delayed, delayed-frozen
      minimum-trade-value = 100             | an amount with its unit, such as 100 USD
      minimum-trade-value = 100 EUR         | an amount with its unit, such as 100 USD
      minimum-trade-value = -100 USD        | an amount with its unit, such as 100 USD
      drift-threshold-points = -1           | a number of points from 0 to 100
      drift-threshold-points = 5 points     | a number of points from 0 to 100
      price.age-max = null                  | a time with its unit, such as 15s, 2m or 1h, above zero
      price.previous-close-distance-max = 20 | a fraction above 0 and at most 1 (20 % is 0.20)
      cash-weight = 1                       | a fraction from 0 to below 1
      mode = real                           | one of dry-run, paper, live
      planning-rule = all                   | one of whole-portfolio, breached-legs, top-up
      order-type = LMT                      | MOC or MKT
      log-level = loud                      | one of error, warn, info, debug, trace
      local-time-zone = Mars/Base           | system or the name of a time zone such as Asia/Shanghai
      cut-off.latest = late                 | a time of day such as "15:45"
      targets = 5                           | a list in brackets
      """)
  void shouldRefuseAValueOfTheWrongTypeUnitOrSize(String line, String wanted) throws IOException {
    String[] parts = line.split(" = ", 2);

    assertThat(problems("# a comment\nevenkeel." + line)).singleElement().asString()
        .startsWith(at(2) + "evenkeel." + parts[0] + " must be " + wanted + ", was ")
        .contains(parts[1]);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      gateway.host = ""                    | gateway.host must not be empty
      gateway.backoff.max = 1ms            | gateway.backoff.max must not be below gateway.backoff.min
      triggers.month-end-at = "15:45"      | triggers.month-end-at must be before cut-off.latest, 15:45
      targets = []                         | targets cannot be used: no target is held at the broker
      """)
  void shouldRefuseAValueThatDoesNotFit(String line, String problem) throws IOException {
    assertThat(problems("# a comment\nevenkeel." + line))
        .anyMatch(found -> found.startsWith(at(2) + "evenkeel." + problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.24", "0.26"})
  void shouldRefuseWeightsThatDoNotSumToOne(String weight) throws IOException {
    String sum = weight.equals("0.24") ? "0.99" : "1.01";

    assertThat(problems("""
        evenkeel {
          # Three at the broker.
          targets = [
            { symbol = DBMF, weight = %s }
            { symbol = GLD, weight = 0.25 }
            { symbol = BIL, weight = 0.25 }
            { symbol = sUSDe, weight = 0.25, venue = elsewhere }
          ]
        }
        """.formatted(weight))).containsExactly(
        folder.resolve("test.conf") + ":3: evenkeel.targets cannot be used: weights (with cash and"
            + " what is held elsewhere) must sum to 1, the sum is " + sum);
  }

  @Test
  void shouldPointAtTheItemThatIsWrong() throws IOException {
    assertThat(problems("""
        evenkeel.targets = [
          { symbol = SPY, weight = 25 }
          { symbol = "?", weight = 0.5, venue = moon }
          7
          { weight = 0.5 }
        ]
        """)).containsExactly(
        at(4) + "evenkeel.targets[3] must be a block in braces, was 7",
        at(2) + "evenkeel.targets[1].weight must be a fraction above 0 and at most 1 (25 % is 0.25),"
            + " was 25",
        at(3) + "evenkeel.targets[2].symbol must be a symbol, was '?'",
        at(3) + "evenkeel.targets[2].venue must be one of broker, elsewhere, was 'moon'",
        at(5) + "evenkeel.targets[4].symbol is missing; it must be a symbol");
  }

  @Test
  void shouldReportEveryMistakeOnceOnItsOwnLine() throws IOException {
    assertThat(problems("""
        evenkeel {
          mod = paper
          gateway { port = no, hots = x }
          price.age-max = 5
        }
        """)).hasSize(4).doesNotHaveDuplicates()
        .allSatisfy(problem -> assertThat(problem).startsWith(folder.toString()).doesNotContain("\n"));
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    Path missing = folder.resolve("missing.conf");

    assertThat(problems(Optional.of(missing), HOME)).containsExactly(
        missing + ": the configuration cannot be read: there is no such file; name another with"
            + " --config");
  }

  @Test
  void shouldSayWhereAFileIsNoConfiguration() throws IOException {
    assertThat(problems("evenkeel {\n  mode = paper\n")).singleElement().asString()
        .contains("test.conf").contains("3").doesNotContain("\n");
    assertThat(problems("evenkeel.mode = ${NO_SUCH_VARIABLE}")).singleElement().asString()
        .contains("NO_SUCH_VARIABLE");
  }

  /** The parser of the language recurses once a bracket. */
  @Test
  void shouldSayThatBracketsAreNestedTooDeeply() throws IOException {
    assertThat(problems("evenkeel.targets = " + "[".repeat(200_000))).singleElement().asString()
        .contains("test.conf").contains("nested too deeply");
  }

  @Test
  void shouldReadTheFileBesideTheLauncher() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf")).resolve("evenkeel.conf");
    Map<String, String> environment = Map.of("EVENKEEL_HOME", folder.toString());
    assertThat(SettingsLoader.usualFile(environment)).isEmpty();

    Files.writeString(conf, "evenkeel.mode = paper");

    assertThat(SettingsLoader.usualFile(environment)).contains(conf);
    assertThat(SettingsLoader.usualFile(Map.of())).isEmpty();
  }

  private static Target quarter(String symbol, Venue venue) {
    return new Target(new Symbol(symbol), new BigDecimal("0.25"), venue);
  }

  private static Path usersFile() {
    return Path.of(System.getProperty("evenkeel.root"), "conf", "evenkeel.conf");
  }

  private String at(int line) {
    return folder.resolve("test.conf") + ":" + line + ": ";
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test.conf"), text);
  }

  private Settings load(String text) throws IOException {
    return SettingsLoader.load(Optional.of(write(text)), HOME);
  }

  private List<String> problems(String text) throws IOException {
    return problems(Optional.of(write(text)), HOME);
  }

  private static List<String> problems(Optional<Path> file, Map<String, String> environment) {
    CommandFailure failure = catchThrowableOfType(
        CommandFailure.class, () -> SettingsLoader.load(file, environment));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    return failure.lines(Language.EN);
  }
}
