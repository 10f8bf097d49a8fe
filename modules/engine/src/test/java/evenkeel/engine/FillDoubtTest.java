package evenkeel.engine;

import static evenkeel.domain.BrokerStatus.FILLED;
import static evenkeel.engine.Broker.GLD;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.DoubtedPrice;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Fill;
import evenkeel.domain.Language;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions that contradict themselves, the plan or each other. The order is planned at 300 for 100 shares. */
class FillDoubtTest {
  private ExecutionBook book = ExecutionBook.EMPTY.apply(Broker.started(GLD)).apply(
      new OrderEvent.SubmissionStarted(GLD.ref(), 7, Broker.CLIENT, 1, Broker.START));
  private Bookkeeping books = new Bookkeeping(book, Broker.START);

  @ParameterizedTest
  @ValueSource(strings = {"-28", "0", "1E39", "149", "601"})
  void shouldCountTheSharesAndDoubtThePrice(String price) {
    executed(fill("a.b.1.01", "100", price, Optional.empty()));

    assertThat(life().isFilled()).isTrue();
    assertThat(life().fills().averagePrice()).isEmpty();
    assertThat(life().fills().value()).as("as planned").isEqualByComparingTo("30000");
    assertThat(alerts()).singleElement().satisfies(alert -> {
      assertThat(alert.key()).isEqualTo("fill-price-a.b.1.01");
      assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
    });
  }

  @ParameterizedTest
  @CsvSource({"150, 0", "600, 0", "120, 120", "900, 899"})
  void shouldBelieveAPriceNearThePlanOrOneThatTheAverageConfirms(String price, String average) {
    executed(fill("a.b.1.01", "100", price, average(100, average)));

    assertThat(life().fills().averagePrice().orElseThrow()).isEqualByComparingTo(price);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void shouldTakeTheAverageThatCameWithTheExecution() {
    executed(fill("a.b.1.01", "40", "301", average(40, "301")));
    executed(fill("a.b.2.01", "60", "-28", average(100, "302.2")));

    assertThat(life().fills().averagePrice().orElseThrow()).isEqualByComparingTo("302.2");
    assertThat(alerts()).extracting(Alert::severity).containsExactly(Alert.Severity.WARNING);
  }

  @Test
  void shouldTakeTheAverageOfALaterStatusAndSayNothingMore() {
    executed(fill("a.b.1.01", "100", "0", Optional.empty()));
    alerts();
    status(60, "301.5");
    assertThat(life().fills().averagePrice()).as("of other shares").isEmpty();
    status(100, "-1");
    assertThat(life().fills().averagePrice()).as("no price either").isEmpty();
    status(100, "301.5");

    assertThat(life().fills().averagePrice().orElseThrow()).isEqualByComparingTo("301.5");
    assertThat(life().fills().executions().get("a.b.1").doubted()).contains(
        new DoubtedPrice(BigDecimal.ZERO, DoubtedPrice.Basis.LATER_AVERAGE));
    assertThat(alerts()).isEmpty();
    executed(fill("a.b.1.01", "100", "0", Optional.empty()));
    assertThat(books.contradictions()).as("the same as it was told").isEmpty();
  }

  @Test
  void shouldKeepTheFirstOfTwoContentsUnderOneIdAndSayTheOther() {
    executed(fill("a.b.1.01", "40", "301", Optional.empty()));
    executed(fill("a.b.1.01", "40", "301.0", Optional.empty()));
    assertThat(books.contradictions()).isEmpty();
    executed(fill("a.b.1.01", "100", "1E39", Optional.empty()));

    assertThat(life().fills().shares()).isEqualByComparingTo("40");
    Alert alert = Alerts.contradiction(books.contradictions().getFirst(), Broker.START);
    assertThat(alert.key()).isEqualTo("execution-differs-a.b.1.01");
    assertThat(Language.EN.say(alert.phrase())).contains("100 shares at 1E+39").contains("40 shares at 301");
  }

  @Test
  void shouldTakeNoSharesForNoFillAndAnotherAccountForNotOurs() {
    executed(fill("a.b.1.01", "0", "300", Optional.empty()));
    executed(new Fill(
        "a.b.2.01", 7, Broker.CLIENT, Broker.permId(7), GLD.ref().value(), new AccountId("DU9999999"), GLD.symbol(),
        GLD.side(), GLD.quantity(), GLD.estimatedPrice(), Broker.START));

    assertThat(life()).isInstanceOf(OrderLife.InFlight.class);
    assertThat(books.events()).isEmpty();
  }

  private List<Alert> alerts() {
    List<Alert> alerts = books.events().stream().flatMap(event -> Alerts.ofPrice(event).stream()).toList();
    book = books.book();
    books = new Bookkeeping(book, Broker.START);
    return alerts;
  }

  private void executed(Fill fill) {
    books.executed(fill);
  }

  private void status(int filled, String average) {
    books.status(new OrderNews.Status(
        7, Broker.CLIENT, Broker.permId(7), FILLED, new BigDecimal(filled), BigDecimal.ZERO, "",
        Optional.of(new BigDecimal(average))));
  }

  private OrderLife life() {
    return books.book().order(GLD.ref()).orElseThrow();
  }

  private static Optional<Fill.OrderAverage> average(int shares, String price) {
    return Optional.of(new Fill.OrderAverage(new BigDecimal(shares), new BigDecimal(price)));
  }

  private static Fill fill(String execId, String shares, String price, Optional<Fill.OrderAverage> average) {
    return new Fill(
        execId, 7, Broker.CLIENT, Broker.permId(7), GLD.ref().value(), Broker.ACCOUNT, GLD.symbol(), GLD.side(),
        new BigDecimal(shares), new BigDecimal(price), Broker.START, Optional.empty(), average);
  }
}
