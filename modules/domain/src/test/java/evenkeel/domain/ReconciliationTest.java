package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Reconciliation.Ambiguous;
import evenkeel.domain.Reconciliation.Books;
import evenkeel.domain.Reconciliation.Completed;
import evenkeel.domain.Reconciliation.Executed;
import evenkeel.domain.Reconciliation.NotThere;
import evenkeel.domain.Reconciliation.Open;
import evenkeel.domain.Reconciliation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReconciliationTest {
  private static final Leg LEG = Orders.leg("GLD", Side.SELL, 100, "300");
  private static final OrderRef REF = LEG.ref();
  private static final Instant SOON = Orders.NOW.plusSeconds(60);

  private static final ExecutionBook PLANNED = Orders.book(Orders.started("1000", LEG));
  private static final ExecutionBook IN_FLIGHT = Orders.after(PLANNED, Orders.sent(LEG, 7));
  private static final ExecutionBook WORKING = Orders.after(IN_FLIGHT, Orders.known(LEG, 7));
  private static final ExecutionBook CLOSED = Orders.after(WORKING, Orders.closed(LEG, OrderOutcome.CANCELLED));
  private static final ExecutionBook LOST_AND_PARKED = Orders.after(IN_FLIGHT, Orders.parked(LEG));
  private static final ExecutionBook SEEN_AND_PARKED = Orders.after(WORKING, Orders.parked(LEG));

  private static final BrokerOrder AT_BROKER = Orders.atBroker(LEG, 7, BrokerStatus.PRE_SUBMITTED);
  private static final BrokerOrder OVER = Orders.atBroker(
      REF.value(), LEG, -1, 0, Orders.permId(7), BrokerStatus.FILLED);
  private static final Fill FILL = Orders.fill(LEG, 7, "a.b.1.01", "40");

  private static final Optional<ZoneId> ZONE = Optional.of(NyseCalendar.ZONE);
  private static final Books NOTHING = new Books(List.of(), List.of(), List.of(), ZONE);

  static Stream<Arguments> cases() {
    var vanished = "the broker acknowledged it and now has it neither open, completed nor executed";
    return Stream.of(
        // What is open wins over what is completed: an earlier attempt may have been refused.
        of("never sent, not there", PLANNED, NOTHING),
        of("never sent by what the journal has, yet open", PLANNED, open(), new Open(REF, AT_BROKER, List.of())),
        of("in flight, open", IN_FLIGHT, open(), new Open(REF, AT_BROKER, List.of())),
        of("in flight, over", IN_FLIGHT, over(FILL), new Completed(REF, OVER, List.of(FILL))),
        of("in flight, only executions", IN_FLIGHT, executed(FILL), new Executed(REF, List.of(FILL))),
        of("in flight, not there", IN_FLIGHT, NOTHING, new NotThere(REF, submission())),
        of("working, open", WORKING, open(FILL), new Open(REF, AT_BROKER, List.of(FILL))),
        of("working, over", WORKING, over(), new Completed(REF, OVER, List.of())),
        of("working, only executions", WORKING, executed(FILL), new Executed(REF, List.of(FILL))),
        of("working, not there", WORKING, NOTHING, new Ambiguous(REF, vanished)),
        of("closed, open", CLOSED, open(), new Open(REF, AT_BROKER, List.of())),
        of("closed, over", CLOSED, over(FILL), new Completed(REF, OVER, List.of(FILL))),
        of("closed, late execution", CLOSED, executed(FILL), new Executed(REF, List.of(FILL))),
        of("closed, not there", CLOSED, NOTHING),
        of("parked unanswered, open", LOST_AND_PARKED, open(), new Open(REF, AT_BROKER, List.of())),
        of("parked unanswered, not there", LOST_AND_PARKED, NOTHING, new NotThere(REF, submission())),
        of("parked acknowledged, open", SEEN_AND_PARKED, open(), new Open(REF, AT_BROKER, List.of())),
        of("parked acknowledged, not there", SEEN_AND_PARKED, NOTHING),
        of("open and over", IN_FLIGHT, new Books(List.of(AT_BROKER), List.of(OVER), List.of(), ZONE),
            new Open(REF, AT_BROKER, List.of())),
        of("two open", WORKING, two(), new Ambiguous(REF, "2 open orders at the broker bear its reference")),
        of("two open, parked for it", SEEN_AND_PARKED, two()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void shouldJudge(String name, ExecutionBook book, Books books, List<Verdict> verdicts) {
    assertThat(Reconciliation.of(book, book, books, SOON)).isEqualTo(verdicts);
  }

  /** An answer without its end tells what it shows, and never that an order is not there. */
  @Test
  void shouldConcludeNothingFromWhatAPartialAnswerDoesNotShow() {
    var nothing = new Books(List.of(), List.of(), List.of(), ZONE, false);
    assertThat(Reconciliation.of(IN_FLIGHT, IN_FLIGHT, nothing, SOON)).isEmpty();
    assertThat(Reconciliation.of(WORKING, WORKING, nothing, SOON)).isEmpty();
    assertThat(Reconciliation.of(LOST_AND_PARKED, LOST_AND_PARKED, nothing, SOON)).isEmpty();

    var executed = new Books(List.of(), List.of(), List.of(FILL), ZONE, false);
    assertThat(Reconciliation.of(IN_FLIGHT, IN_FLIGHT, executed, SOON))
        .containsExactly(new Executed(REF, List.of(FILL)));
  }

  @Test
  void shouldNotConcludeThatAnOrderIsMissingFromAnAnswerToAnEarlierQuestion() {
    assertThat(Reconciliation.of(IN_FLIGHT, PLANNED, NOTHING, SOON)).isEmpty();
    assertThat(Reconciliation.of(WORKING, IN_FLIGHT, NOTHING, SOON)).isEmpty();
    ExecutionBook again = Orders.after(IN_FLIGHT, Orders.sent(LEG, 8, 2));
    assertThat(Reconciliation.of(again, IN_FLIGHT, NOTHING, SOON)).isEmpty();
    assertThat(Reconciliation.of(LOST_AND_PARKED, IN_FLIGHT, NOTHING, SOON)).isEmpty();
  }

  @Test
  void shouldNotBringBackToLifeWhatEndedSinceTheQuestion() {
    assertThat(Reconciliation.of(CLOSED, WORKING, open(), SOON)).isEmpty();
    assertThat(Reconciliation.of(CLOSED, WORKING, open(FILL), SOON))
        .containsExactly(new Executed(REF, List.of(FILL)));
  }

  @ParameterizedTest(name = "zone {0}, asked after {1}: {2}")
  @CsvSource({
      // Sent at 15:30 in New York on 31 October 2025, which is 03:30 on 1 November in Shanghai.
      "America/New_York, PT8H29M, true", "America/New_York, PT8H30M, false", "America/New_York, P3D, false",
      "Asia/Shanghai, PT8H30M, true", "Asia/Shanghai, PT20H29M, true", "Asia/Shanghai, PT20H30M, false",
      "UTC, PT4H29M, true", "UTC, PT4H30M, false",
      // Any quarter hour may be a midnight; clocks may differ by half a minute.
      ", PT1S, false", ", PT14M, false"})
  void shouldConcludeNothingFromBooksThatMayBeginAfterTheSubmission(String zone, Duration later, boolean isProof) {
    var books = new Books(List.of(), List.of(), List.of(), Optional.ofNullable(zone).map(ZoneId::of));
    Instant asked = Orders.NOW.plus(later);
    if (isProof) {
      assertThat(Reconciliation.of(IN_FLIGHT, IN_FLIGHT, books, asked)).containsExactly(
          new NotThere(REF, submission()));
      return;
    }
    assertThat(Reconciliation.of(IN_FLIGHT, IN_FLIGHT, books, asked))
        .containsExactly(new Ambiguous(REF, "it was sent on 2025-10-31, and the broker's books may begin after that"));
    assertThat(Reconciliation.of(LOST_AND_PARKED, LOST_AND_PARKED, books, asked)).isEmpty();
    assertThat(Reconciliation.of(WORKING, WORKING, books, asked)).containsExactly(new Ambiguous(
        REF, "the broker acknowledged it on 2025-10-31, and the broker's books may begin after that"));
  }

  @Test
  void shouldTakeEachQuarterHourForAMidnightWhereTheZoneIsNotKnown() {
    Instant sent = Instant.parse("2025-10-31T18:30:40Z");
    assertThat(Reconciliation.isSameDay(sent, sent.plusSeconds(780), Optional.empty())).isTrue();
    assertThat(Reconciliation.isSameDay(sent, sent.plusSeconds(900), Optional.empty())).isFalse();
    assertThat(Reconciliation.isSameDay(sent.minusSeconds(20), sent, Optional.empty())).isFalse();
  }

  @Test
  void shouldMatchByReferenceWhateverTheIds() {
    var renumbered = new Books(
        List.of(Orders.atBroker(REF.value(), LEG, 99, 1234, 5, BrokerStatus.SUBMITTED)), List.of(), List.of(), ZONE);
    assertThat(Reconciliation.of(WORKING, WORKING, renumbered, SOON)).singleElement().isInstanceOf(Open.class);
  }

  @Test
  void shouldMatchByIdsOnlyWithoutAReferenceAndOnlyTheSameSymbolAndSide() {
    Leg other = Orders.leg("BIL", Side.SELL, 100, "90");
    assertThat(withFill(Orders.fill("", LEG, Orders.CLIENT, 7, 0, "a.b.1.01", "40"))).hasSize(1);
    assertThat(withFill(Orders.fill("", LEG, Orders.CLIENT, 7, Orders.permId(7), "a.b.1.01", "40"))).hasSize(1);
    assertThat(withFill(Orders.fill("", LEG, 99, 99, Orders.permId(7), "a.b.1.01", "40"))).hasSize(1);
    assertThat(withFill(Orders.fill("", LEG, Orders.CLIENT, 7, Orders.permId(8), "a.b.1.01", "40"))).isEmpty();
    assertThat(withFill(Orders.fill("", LEG, Orders.CLIENT + 1, 7, 0, "a.b.1.01", "40"))).isEmpty();
    assertThat(withFill(Orders.fill("", other, Orders.CLIENT, 7, 0, "a.b.1.01", "40"))).isEmpty();
    assertThat(withFill(Orders.fill("mine", LEG, Orders.CLIENT, 7, Orders.permId(7), "a.b.1.01", "40"))).isEmpty();
  }

  @Test
  void shouldLeaveTheOrdersOfOtherAccountsAlone() {
    var foreign = new Fill(
        FILL.execId(), 7, Orders.CLIENT, 0, "", new AccountId("DU7654321"), LEG.symbol(), LEG.side(), FILL.shares(),
        FILL.price(), FILL.at());
    assertThat(withFill(foreign)).isEmpty();
  }

  private static List<Verdict> withFill(Fill fill) {
    return Reconciliation.of(WORKING, WORKING, executed(fill), SOON).stream()
        .filter(verdict -> !(verdict instanceof Ambiguous)).toList();
  }

  private static Arguments of(String name, ExecutionBook book, Books books, Verdict... verdicts) {
    return Arguments.of(name, book, books, Arrays.asList(verdicts));
  }

  private static Books open(Fill... fills) {
    return new Books(List.of(AT_BROKER), List.of(), List.of(fills), ZONE);
  }

  private static Books over(Fill... fills) {
    return new Books(List.of(), List.of(OVER), List.of(fills), ZONE);
  }

  private static Books executed(Fill... fills) {
    return new Books(List.of(), List.of(), List.of(fills), ZONE);
  }

  private static Books two() {
    return new Books(
        List.of(AT_BROKER, Orders.atBroker(LEG, 8, BrokerStatus.SUBMITTED)), List.of(), List.of(), ZONE);
  }

  private static OrderLife.Submission submission() {
    return IN_FLIGHT.order(REF).orElseThrow().submission().orElseThrow();
  }
}
