package evenkeel.app;

import evenkeel.backtest.FillAt;
import evenkeel.backtest.History;
import evenkeel.backtest.Luck;
import evenkeel.backtest.Luck.Comparison;
import evenkeel.backtest.Luck.Range;
import evenkeel.backtest.Measures;
import evenkeel.backtest.Walk;
import evenkeel.backtest.WalkRules;
import evenkeel.domain.LotSize;
import evenkeel.domain.Phrase;
import evenkeel.domain.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a return is luck: the same policy under circumstances that nobody chose.
 *
 * @param starts of the return a year, started 1 to 20 sessions later
 * @param looks likewise, looking up to 4 sessions before or after its days
 * @param lots likewise, in whole shares and in fractions
 * @param fills likewise, filled at the close that was looked at and at the next one
 */
record BacktestLuck(Range starts, Range looks, Range lots, Range fills) {

  static BacktestLuck of(Walk walk) {
    History history = walk.history();
    Policy policy = walk.policy();
    WalkRules rules = walk.rules();
    return new BacktestLuck(
        returns(Luck.starts(history, policy, rules)), returns(Luck.offsets(history, policy, rules)),
        returns(Stream.of(LotSize.WHOLE_SHARES, LotSize.FRACTIONAL)
            .map(lot -> Measures.of(Walk.of(history, policy, rules.with(lot)))).toList()),
        returns(Stream.of(FillAt.values())
            .map(fill -> Measures.of(Walk.of(history, policy, rules.with(fill)))).toList()));
  }

  private static Range returns(List<Measures> results) {
    return Luck.range(results, Measures::returnPerYear);
  }

  List<Phrase> sentences() {
    return List.of(
        new LaboratoryText.LuckOfStart(low(starts), high(starts)),
        new LaboratoryText.LuckOfLook(low(looks), high(looks)), new LaboratoryText.LuckOfLots(low(lots), high(lots)),
        new LaboratoryText.LuckOfFill(low(fills), high(fills)));
  }

  void write(Json.Writer object) throws IOException {
    write(object, "starts", starts);
    write(object, "looks", looks);
    write(object, "lots", lots);
    write(object, "fills", fills);
  }

  private static void write(Json.Writer object, String name, Range range) throws IOException {
    object.object(name, one -> one.decimal("lowest_return", range.smallest())
        .decimal("highest_return", range.largest()));
  }

  /** What the resampled months say of each policy beside the first. */
  static List<Phrase> comparisons(Walk first, String firstName, List<Walk> others, long seed) {
    var sentences = new ArrayList<Phrase>();
    var alike = new ArrayList<String>();
    for (Walk other : others) {
      Comparison comparison = Luck.blocks(other, first, seed);
      String name = other.policy().name();
      if (!comparison.isDifferenceSeen()) {
        alike.add(name + " " + share(comparison.share()));
      } else if (comparison.share() >= Luck.SEEN) {
        sentences.add(new LaboratoryText.BeatsIn(name, firstName, share(comparison.share())));
      } else {
        sentences.add(new LaboratoryText.BeatsIn(firstName, name, share(1 - comparison.share())));
      }
    }
    if (!alike.isEmpty()) {
      sentences.add(new LaboratoryText.NoDifferenceSeen(firstName, String.join(", ", alike)));
    }
    sentences.add(new LaboratoryText.Resampled(Luck.RESAMPLINGS, Luck.BLOCK, seed));
    return sentences;
  }

  private static String share(double share) {
    return Math.round(share * 100) + " %";
  }

  private static String low(Range range) {
    return Measured.percent(range.smallest());
  }

  private static String high(Range range) {
    return Measured.percent(range.largest());
  }
}
