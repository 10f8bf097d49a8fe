package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetLiquidationCheckTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");

  /** 100 GLD that cost 250, and 150 BIL that cost 90. */
  private static List<String> objections(String netLiquidation, String gld, String bil) {
    List<Holding> holdings = List.of(
        Holding.of(GLD, new BigDecimal(100), new BigDecimal(250)),
        Holding.of(BIL, new BigDecimal(150), new BigDecimal(90)));
    return NetLiquidationCheck.objections(
        new BigDecimal(netLiquidation), holdings, Map.of(GLD, new BigDecimal(gld), BIL, new BigDecimal(bil)));
  }

  @ParameterizedTest
  @CsvSource({
      "45000, 300, 100, fully invested",
      "22500, 300, 100, half of it borrowed",
      "4500000, 300, 100, a hundredth invested",
      "250000, 2000, 100, an old purchase beside cash",
      "45000, 300, 100.0001, a little dearer"})
  void shouldSayNothingOfWhatMayBeRight(String netLiquidation, String gld, String bil, String why) {
    assertThat(objections(netLiquidation, gld, bil)).as(why).isEmpty();
  }

  @Test
  void shouldNameBothNumbersWhereTheHoldingsAreMoreThanTwice() {
    assertThat(objections("0.01", "300", "100")).containsExactly(
        "the holdings come to 45000.00 and the net liquidation is 0.01, less than half of them: one of the two, or a"
            + " price, is wrong; give the cash if it is not");
    assertThat(objections("22499.99", "300", "100")).singleElement().asString().contains("45000.00", "22499.99");
    assertThat(objections("45000", "3000", "100")).as("a price ten times too high").singleElement().asString()
        .contains("315000.00");
  }

  @Test
  void shouldNameBothNumbersWhereTheHoldingsVanish() {
    assertThat(objections("60000000", "300", "100")).containsExactly(
        "the holdings come to 45000.00 and the net liquidation is 60000000.00, of which they are less than 1 %: one of"
            + " the two, or a price, is wrong; give the cash if it is not");
  }

  @Test
  void shouldNameThePriceOfASmallHoldingThatIsTenTimesTooHighOrTooLow() {
    assertThat(objections("150000", "300", "1000")).as("with a loan").singleElement().asString()
        .contains("180000.00", "150000.00", "BIL has a price of 1000 and an average cost of 90");
    assertThat(objections("45000", "300", "10")).as("with cash").singleElement().asString()
        .contains("BIL has a price of 10 and an average cost of 90");
  }

  @Test
  void shouldSayNothingOfAnAccountInCash() {
    assertThat(NetLiquidationCheck.objections(new BigDecimal("60000000"), List.of(), Map.of())).isEmpty();
    assertThat(NetLiquidationCheck.objections(
        new BigDecimal("60000000"), List.of(Holding.of(GLD, BigDecimal.ZERO, BigDecimal.ZERO)),
        Map.of(GLD, new BigDecimal(300)))).isEmpty();
  }
}
