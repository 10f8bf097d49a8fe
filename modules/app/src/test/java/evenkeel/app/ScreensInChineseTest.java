package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private String portfolio() throws IOException {
    return Files.writeString(folder.resolve("portfolio.json"), """
        {"net_liq": 10000, "weights": {"GLD": 0.5, "BIL": 0.5}, "prices": {"GLD": 100, "BIL": 50},
         "positions": {"GLD": {"shares": 70, "avg_cost": 90}, "BIL": {"shares": 50, "avg_cost": 50}}}
        """).toString();
  }
}
