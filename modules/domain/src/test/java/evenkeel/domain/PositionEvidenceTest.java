package evenkeel.domain;

import static evenkeel.domain.PositionEvidence.MAY_HAVE_FILLED;
import static evenkeel.domain.PositionEvidence.NOT_FILLED;
import static evenkeel.domain.PositionEvidence.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionEvidenceTest {
  private static final Leg SELL = Orders.leg("DBMF", Side.SELL, 114, "27.10");
  private static final Leg BUY = Orders.leg("DBMF", Side.BUY, 114, "27.10");

  @ParameterizedTest
  @CsvSource({
      "SELL, 720, NOT_FILLED", "SELL, 606, MAY_HAVE_FILLED", "SELL, 719, MAY_HAVE_FILLED", "SELL, 605, UNKNOWN",
      "SELL, 721, UNKNOWN", "BUY, 720, NOT_FILLED", "BUY, 834, MAY_HAVE_FILLED", "BUY, 721, MAY_HAVE_FILLED",
      "BUY, 835, UNKNOWN", "BUY, 719, UNKNOWN"})
  void shouldTellWhetherAnOrderMayHaveFilled(Side side, int held, PositionEvidence evidence) {
    Leg leg = side == Side.SELL ? SELL : BUY;
    assertThat(evidence(leg, compared("720", leg), held)).isEqualTo(evidence);
  }

  @Test
  void shouldProveNothingWithoutAPositionOfBefore() {
    assertThat(evidence(SELL, Orders.after(Orders.book(Orders.started("1000", SELL)), Orders.sent(SELL, 7)), 720))
        .isEqualTo(UNKNOWN);
  }

  /** The owner bought as many as ours may have sold. */
  @Test
  void shouldProveNothingWhereOthersTradedTheSameSinceThen() {
    Fill stranger = Orders.fill("", BUY, 0, 0, 99, "x.y.1.01", "114");
    ExecutionBook book = compared("720", SELL);
    OrderLife life = book.order(SELL.ref()).orElseThrow();
    assertThat(comparison(720, stranger).evidence(book, life, Orders.NOW)).isEqualTo(UNKNOWN);
    assertThat(comparison(720, stranger).evidence(book, life, Orders.NOW.plusSeconds(600))).isEqualTo(NOT_FILLED);
    assertThat(comparison(606).evidence(book, life, Orders.NOW)).isEqualTo(MAY_HAVE_FILLED);
  }

  private static PositionEvidence evidence(Leg leg, ExecutionBook book, int held) {
    return comparison(held).evidence(book, book.order(leg.ref()).orElseThrow(), Orders.NOW);
  }

  private static BookComparison comparison(int held, Fill... fills) {
    var positions = new TreeMap<ContractId, Holding>();
    Holding holding = Holding.of(SELL.symbol(), new BigDecimal(held), BigDecimal.ONE);
    positions.put(holding.contract().id(), holding);
    return new BookComparison(Orders.ACCOUNT, positions, List.of(), List.of(fills));
  }

  /** After a comparison that found so many shares, the order was sent. */
  private static ExecutionBook compared(String shares, Leg leg) {
    Holding holding = Holding.of(leg.symbol(), new BigDecimal(shares), BigDecimal.ONE);
    var accepted = new LockEvent.BrokerAccepted(List.of(holding), new LinkedHashMap<>(), List.of(), Orders.NOW);
    return Orders.after(Orders.book(Orders.started("1000", leg)).apply(accepted), Orders.sent(leg, 7));
  }
}
