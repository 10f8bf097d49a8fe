package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.Difference;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.Language;
import evenkeel.domain.LockEvent;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderType;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.engine.PlannerEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The month of paper and its faults; that a lived month proves everything is shown by the verification module. */
class PreflightTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 11, 3);

  private final List<LinkDiary.Line> links = new ArrayList<>();
  private final List<PreflightEvidence.Journalled> events = new ArrayList<>();
  private final Map<String, Instant> acknowledged = new HashMap<>();

  private static Instant noon(LocalDate day) {
    return day.atTime(12, 0).atZone(NyseCalendar.ZONE).toInstant();
  }

  private Optional<EndOfSupport> support = Optional.empty();

  private void covered(LocalDate from, LocalDate to, LocalDate... but) {
    NyseCalendar.sessions(from, to).stream().map(Session::date).filter(day -> !List.of(but).contains(day)).forEach(
        day -> links.add(new LinkDiary.Line(noon(day), LinkDiary.Event.SESSION, TradingMode.PAPER, "")));
  }

  private Preflight.Item item(String name) {
    return Preflight.items(new PreflightEvidence(
        noon(TODAY), events, links, Set.of(), List.of(), acknowledged, Set.of(OrderType.MOC), 4002, Optional.empty(),
        support))
        .stream().filter(item -> item.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void shouldWantANewerGatewayWhereTheEndOfItsVersionIsTold() {
    assertThat(item("gateway-version").isComplete()).isTrue();
    support = EndOfSupport.of("1045.1 will be desupported on 20991215");
    assertThat(item("gateway-version").isComplete()).isFalse();
    assertThat(Language.EN.say(item("gateway-version").evidence())).contains("2099-12-15");
  }

  private String evidence() {
    return Language.EN.say(item("paper-month").evidence());
  }

  @Test
  void shouldCountThirtyDaysInWhichEachSessionWasCovered() {
    covered(LocalDate.of(2025, 10, 3), TODAY.minusDays(1));
    assertThat(item("paper-month").isComplete()).isTrue();
    assertThat(evidence()).isEqualTo(
        "20 of 20 sessions with a Gateway that was ready, 2025-10-04 to 2025-11-02; unexplained faults: 0");
  }

  @Test
  void shouldNotTakeAMonthWithAGap() {
    covered(LocalDate.of(2025, 10, 3), TODAY.minusDays(1), LocalDate.of(2025, 10, 20));
    assertThat(item("paper-month").isComplete()).isFalse();
    assertThat(evidence()).startsWith("9 of ").contains("2025-10-21 to ");
  }

  @Test
  void shouldTakeAnEarlierMonthWhateverModeCameAfter() {
    covered(LocalDate.of(2025, 7, 1), LocalDate.of(2025, 8, 15));
    assertThat(item("paper-month").isComplete()).isTrue();
    assertThat(evidence()).contains("to 2025-08-1");
  }

  @Test
  void shouldWantEachFaultExplained() {
    covered(LocalDate.of(2025, 10, 3), TODAY.minusDays(1));
    events.add(new PreflightEvidence.Journalled("executor", Samples.started()));
    events.add(new PreflightEvidence.Journalled(
        "executor", new OrderEvent.OrderParked(Samples.SELL, "nobody knows", Samples.AT)));
    events.add(new PreflightEvidence.Journalled("planner", new PlannerEvent.DecisionMade(
        Samples.decision(TradingMode.PAPER, new Decision.Missed("the machine slept")))));

    Preflight.Item item = item("paper-month");
    assertThat(item.isComplete()).isFalse();
    assertThat(Language.EN.say(item.missing().orElseThrow()))
        .contains("parked:" + Samples.SELL, "missed:" + Samples.RUN, "evenkeel preflight --ack NAME");
    acknowledged.put("parked:" + Samples.SELL, noon(TODAY));
    acknowledged.put("missed:" + Samples.RUN, noon(TODAY));
    assertThat(item("paper-month").isComplete()).isTrue();
  }

  private void locked(LockEvent event) {
    events.add(new PreflightEvidence.Journalled("executor|" + Samples.ACCOUNT.value(), event));
  }

  private static LockEvent frozen(Instant at) {
    return new LockEvent.AccountFrozen(List.of(new Difference("GLD", "38", "40")), at);
  }

  @Test
  void shouldWantAFreezeExplainedUnlessTheBooksCameToAgree() {
    covered(LocalDate.of(2025, 10, 3), TODAY.minusDays(1));
    Instant first = Instant.parse("2025-10-20T15:00:00.5Z");
    locked(frozen(first));
    assertThat(item("paper-month").isComplete()).isFalse();
    locked(frozen(first.plusSeconds(60)));
    assertThat(Language.EN.say(item("paper-month").missing().orElseThrow()))
        .endsWith("frozen:2025-10-20T15:00:00Z");
    locked(new LockEvent.AccountThawed(false, first.plusSeconds(90)));
    assertThat(item("paper-month").isComplete()).isTrue();

    locked(frozen(first.plusSeconds(120)));
    locked(new LockEvent.AccountThawed(true, first.plusSeconds(180)));
    assertThat(item("paper-month").isComplete()).isFalse();
    acknowledged.put("frozen:2025-10-20T15:02:00Z", noon(TODAY));
    assertThat(item("paper-month").isComplete()).isTrue();
  }

  @Test
  void shouldTakeAFreezeOfALiveAccountForNoFaultOnPaper() {
    covered(LocalDate.of(2025, 10, 3), TODAY.minusDays(1));
    events.add(new PreflightEvidence.Journalled("executor|U1234567", frozen(noon(TODAY.minusDays(5)))));
    assertThat(item("paper-month").isComplete()).isTrue();
  }

  @Test
  void shouldTraceNoOrderThatLacksAStep() {
    events.add(new PreflightEvidence.Journalled("executor", Samples.started()));
    assertThat(item("traceable").isComplete()).isFalse();
    assertThat(Language.EN.say(item("traceable").evidence())).isEqualTo("0 of 2 orders from intent to report");
  }
}
