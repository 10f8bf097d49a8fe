package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreensInChineseTest {
  private static final Map<String, String> CHINESE = Map.of("EVENKEEL_LANGUAGE", "zh");

  @TempDir
  Path folder;

  @Test
  void shouldShowAPlanInChinese() throws IOException {
    ProgramRun run = ProgramRun.of(CHINESE, "plan", "--from", portfolio());

    assertThat(run.out().getFirst()).startsWith("持仓").endsWith("偏离");
    assertThat(String.join("\n", run.out())).contains("越界", "现金", "市值 USD", "卖出 ", "，交易后现金 ")
        .doesNotContain("Holding", "breach", "Cash", "Sells");
  }

  @Test
  void shouldPrintTheSameJsonInBothLanguages() throws IOException {
    String[] plan = {"plan", "--from", portfolio(), "--json"};

    assertThat(ProgramRun.of(CHINESE, plan)).isEqualTo(ProgramRun.of(plan));
    assertThat(ProgramRun.of(CHINESE, "calendar", "2025-11", "--json"))
        .isEqualTo(ProgramRun.of("calendar", "2025-11", "--json"));
  }

  @Test
  void shouldShowTheCalendarInChinese() {
    ProgramRun run = ProgramRun.of(CHINESE, "calendar", "2025-11");

    assertThat(run.out().getFirst()).startsWith("纽交所交易日").contains("开盘", "收盘");
    assertThat(String.join("\n", run.out())).contains("休市", "提前收盘, 当月最后一个交易日", "下次再平衡", "MOC 订单截止");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "doctor", "account", "positions", "pnl", "quotes", "orders", "fills", "plan", "preflight", "contract GLD",
      "history GLD --duration 5~D --bar 1~day", "order buy GLD 1 --type LMT --limit 300 --preview",
      "order buy GLD 1 --type MKT --yes", "order buy GLD 1 --type LMT --limit 300 --detach --yes",
      "order buy GLD 1 --type LMT", "order sell GLD 500 --type MKT --yes", "order buy XXXX 1 --type MKT",
      "cancel 4711", "cancel --all --mode dry-run", "cancel --all --yes", "cancel", "modify 4711 --limit 3",
      "modify 17", "rebalance --mode dry-run", "rebalance --yes", "status", "stop", "trigger", "approve", "reject",
      "arm --account U1234567 --until 2026-01-31", "arm --account DU1234567 --until 2026-01-31", "disarm",
      "alert", "alert test", "alert ack", "pause --reason 试一试", "resume", "calendar", "calendar 2050-01",
      "calendar --from 2025-12-01 --to 2025-11-01", "service", "nosuch", "quotes GLD;", "quotes --seconds 3",
      "order buy GLD x --type MKT", "history GLD --duration 1~D --bar 1~week", "arm", "status --nosuch",
      "run --mode loud", "pnl --account DU7654321", "plan --from /no/such/file", "sim --port 99999"})
  void shouldLeaveNoEnglishSentenceOnAScreen(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      String[] words = command.split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].replace('~', ' ');
      }

      ProgramRun run = day.run("evenkeel.order-type = MKT", CHINESE, words);

      assertThat(EnglishLeft.in(run)).as("%s", run).isEmpty();
      assertThat(run.out().isEmpty() && run.err().isEmpty()).as("it says something").isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
      "live-account, plan", "live-account, doctor", "price-missing, plan", "price-missing, doctor", "halted, quotes",
      "stale-price, quotes", "stale-price, rebalance --yes", "no-market-data, doctor", "no-market-data, quotes",
      "read-only, rebalance --yes", "rejected-order, rebalance --yes", "hkd-account, plan", "delayed-only, doctor",
      "nan-price, quotes"})
  void shouldTellWhatGoesWrongInChinese(String scenario, String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of(scenario, folder)) {
      String live = "evenkeel.gateway.market-data-type = live\nevenkeel.order-type = MKT";

      ProgramRun run = day.run(live, CHINESE, command.split(" "));

      assertThat(EnglishLeft.in(run)).as("%s", run).isEmpty();
    }
  }

  @Test
  void shouldSayThatNoGatewayIsThereInChinese() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        day.misdirect(free.getLocalPort());
      }

      assertThat(day.run("", CHINESE, "positions").err()).singleElement().asString()
          .startsWith("evenkeel: 网关地址上没有程序在监听").contains("；请启动 IB Gateway");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "evenkeel.gateway.prot = 4002", "evenkeel.gateway.port = 70000", "evenkeel.mode = loud",
      "evenkeel.cash-reserve = 5",
      "evenkeel.price.wait-max = 3", "evenkeel.cash-weight = 2", "evenkeel.targets = 3", "evenkeel.gateway = 3",
      "evenkeel.targets = [{symbol = GLD, weight = 0.5}]", "evenkeel.triggers.month-end-at = \"16:30\"",
      "evenkeel.local-time-zone = Mars", "evenkeel.alerts.channels = [pigeon]", "evenkeel.alerts.channels = [email]",
      "evenkeel.alerts.channels = [webhook]", "evenkeel.elsewhere.source = http", "evenkeel.gateway.account = X",
      "evenkeel.gateway { heartbeat = 40s, heartbeat-timeout = 40s }", "evenkeel.housekeeping.w-8ben-signed = soon",
      "evenkeel.gateway.backoff { min = 9s, max = 3s }", "evenkeel.gateway.restart.before = 20h", "mood = x"})
  void shouldComplainOfTheConfigurationInChinese(String mistake) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run(mistake, CHINESE, "positions");

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(EnglishLeft.in(run)).as("%s", run).isEmpty();
      assertThat(run.err()).allMatch(line -> line.matches(".*\\p{IsHan}.*"));
    }
  }

  @Test
  void shouldKeepJsonEnglish() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      for (String command : List.of("doctor", "preflight", "quotes", "orders", "account")) {
        assertThat(day.run("", CHINESE, command, "--json").out()).as(command)
            .noneMatch(line -> line.matches(".*\\p{IsHan}.*"));
      }
    }
  }

  private String portfolio() throws IOException {
    return Files.writeString(folder.resolve("portfolio.json"), """
        {"net_liq": 10000, "weights": {"GLD": 0.5, "BIL": 0.5}, "prices": {"GLD": 100, "BIL": 50},
         "positions": {"GLD": {"shares": 70, "avg_cost": 90}, "BIL": {"shares": 50, "avg_cost": 50}}}
        """).toString();
  }
}
