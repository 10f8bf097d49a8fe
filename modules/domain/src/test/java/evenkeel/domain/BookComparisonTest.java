package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BookComparisonTest {
  private static final Leg GLD = Orders.leg("GLD", Side.SELL, 100, "300");
  private static final Symbol GOLD = new Symbol("GLD");
  private static final SequencedMap<String, BigDecimal> NONE = new LinkedHashMap<>();
  /** Long enough after every fill that its position is told. */
  private static final Instant LATER = Orders.NOW.plus(Duration.ofMinutes(5));

  @Test
  void shouldCountEveryFillSinceTheAcceptance() {
    ExecutionBook book = Orders.book(
        Orders.started("0", GLD), Orders.sent(GLD, 1), Orders.known(GLD, 1), Orders.filled(GLD, "a.1.01", "10", "300"),
        accepted("GLD", "190"), Orders.filled(GLD, "a.2.01", "20", "300"), Orders.filled(GLD, "a.2.02", "25", "300"));
    assertThat(book.lock().positions().orElseThrow().held().get(ContractId.standIn(GOLD)).shares())
        .as("a correction replaces what it corrects")
        .isEqualByComparingTo("165");
  }

  @Test
  void shouldSayNothingBeforeTheFirstAcceptance() {
    assertThat(differences(ExecutionBook.EMPTY, comparison("GLD", "7"))).isEmpty();
  }

  @Test
  void shouldNameBothSidesAndWhoElseTraded() {
    ExecutionBook book = Orders.book(accepted("GLD", "200"));
    Fill others = Orders.fill("", Orders.leg("GLD", Side.BUY, 8, "300"), 0, 0, 5, "b.1.01", "8");
    var comparison = new BookComparison(Orders.ACCOUNT, shares("GLD", "231.5"), List.of(), List.of(others));
    assertThat(differences(book, comparison)).containsExactly(
        "GLD: our books have 200 shares, the broker has 231.5 shares (+31.5, others than Evenkeel traded +8 today)");
  }

  @Test
  void shouldNoticeWhatIsNotHeldAnyMore() {
    assertThat(differences(Orders.book(accepted("GLD", "200")), comparison("BIL", "0"))).containsExactly(
        "GLD: our books have 200 shares, the broker has 0 shares (-200)");
  }

  @Test
  void shouldBearWithWhatAnOrderUnderWayMayHaveFilledAndNotWithMore() {
    ExecutionBook book = Orders.book(
        accepted("GLD", "200"), Orders.started("0", GLD), Orders.sent(GLD, 1), Orders.known(GLD, 1));
    assertThat(findings(book, comparison("GLD", "100")).differences()).isEmpty();
    assertThat(findings(book, comparison("GLD", "100")).isOpen()).isTrue();
    assertThat(differences(book, comparison("GLD", "99"))).hasSize(1);
    assertThat(differences(book, comparison("GLD", "201"))).as("the other way").hasSize(1);
  }

  @Test
  void shouldBearWithAPositionThatIsToldMinutesAfterItsExecution() {
    ExecutionBook book = Orders.book(
        accepted("GLD", "200"), Orders.started("0", GLD), Orders.sent(GLD, 1), Orders.known(GLD, 1),
        Orders.filled(GLD, "a.1.01", "100", "300"), Orders.closed(GLD, OrderOutcome.FILLED));
    BookComparison comparison = comparison("GLD", "200");
    assertThat(comparison.findings(book, Orders.NOW.plusSeconds(60)).differences()).isEmpty();
    assertThat(differences(book, comparison)).hasSize(1);
  }

  @Test
  void shouldTakeTheBrokersPositionForTheFateOfAnOrderOfYesterday() {
    ExecutionBook book = Orders.book(
        accepted("GLD", "200"), Orders.started("0", GLD), Orders.sent(GLD, 1), Orders.parked(GLD));
    BookComparison filled = comparison("GLD", "100");
    assertThat(differences(book, filled)).isEmpty();
    assertThat(filled.findings(book, LATER.plus(Duration.ofDays(1))).differences()).hasSize(1);
  }

  @Test
  void shouldNoticeOrdersThatStandAsTheyShouldNot() {
    ExecutionBook working = Orders.book(Orders.started("0", GLD), Orders.sent(GLD, 1), Orders.known(GLD, 1));
    BrokerOrder asMeant = Orders.atBroker(GLD, 1, BrokerStatus.SUBMITTED);
    assertThat(differences(working, open(asMeant))).isEmpty();
    Leg limited = Orders.leg(OrderType.MKT, "GLD", Side.SELL, 100, "300");
    assertThat(differences(working, open(Orders.atBroker(limited, 1, BrokerStatus.SUBMITTED)))).singleElement()
        .asString().contains("SELL 100 GLD MOC").contains("SELL 100 GLD MKT");
    assertThat(differences(ExecutionBook.EMPTY, open(asMeant))).singleElement().asString().contains("no such order");
    assertThat(differences(working, open(asMeant, Orders.atBroker(GLD, 2, BrokerStatus.SUBMITTED)))).singleElement()
        .asString().contains("2 orders that stand");
    BrokerOrder somebodys = Orders.atBroker("mine", GLD, 0, 1, 4, BrokerStatus.SUBMITTED);
    assertThat(differences(ExecutionBook.EMPTY, open(somebodys))).as("orders of others are theirs").isEmpty();
  }

  @Test
  void shouldLetStandWhatTheOwnerAccepted() {
    BookComparison strange = open(Orders.atBroker(GLD, 1, BrokerStatus.SUBMITTED));
    assertThat(strange.strangers(ExecutionBook.EMPTY)).containsExactly(GLD.ref().value());
    ExecutionBook accepted = Orders.book(
        new LockEvent.BrokerAccepted(List.of(), NONE, strange.strangers(ExecutionBook.EMPTY), Orders.NOW));
    assertThat(differences(accepted, strange)).isEmpty();
    assertThat(strange.strangers(accepted)).as("for as long as it stands").hasSize(1);
  }

  @Test
  void shouldExplainAChangeByTheExecutionsOfOthersInTheirOrder() {
    ExecutionBook book = Orders.book(accepted("GLD", "200"));
    List<Fill> fills = List.of(foreign("b.1.01", "8"), foreign("b.2.01", "3"));
    BookComparison.Findings part = findings(
        book, new BookComparison(Orders.ACCOUNT, shares("GLD", "208"), List.of(), fills));
    assertThat(part.differences()).isEmpty();
    assertThat(part.foreign()).singleElement().satisfies(
        it -> assertThat(it.executions()).containsOnlyKeys(Fill.family("b.1.01")));
    ForeignTrades.Explained booked = part.foreign().getFirst();
    ExecutionBook after = Orders.after(book, new LockEvent.ForeignExecutionsBooked(
        booked.contract(), booked.shares(), booked.executions(), booked.held(), Orders.NOW));
    BookComparison all = new BookComparison(Orders.ACCOUNT, shares("GLD", "211"), List.of(), fills);
    assertThat(findings(after, all).foreign()).singleElement().satisfies(
        it -> assertThat(it.shares()).isEqualByComparingTo("3"));
    BookComparison twice = new BookComparison(Orders.ACCOUNT, shares("GLD", "216"), List.of(), fills);
    assertThat(findings(after, twice).differences()).as("an execution explains one change").hasSize(1);
  }

  @Test
  void shouldNeverTakeAnExecutionUnderOurReferenceForOneOfOthers() {
    Leg leg = Orders.leg("GLD", Side.BUY, 8, "300");
    Fill ours = withContract(Orders.fill(leg, 0, "b.1.01", "8"));
    var comparison = new BookComparison(Orders.ACCOUNT, shares("GLD", "208"), List.of(), List.of(ours));
    BookComparison.Findings found = findings(Orders.book(accepted("GLD", "200")), comparison);
    assertThat(found.foreign()).isEmpty();
    assertThat(found.differences()).hasSize(1);
  }

  @Test
  void shouldMatchPositionsBySymbolOnceThatAJournalOfBeforeHas() {
    var before = new TreeMap<Symbol, BigDecimal>();
    before.put(GOLD, new BigDecimal("200"));
    ExecutionBook book = Orders.book(
        new LockEvent.BrokerAccepted(before, List.of(), Orders.NOW), Orders.started("0", GLD), Orders.sent(GLD, 1),
        Orders.known(GLD, 1), Orders.filled(GLD, "a.1.01", "10", "300"), Orders.closed(GLD, OrderOutcome.FILLED));
    assertThat(findings(book, comparison("GLD", "190")).isClean()).isTrue();
    assertThat(comparison("GLD", "190").isNews(book)).as("its contract is confirmed").isTrue();
    assertThat(differences(book, comparison("GLD", "200"))).hasSize(1);
    ExecutionBook confirmed = Orders.after(book, new LockEvent.PositionsConfirmed(
        List.copyOf(shares("GLD", "190").values()), NONE, LATER));
    assertThat(confirmed.lock().positions().orElseThrow().unidentified()).isEmpty();
    assertThat(comparison("GLD", "190").isNews(confirmed)).isFalse();
  }

  private static Fill foreign(String execId, String shares) {
    return withContract(Orders.fill("", Orders.leg("GLD", Side.BUY, 8, "300"), 0, 0, 5, execId, shares));
  }

  private static Fill withContract(Fill fill) {
    return new Fill(
        fill.execId(), fill.orderId(), fill.clientId(), fill.permId(), fill.orderRef(), fill.account(), fill.symbol(),
        fill.side(), fill.shares(), fill.price(), fill.at(), Optional.of(ContractId.standIn(GOLD)));
  }

  private static BookComparison comparison(String symbol, String shares) {
    return new BookComparison(Orders.ACCOUNT, shares(symbol, shares), List.of(), List.of());
  }

  private static BookComparison open(BrokerOrder... orders) {
    return new BookComparison(Orders.ACCOUNT, new TreeMap<>(), List.of(orders), List.of());
  }

  private static SortedMap<ContractId, Holding> shares(String symbol, String shares) {
    var map = new TreeMap<ContractId, Holding>();
    if (new BigDecimal(shares).signum() != 0) {
      Holding holding = Holding.of(new Symbol(symbol), new BigDecimal(shares), BigDecimal.TEN);
      map.put(holding.id(), holding);
    }
    return map;
  }

  private static LockEvent.BrokerAccepted accepted(String symbol, String shares) {
    return new LockEvent.BrokerAccepted(
        List.copyOf(shares(symbol, shares).values()), NONE, List.of(), Orders.NOW);
  }

  private static BookComparison.Findings findings(ExecutionBook book, BookComparison comparison) {
    return comparison.findings(book, LATER);
  }

  private static List<String> differences(ExecutionBook book, BookComparison comparison) {
    return findings(book, comparison).differences().stream().map(Difference::sentence).toList();
  }
}
