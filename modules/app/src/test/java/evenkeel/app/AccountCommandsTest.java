package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code account} and {@code pnl} show, over TCP. */
class AccountCommandsTest {
  private static final String TWO_ACCOUNTS = """
      include classpath("evenkeel/simulator/scenarios/month-end")
      exchange-rates { USD = 1 }
      accounts = [
        { id = DU1234567, cash = 1900, positions { GLD = "38@265.40" } },
        { id = DU7654321, cash = 500 }]
      """;

  @TempDir
  Path folder;

  @Test
  void shouldShowCurrenciesWithTheirRatesAndHoldings() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("hkd-account", folder)) {
      ProgramRun run = day.run("", "account");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).anyMatch(line -> line.matches("NetLiquidation +[0-9,.]+ +HKD"));
      assertThat(run.out()).anyMatch(line -> line.matches("Currency +Cash +Stocks +Value +Unrealized +Realized +Rate"));
      assertThat(run.out()).anyMatch(line -> line.matches("all +14,820.00 .* 1.00"));
      assertThat(run.out()).anyMatch(line -> line.matches("USD +1,900.00 .* 7.80"));
      assertThat(run.out()).anyMatch(line -> line.matches("GLD +38 +[0-9.]+ +[0-9,.]+ +-?[0-9,.]+ +0.00 +USD"));
      assertThat(day.run("", "account", "--json").out()).contains(
          "{\"account\":\"DU***67\",\"tag\":\"ExchangeRate\",\"value\":\"7.80\",\"currency\":\"USD\"}");
    }
  }

  @Test
  void shouldGiveIdsAsWholeNumbersToPrograms() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("", "positions", "--json").out())
          .anyMatch(line -> line.endsWith("\"contract_id\":51529211}"));
      day.run("", "order", "sell", "GLD", "1", "--type", "LMT", "--limit", "420", "--detach", "--yes");
      assertThat(day.run("", "orders", "--json").out()).singleElement().asString()
          .matches(".*\"order_id\":[0-9]+,\"client_id\":10,\"perm_id\":[0-9]+,.*");
    }
  }

  @Test
  void shouldShowProfitOfEveryAccount() throws IOException {
    try (SimulatedDay day = SimulatedDay.of(file(TWO_ACCOUNTS), folder)) {
      ProgramRun run = day.run("", "pnl");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).hasSize(3);
      assertThat(run.out().get(0)).matches("Account +Today +Unrealized +Realized +Currency");
      assertThat(run.out().get(1)).matches("DU\\*\\*\\*67 +-?[0-9,.]+ +-?[0-9,.]+ +0.00 +USD");
      assertThat(run.out().get(2)).matches("DU\\*\\*\\*21 +0.00 +0.00 +0.00 +USD");
      assertThat(day.run("", "pnl", "--account", "DU7654321", "--json").out()).containsExactly(
          "{\"account\":\"DU***21\",\"daily\":0.0,\"unrealized\":0.0,\"realized\":0.0,\"currency\":\"USD\"}");
    }
  }

  @Test
  void shouldRefuseAnAccountThatTheLogInDoesNotHave() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("", "pnl", "--account", "DU7654321");

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).singleElement().asString().contains("the log-in does not manage the account DU***21");
      assertThat(day.run("", "pnl", "--account", "nobody").exitCode()).isEqualTo(ExitCode.USAGE);
    }
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("scenario.conf"), text).toString();
  }
}
