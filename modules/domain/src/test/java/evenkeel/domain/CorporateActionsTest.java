package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What positions and average costs say of corporate actions, and that no order of ours is taken for one. */
class CorporateActionsTest {
  private static final Contract BIL = contract(101, "BIL");
  private static final Contract GLD = contract(102, "GLD");
  private static final Contract OTHER = contract(103, "GLDM");

  @ParameterizedTest
  @CsvSource({
      "170, 91.55, 170.57, 91.55", "170, 91.55, 170.57, 91.5512", "170, 91.40, 170.57, 91.55",
      "170, 80.00, 170.57, 80.0384", "0.57, 91.55, 0.58, 91.55", "3000, 91.55, 3011.8, 91.54",
      "170, 0, 170.57, 91.55"})
  void shouldRecognizeAReinvestedDividend(String before, String cost, String after, String costAfter) {
    assertThat(actions(of(held(BIL, before, cost)), of(held(BIL, after, costAfter)))).singleElement()
        .isInstanceOfSatisfying(CorporateAction.DividendReinvested.class, it -> {
          assertThat(it.sharesBefore()).isEqualByComparingTo(before);
          assertThat(it.sharesAfter()).isEqualByComparingTo(after);
        });
  }

  @ParameterizedTest
  @CsvSource({
      // Whole shares, as an order has; a fraction beside too many; a fraction at a price that is none of the fund's.
      "170, 91.55, 171, 91.55", "170, 91.55, 182, 91.55", "170, 91.55, 196.57, 91.55", "720, 27.10, 765.4321, 32",
      "720, 27.10, 765.4321, 25", "720, 27.10, 765, 27.15", "3000, 91.55, 3011.8, 95",
      "3000, 0, 3011.8, 91.55", "-5, 91.55, -4.5, 91.55", "170, 91.55, 170.57, 99"})
  void shouldNotTakeAnythingElseForADividend(String before, String cost, String after, String costAfter) {
    assertThat(actions(of(held(BIL, before, cost)), of(held(BIL, after, costAfter)))).isEmpty();
  }

  @Test
  void shouldNotTakeMoreThanAShareForADividendWhereAnOrderOfOursMayHaveFilled() {
    SortedMap<ContractId, Holding> before = of(held(BIL, "3000", "91.55"));
    SortedMap<ContractId, Holding> after = of(held(BIL, "3011.8", "91.55"));
    assertThat(CorporateActions.of(before, after, contract -> List.of(new BigDecimal("11")))).isEmpty();
    assertThat(CorporateActions.of(before, after, contract -> List.of(new BigDecimal("400")))).hasSize(1);
  }

