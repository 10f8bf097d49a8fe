package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpRuleTest {
  private static final CutOffRule CUT_OFF = new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15));
  private static final LocalTime AT = LocalTime.of(14, 30);
  private static final BigDecimal BAND = new BigDecimal("0.01");

  /** Every time is New York's. */
  @ParameterizedTest(name = "{0}: {1} at {2} goes to {3} until {4}")
  @CsvSource({
      "NEXT_SESSION, 2025-10, 2025-10-31T15:46, 2025-11-03T14:30, 2025-11-03T15:45, MOC",
      "NEXT_SESSION, 2025-10, 2025-11-03T15:00, 2025-11-03T14:30, 2025-11-03T15:45, MOC",
      "NEXT_SESSION, 2025-10, 2025-11-04T10:00, 2025-11-04T14:30, 2025-11-04T15:45, MOC",
      "NEXT_SESSION, 2024-03, 2024-03-28T15:46, 2024-04-01T14:30, 2024-04-01T15:45, MOC",
      "NEXT_SESSION, 2025-06, 2025-07-03T09:00, 2025-07-03T11:30, 2025-07-03T12:45, MOC",
      "LOC, 2025-10, 2025-10-31T15:46, 2025-10-31T15:46, 2025-10-31T15:49, LOC",
      "LOC, 2025-10, 2025-10-31T15:48, 2025-11-03T14:30, 2025-11-03T15:45, MOC",
      "LOC, 2025-11, 2025-11-28T12:46, 2025-11-28T12:46, 2025-11-28T12:49, LOC",
      "LIMIT, 2025-10, 2025-10-31T15:50, 2025-10-31T15:50, 2025-10-31T15:58, LMT",
      "LIMIT, 2025-10, 2025-10-31T15:57, 2025-11-03T14:30, 2025-11-03T15:45, MOC",
      "LIMIT, 2025-10, 2025-10-31T17:00, 2025-11-03T14:30, 2025-11-03T15:45, MOC",
      "SKIP, 2025-10, 2025-10-31T15:46, , , ",
      "NEXT_SESSION, 2025-10, 2025-11-06T15:46, , , "})
  void shouldFindTheNextTime(
      MissedCutOff policy, YearMonth month, String now, String dueAt, String deadline, String type) {
    Trigger missed = monthEnd(month);
    Optional<Trigger> next = new CatchUpRule(policy, BAND).next(missed, newYork(now), AT, CUT_OFF);
    assertThat(next.isPresent()).isEqualTo(dueAt != null);
    next.ifPresent(trigger -> {
      assertThat(trigger.run()).isEqualTo(missed.run());
      assertThat(trigger.planned()).isEqualTo(missed.session());
      assertThat(trigger.dueAt()).isEqualTo(newYork(dueAt));
      assertThat(trigger.deadline()).isEqualTo(newYork(deadline));
      assertThat(trigger.catchUp().orElseThrow().orderType().map(Enum::name).orElse("MOC")).isEqualTo(type);
    });
  }

  @Test
  void shouldTryLimitOnCloseOnceASession() {
    var rule = new CatchUpRule(MissedCutOff.LOC, BAND);
    Trigger first = rule.next(monthEnd(YearMonth.of(2025, 10)), newYork("2025-10-31T15:46"), AT, CUT_OFF).orElseThrow();
    Trigger second = rule.next(first, newYork("2025-10-31T15:47"), AT, CUT_OFF).orElseThrow();
    assertThat(second.session()).isEqualTo(LocalDate.of(2025, 11, 3));
    assertThat(second.planned()).isEqualTo(LocalDate.of(2025, 10, 31));
  }

  @Test
  void shouldSetTheLimitOnTheMarketsSideInWholeCents() {
    var rule = new CatchUpRule(MissedCutOff.LIMIT, BAND);
    assertThat(rule.limit(Side.BUY, new BigDecimal("28.435"))).isEqualTo(new BigDecimal("28.71"));
    assertThat(rule.limit(Side.SELL, new BigDecimal("28.435"))).isEqualTo(new BigDecimal("28.16"));
    assertThatThrownBy(() -> new CatchUpRule(MissedCutOff.LIMIT, BigDecimal.ONE))
        .hasMessageContaining("triggers.missed-cut-off-band");
  }

  private static Trigger monthEnd(YearMonth month) {
    Session session = NyseCalendar.lastOfMonth(month);
    return Trigger.monthEnd(session, CUT_OFF.due(session, AT), CUT_OFF.cutOff(session));
  }

  private static Instant newYork(String time) {
    return LocalDateTime.parse(time).atZone(NyseCalendar.ZONE).toInstant();
  }
}
