package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import evenkeel.simulator.AccountSettings;
import evenkeel.simulator.Scenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan and the audit of the owner's months; {@code scripts/chaos --owner-months} lives through them. */
class OwnerMonthsTest {
  @TempDir
  Path folder;

  private Path ledger() throws IOException {
    return Files.writeString(folder.resolve("ledger.jsonl"), """
        {"time":"2025-10-31T20:00:03Z","event":"filled","orderRef":"ek-a","symbol":"DBMF","conId":1,"action":"SELL",\
        "quantity":20,"price":26,"cause":"commission","currency":"USD","amount":-1}
        {"time":"2025-10-31T20:00:04Z","event":"filled","symbol":"GLD","conId":2,"action":"BUY",\
        "quantity":2,"price":305.40,"cause":"commission","currency":"USD","amount":-1}
        {"time":"2025-11-03T18:30:00Z","event":"cash","symbol":"BIL","conId":3,"cause":"dividend","currency":"USD",\
        "amount":51}
        {"time":"2025-11-03T18:30:00Z","event":"cash","symbol":"BIL","conId":3,"cause":"reinvestment",\
        "currency":"USD","amount":-51}
        {"time":"2025-11-03T18:30:00Z","event":"position","symbol":"BIL","conId":3,"cause":"reinvestment",\
        "change":0.557,"shares":170.557,"cost":91.550065}
        {"time":"2025-11-03T19:30:00Z","event":"cash","cause":"conversion","currency":"HKD","amount":-20000}
        {"time":"2025-11-03T19:30:00Z","event":"cash","cause":"conversion","currency":"USD","amount":2564}
        """);
  }

  @Test
  void shouldContinueWithTheAccountThatTheLedgerLeaves() throws IOException {
    Files.createDirectories(folder.resolve("prices"));
    OwnerAccount account = OwnerPlan.account().after(LedgerFile.read(ledger()));

    AccountSettings next = Scenario.parse(ConfigFactory.parseString(
        OwnerPlan.scenario(OwnerPlan.phases().getLast(), account, folder.resolve("prices"), 7)))
        .accounts().getFirst();

    assertThat(next.cash()).containsExactlyInAnyOrderEntriesOf(Map.of(
        "HKD", new BigDecimal("3400"), "USD", new BigDecimal("4371.2")));
    assertThat(next.positions()).extracting(held -> held.symbol() + " " + held.quantity() + "@" + held.cost())
        .containsExactlyInAnyOrder("DBMF 700@27.10", "GLD 40@267.42500000", "BIL 170.557@91.550065");
    assertThat(account.lowest().get("USD")).isEqualByComparingTo("1807.20");
  }

  @Test
  void shouldLiveThroughBothMonthEndsInPhasesThatFollowEachOther() {
    List<OwnerPhase> phases = OwnerPlan.phases();
    OwnerPlan.prices().write(folder.resolve("prices"));
    AuditedPeriod period = OwnerPlan.period(folder.resolve("prices"));

    for (int i = 1; i < phases.size(); i++) {
      assertThat(phases.get(i).from()).isAfter(phases.get(i - 1).to());
    }
    assertThat(List.of(phases.get(1), phases.getLast())).allSatisfy(phase -> {
      DayPlan day = period.day(phase.from());
      assertThat(day.isMonthEnd()).isTrue();
      assertThat(phase.from()).isBefore(day.due());
      assertThat(phase.to()).isAfter(day.closing());
    });
    assertThat(phases).allSatisfy(phase -> assertThat(phase.looks()).isNotEmpty());
  }

  @Test
  void shouldSeeMonthsInWhichNothingWasDone() throws IOException {
    Files.createDirectories(folder.resolve("data/logs"));
    OwnerPlan.prices().write(folder.resolve("prices"));
    AuditedPeriod period = OwnerPlan.period(folder.resolve("prices"));
    Path ledger = Files.writeString(folder.resolve("ledger.jsonl"), """
        {"time":"2025-11-03T18:30:00Z","event":"cash","cause":"withdrawal","currency":"USD","amount":-1900.01}
        """);
    var books = new ChaosBooks(period, folder.resolve("data"), ledger, folder);
    List<String> violations = new ArrayList<>();

    new OwnerAudit(OwnerPlan.phases(), period, books, OwnerPlan.account().after(books.ledger()),
        folder.resolve("data"), violations::add).audit(what -> {});

    assertThat(violations).contains(
        "6: 20251031-month-end did not settle with orders", "6: 20251128-month-end did not settle with orders",
        "6: no alert foreign-trades- in phase manual-order",
        "8: cash was -0.01 USD, borrowed from the broker")
        .anySatisfy(words -> assertThat(words).startsWith("4: positions differ"))
        .anySatisfy(words -> assertThat(words).startsWith("5: no daily look on 2025-11-12"));
  }
}