  /** DBMF at 28.40 pays 7 % at the end of the year. */
  @Test
  void shouldRecognizeADistributionOfAYearUnlessAnOrderOfOursMayHaveFilled() {
    SortedMap<ContractId, Holding> before = of(held(BIL, "720", "27.10"));
    SortedMap<ContractId, Holding> after = of(held(BIL, "770.4507", "27.1851"));
    assertThat(actions(before, after)).singleElement().isInstanceOf(CorporateAction.DividendReinvested.class);
    assertThat(CorporateActions.of(before, after, contract -> List.of(new BigDecimal("400")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "38, 265.40, 76, 132.70, 2", "100, 30, 33.3333, 90.00009, 0.333333", "100, 265.4, 97, 273.60825, 0.970000",
      // What is left of a share is paid out.
      "101, 30, 151, 20, 1.5", "105, 30, 10, 300, 0.1"})
  void shouldRecognizeASplit(String before, String cost, String after, String costAfter, String ratio) {
    assertThat(actions(of(held(GLD, before, cost)), of(held(GLD, after, costAfter)))).singleElement()
        .isInstanceOfSatisfying(
            CorporateAction.Split.class, it -> assertThat(it.ratio()).isEqualByComparingTo(ratio));
    assertThat(actions(of(held(GLD, before, cost)), of(held(OTHER, after, costAfter)))).singleElement()
        .isInstanceOfSatisfying(CorporateAction.Split.class, it -> {
          assertThat(it.contracts()).containsExactlyInAnyOrder(GLD.id(), OTHER.id());
          assertThat(it.replacement()).contains(OTHER);
        });
  }

  @Test
  void shouldRecognizeAnotherContractAndAnotherSymbol() {
    assertThat(actions(of(held(GLD, "38", "265.4")), of(held(OTHER, "38", "265.40001"))))
        .containsExactly(new CorporateAction.ContractReplaced(GLD, OTHER, new BigDecimal("38")));
    Contract renamed = contract(102, "GOLD");
    assertThat(actions(of(held(GLD, "38", "265.4")), of(held(renamed, "38", "265.4"))))
        .containsExactly(new CorporateAction.SymbolChanged(GLD, renamed));
  }

  @Test
  void shouldRecognizeASpinOff() {
    assertThat(actions(of(held(GLD, "38", "265.4")), of(held(GLD, "38", "255.4"), held(OTHER, "19", "20"))))
        .containsExactly(new CorporateAction.SpinOff(
            Optional.of(GLD), OTHER, new BigDecimal("19"), new BigDecimal("380")));
    assertThat(actions(of(held(GLD, "38", "265.4")), of(held(GLD, "38", "265.4"), held(OTHER, "19", "0")))).hasSize(1);
  }

  @Test
  void shouldLeaveUnexplainedWhatOnlyTheOwnerKnows() {
    assertThat(actions(of(held(GLD, "38", "265.4")), of())).as("a merger for cash").isEmpty();
    assertThat(actions(of(), of(held(GLD, "38", "265.4")))).as("a transfer").isEmpty();
    assertThat(CorporateActions.of(
        of(held(GLD, "38", "265.4")), of(held(OTHER, "38", "265.4")),
        contract -> contract.equals(OTHER) ? List.of(BigDecimal.ONE) : List.of())).as("ordered by us").isEmpty();
  }

  @Test
  void shouldRecognizeAFractionThatWasPaidOut() {
    assertThat(actions(of(held(BIL, "170.57", "91.55")), of(held(BIL, "170", "91.55"))))
        .singleElement().isInstanceOf(CorporateAction.FractionPaidOut.class);
    assertThat(actions(of(held(BIL, "170.57", "91.55")), of(held(BIL, "169", "91.55")))).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(0, 3000);
  }

  /** An order of ours is for whole shares; purchases cost a price, sales take lots of any cost with them. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldNeverTakeALostOrDoubledOrderForACorporateAction(int seed) {
    var random = new Random(seed);
    var shares = new BigDecimal(1 + random.nextInt(random.nextBoolean() ? 20 : 5000))
        .add(random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal(random.nextInt(1000)).movePointLeft(3));
    BigDecimal cost = new BigDecimal(100 + random.nextInt(50_000)).movePointLeft(2);
    BigDecimal price = cost.multiply(new BigDecimal(50 + random.nextInt(20_000)).movePointLeft(3));
    var size = new BigDecimal(1 + random.nextInt(random.nextBoolean() ? 10 : 3000));
    Holding before = new Holding(BIL, shares, cost);
    if (random.nextBoolean()) {
      Holding bought = after(before, shares.add(size), shares.multiply(cost).add(size.multiply(price)));
      assertThat(actions(of(before), of(bought))).isEmpty();
      Holding first = new Holding(GLD, size, price);
      assertThat(actions(of(before), of(before, first))).as("of what was not held").isEmpty();
    } else if (size.compareTo(shares) < 0) {
      BigDecimal left = shares.subtract(size);
      assertThat(actions(of(before), of(new Holding(BIL, left, cost)))).isEmpty();
      // The lots that were sold cost more, or less, than the average.
      BigDecimal ofLots = size.multiply(cost).multiply(new BigDecimal(random.nextInt(2000)).movePointLeft(3));
      BigDecimal total = shares.multiply(cost).subtract(ofLots);
      if (total.signum() > 0) {
        Holding sold = after(before, left, total);
        assertThat(CorporateActions.of(of(before), of(sold), contract -> List.of(size))).isEmpty();
      }
    }
  }

  private static Holding after(Holding before, BigDecimal shares, BigDecimal total) {
    return new Holding(before.contract(), shares, total.divide(shares, 8, RoundingMode.HALF_EVEN));
  }

  private static List<CorporateAction> actions(
      SortedMap<ContractId, Holding> before, SortedMap<ContractId, Holding> after) {
    return CorporateActions.of(before, after, contract -> List.of());
  }

  private static SortedMap<ContractId, Holding> of(Holding... holdings) {
    var map = new TreeMap<ContractId, Holding>();
    Arrays.stream(holdings).forEach(holding -> map.put(holding.id(), holding));
    return map;
  }

  private static Holding held(Contract contract, String shares, String cost) {
    return new Holding(contract, new BigDecimal(shares), new BigDecimal(cost));
  }

  private static Contract contract(int id, String symbol) {
    return new Contract(new ContractId(id), new Symbol(symbol), "STK", "ARCA", "USD");
  }
}
