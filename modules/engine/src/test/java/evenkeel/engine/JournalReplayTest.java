package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.AccountLock;
import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals of past versions stay here for good, and every later version replays them to the same state. */
class JournalReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a journal file leads to. */
  private record State(ExecutionBook execution, PlannerBook planning) {}

  static Stream<Path> journals() throws IOException, URISyntaxException {
    Path folder = Path.of(JournalReplayTest.class.getResource("/journals").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void shouldReplayEveryJournalAndWriteItAsItWas(Path journal) throws IOException {
    var serializer = new JournalSerializer();
    for (String line : Files.readAllLines(journal)) {
      JsonNode node = JSON.readTree(line);
      Object event = read(node);
      JsonNode again = JSON.readTree(serializer.toBinary(event));
      node.get("payload").properties().forEach(
          field -> assertThat(again.get(field.getKey())).as(line).isEqualTo(field.getValue()));
    }
    assertThat(replay(journal)).isNotNull();
  }

  @Test
  void shouldComeToTheSameStateFromEveryEventOfTheFirstVersion() throws IOException, URISyntaxException {
    State state = replay(journal("v1/every-event.jsonl"));
    Run run = state.execution().runs().get(Journals.RUN);
    List<OrderLife> orders = List.copyOf(run.orders().values());

    OrderLife sell = orders.getFirst();
    assertThat(sell).isInstanceOfSatisfying(OrderLife.Closed.class, closed -> {
      assertThat(closed.outcome()).isEqualTo(OrderOutcome.CANCELLED);
      assertThat(closed.code()).isEqualTo(202);
      assertThat(closed.reason()).isEqualTo("Order Canceled - reason:é");
    });
    assertThat(sell.submission()).contains(new OrderLife.Submission(41, 10, 2, Journals.AT));
    assertThat(sell.fills().shares()).isEqualByComparingTo("30");
    assertThat(sell.fills().averagePrice()).hasValueSatisfying(it -> assertThat(it).isEqualByComparingTo("301.2"));
    assertThat(sell.fills().commission()).isEqualByComparingTo("1.25");
    assertThat(orders.get(1)).isInstanceOfSatisfying(OrderLife.Parked.class, parked -> {
      assertThat(parked.before()).isInstanceOf(OrderLife.InFlight.class);
      assertThat(parked.leg().quantity()).isEqualByComparingTo("98");
    });
    assertThat(outcome(orders.get(2))).isEqualTo(OrderOutcome.SKIPPED);
    assertThat(orders.get(2).leg().limit()).contains(new BigDecimal("485.50"));
    assertThat(outcome(orders.get(3))).isEqualTo(OrderOutcome.NEVER_ARRIVED);
    assertThat(run.settledAt()).contains(Journals.AT);
    assertThat(run.revision()).isEqualTo(17);
    assertThat(run.isReportDue()).isFalse();
    assertThat(run.cash()).isEqualByComparingTo("1234.5");
    assertThat(run.cashReserve()).isEqualByComparingTo("250");
    assertThat(run.deadline()).isEqualTo(Journals.CUT_OFF);
    assertThat(state.execution().highestOrderId()).isEqualTo(43);

    PlannerBook planning = state.planning();
    assertThat(planning.decisions().values().stream()
        .<Class<?>>map(known -> known.decision().verdict().getClass()))
        .containsExactly(
            Decision.Trade.class, Decision.Rest.class, Decision.Refuse.class, Decision.Missed.class);
    assertThat(planning.notHandedOver()).isEmpty();
    assertThat(planning.notReported().map(Decision::run)).containsExactly(
        new RunId("20251101-manual-120001"), new RunId("20251128-month-end"));
    Decision trade = planning.decision(Journals.RUN).orElseThrow();
    assertThat(trade.trigger()).isEqualTo(Journals.TRIGGER);
    assertThat(trade.drift().orElseThrow().lines().getFirst().targetWeight()).isEqualTo(Journals.THIRD);
    assertThat(trade.looked().orElseThrow().holdings()).hasSize(3);
    assertThat(trade.prices()).hasSize(2);
  }

  @Test
  void shouldComeToTheSecondStepOfACashAccount() throws IOException, URISyntaxException {
    State state = replay(journal("v1/cash-account.jsonl"));
    Run run = state.execution().runs().get(new RunId("20271231-month-end"));

    assertThat(run.next()).isEmpty();
    assertThat(run.second()).hasSize(2);
    assertThat(run.cash()).isEqualByComparingTo("4000.50");
    assertThat(run.orders().values()).<Class<?>>extracting(Object::getClass).containsExactly(
        OrderLife.Planned.class, OrderLife.InFlight.class, OrderLife.Closed.class);
    PlannerBook.Step step = state.planning().steps().get(run.id());
    assertThat(step.first().waiting()).hasSize(2);
    assertThat(step.putOff().orElseThrow().session()).isEqualTo(LocalDate.of(2028, 1, 4));
    assertThat(step.decided().orElseThrow().orders()).hasSize(1);
  }

  @Test
  void shouldComeToTheSecondStepOfARefusedPurchase() throws IOException, URISyntaxException {
    State state = replay(journal("v1/purchase-deferred.jsonl"));
    Run run = state.execution().runs().get(new RunId("20280131-month-end"));

    assertThat(run.next().orElseThrow().session()).isEqualTo(LocalDate.of(2028, 2, 1));
    assertThat(run.deferred()).hasSize(1);
    PlannerBook.Step step = state.planning().steps().get(run.id());
    assertThat(step.isRefused()).isTrue();
    assertThat(step.first().orders()).hasSize(1);
    assertThat(step.first().waiting()).extracting(order -> order.symbol().value()).containsExactly("GLD");
    assertThat(state.planning().toDefer(run)).isEmpty();
  }

  @Test
  void shouldComeToAConversionThatWasSent() throws IOException, URISyntaxException {
    State state = replay(journal("v1/conversion.jsonl"));
    Run run = state.execution().runs().get(new RunId("20280229-month-end"));

    OrderLife sent = run.orders().firstEntry().getValue();
    assertThat(sent).isInstanceOf(OrderLife.InFlight.class);
    assertThat(sent.leg().isConversion()).isTrue();
    assertThat(sent.leg().limit()).contains(new BigDecimal("1.0945"));
    assertThat(state.planning().decision(run.id()).orElseThrow().currencyOrders()).hasSize(1);
  }

  @Test
  void shouldComeToTheSameStateFromAMonthEndOfTheFirstVersion() throws IOException, URISyntaxException {
    State state = replay(journal("v1/month-end.jsonl"));
    Run run = state.execution().runs().get(new RunId("20251031-month-end"));
    assertThat(run.orders().values()).hasSize(3).allSatisfy(life -> {
      assertThat(outcome(life)).isEqualTo(OrderOutcome.FILLED);
      assertThat(life.isFilled()).isTrue();
      assertThat(life.fills().commission()).isEqualByComparingTo("1");
    });
    assertThat(run.side(Side.SELL)).singleElement()
        .satisfies(sell -> assertThat(sell.fills().value()).isEqualByComparingTo("3164.00"));
    assertThat(run.isSettled()).isTrue();
    assertThat(run.isReportDue()).isFalse();
    assertThat(state.execution().highestOrderId()).isEqualTo(5);
    assertThat(state.planning().notHandedOver()).isEmpty();
  }

  @Test
  void shouldKeepTheContractOfWhatIsHeldAndOrdered() throws IOException, URISyntaxException {
    State state = replay(journal("v1/by-contract.jsonl"));
    var run = new RunId("20261130-month-end");
    var gold = new ContractId(51529211);
    Portfolio looked = state.planning().decision(run).orElseThrow().looked().orElseThrow();
    assertThat(looked.contract(new Symbol("GLD"))).contains(gold);
    assertThat(looked.shares(new Symbol("GLD"))).isEqualByComparingTo("10");
    assertThat(looked.shares(new ContractId(77001122))).isEqualByComparingTo("720");
    assertThat(state.execution().runs().get(run).orders().values()).singleElement()
        .satisfies(life -> assertThat(life.leg().contract()).contains(gold));
  }

  /** A symbol that was not held got another contract before its order was sent. */
  @Test
  void shouldKnowAnswersFromBeforeARestart() throws IOException, URISyntaxException {
    assertThat(replay(journal("v1/unknown-answer.jsonl")).execution().orders()).singleElement()
        .isInstanceOfSatisfying(OrderLife.InFlight.class, sent -> assertThat(sent.sameAnswerTwice())
            .contains(new OrderLife.UnknownAnswer(2, 9876, "Not so")));
  }

  @Test
  void shouldKeepTheContractInThePlaceOfThePlannedOne() throws IOException, URISyntaxException {
    assertThat(replay(journal("v1/contract-replaced.jsonl")).execution().orders()).singleElement()
        .satisfies(life -> assertThat(life.leg().contract()).contains(new ContractId(51529299)));
  }

  /** Their holdings were filed by symbol. */
  @Test
  void shouldTakeTheSymbolForTheContractInAJournalOfBefore() throws IOException, URISyntaxException {
    State state = replay(journal("v1/every-event.jsonl"));
    Portfolio looked = state.planning().decision(Journals.RUN).orElseThrow().looked().orElseThrow();
    assertThat(looked.holdings().keySet()).hasSize(3).allMatch(ContractId::isStandIn);
    assertThat(looked.shares(new Symbol("GLD"))).isEqualByComparingTo("-0.5");
    assertThat(state.execution().orders()).allSatisfy(life -> assertThat(life.leg().contract()).isEmpty());
  }

  /** Versions that kept no contract ids accepted positions by symbol, and froze the whole account. */
  @Test
  void shouldKeepPositionsBySymbolUntilTheirContractsAreConfirmed() throws IOException, URISyntaxException {
    AccountLock before = replay(journal("v1/breaks-by-symbol.jsonl")).execution().lock();
    assertThat(before.positions().orElseThrow().unidentified()).containsOnlyKeys(new Symbol("BIL"), new Symbol("GLD"));
    assertThat(before.freeze().orElseThrow().isOfAccount()).isTrue();
    AccountLock after = replay(journal("v1/breaks.jsonl")).execution().lock();
    assertThat(after.positions().orElseThrow().held()).containsOnlyKeys(new ContractId(51529211));
    assertThat(after.freeze().orElseThrow().isOf(Optional.of(new ContractId(51529211)), new Symbol("GLD"))).isTrue();
    assertThat(after.freeze().orElseThrow().isOf(Optional.of(new ContractId(1)), new Symbol("BIL"))).isFalse();
  }

  private static OrderOutcome outcome(OrderLife life) {
    return ((OrderLife.Closed) life).outcome();
  }

  private static Path journal(String name) throws URISyntaxException {
    return Path.of(JournalReplayTest.class.getResource("/journals/" + name).toURI());
  }

  private static State replay(Path journal) throws IOException {
    ExecutionBook execution = ExecutionBook.EMPTY;
    PlannerBook planning = PlannerBook.EMPTY;
    for (String line : Files.readAllLines(journal)) {
      switch (read(JSON.readTree(line))) {
        case ExecutionEvent event -> execution = execution.apply(event);
        case PlannerEvent event -> planning = planning.apply(event);
        case GuardEvent event -> assertThat(GuardBook.EMPTY.apply(event)).isNotEqualTo(GuardBook.EMPTY);
        default -> throw new AssertionError("not an event of ours: " + line);
      }
    }
    return new State(execution, planning);
  }

  private static Object read(JsonNode line) throws IOException {
    return new JournalSerializer().fromBinary(
        JSON.writeValueAsBytes(line.get("payload")), line.get("manifest").asText());
  }
}
