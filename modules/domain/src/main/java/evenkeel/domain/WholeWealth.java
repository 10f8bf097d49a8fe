package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The broker's account and the holdings elsewhere seen as one. Nothing is traded by it: money between a broker and a
 * chain is moved by a person, and within the account the weights are scaled, so that neither needs the other.
 */
public sealed interface WholeWealth {
  /** How far into the future a value's time may lie, for clocks that differ. */
  Duration AHEAD_MAX = Duration.ofMinutes(5);

  /** One part of the wealth. Weights and drift are fractions of all of it. */
  record Line(String name, BigDecimal value, BigDecimal weight, BigDecimal target) {
    public BigDecimal drift() {
      return weight.subtract(target);
    }
  }

  /** Money that should go from one venue to the other, in whole US dollars. */
  record Move(Venue from, Venue to, BigDecimal usd) {}

  /**
   * What could be judged.
   *
   * @param total net liquidation and the value elsewhere, in US dollars
   * @param lines the targets at the broker, its cash, and everything elsewhere as one line, last
   * @param asOf how old the value elsewhere is
   * @param move present where the part elsewhere reaches the threshold
   */
  record Judged(BigDecimal total, List<Line> lines, Instant asOf, Optional<Move> move) implements WholeWealth {
    public Judged {
      lines = List.copyOf(lines);
    }

    /** What is held elsewhere. */
    public Line elsewhere() {
      return lines.getLast();
    }
  }

  /** Nothing can be said of it, for this reason; the account at the broker is not concerned. */
  record Unknown(String reason) implements WholeWealth {}

  /**
   * Judges the whole.
   *
   * @param netLiquidation of the account, in US dollars
   * @param account the drift within the account
   * @param targets at least one of which is held elsewhere
   */
  static WholeWealth judge(
      Targets targets, BigDecimal netLiquidation, DriftReport account, SleeveReading reading, SleeveRules rules,
      Instant now) {
    return switch (reading) {
      case SleeveReading.NotTold not -> new Unknown(not.reason());
      case SleeveReading.Told told -> refusal(told, netLiquidation, rules, now).<WholeWealth>map(Unknown::new)
          .orElseGet(() -> judge(targets, netLiquidation, account, told, rules));
    };
  }

  private static Optional<String> refusal(
      SleeveReading.Told told, BigDecimal netLiquidation, SleeveRules rules, Instant now) {
    Duration age = Duration.between(told.asOf(), now);
    if (!Prices.isPrice(told.usd())) {
      return Optional.of("the value elsewhere is " + Text.of(told.usd()) + " USD, which cannot be right");
    }
    if (age.compareTo(rules.ageMax()) > 0) {
      return Optional.of("the value elsewhere is " + Text.of(age) + " old, more than " + Text.of(rules.ageMax()));
    }
    if (age.negated().compareTo(AHEAD_MAX) > 0) {
      return Optional.of("the value elsewhere is dated " + Text.of(age.negated()) + " ahead of the clock");
    }
    return netLiquidation.signum() > 0
        ? Optional.empty()
        : Optional.of("the net liquidation is " + Text.money(netLiquidation) + " USD");
  }

  private static Judged judge(
      Targets targets, BigDecimal netLiquidation, DriftReport account, SleeveReading.Told told, SleeveRules rules) {
    BigDecimal total = netLiquidation.add(told.usd());
    List<Line> lines = new ArrayList<>();
    for (Target target : targets.targets()) {
      account.lines().stream().filter(line -> line.symbol().equals(target.symbol())).findFirst().ifPresent(
          held -> lines.add(line(target.symbol().value(), held.marketValue(), total, target.weight())));
    }
    lines.add(line("Cash", account.cash().add(account.currenciesWorth()), total, targets.cashWeight()));
    String names = targets.sleeve().stream().map(target -> target.symbol().value()).collect(Collectors.joining(" + "));
    Line elsewhere = line(names, told.usd(), total, targets.sleeveWeight());
    lines.add(elsewhere);
    BigDecimal missing = elsewhere.target().multiply(total).subtract(told.usd()).setScale(0, RoundingMode.DOWN);
    boolean isDue = elsewhere.drift().abs().compareTo(rules.driftThreshold()) >= 0;
    Optional<Move> move = !isDue
        ? Optional.empty()
        : Optional.of(missing.signum() > 0
            ? new Move(Venue.BROKER, Venue.ELSEWHERE, missing)
            : new Move(Venue.ELSEWHERE, Venue.BROKER, missing.negate()));
    return new Judged(total, lines, told.asOf(), move);
  }

  private static Line line(String name, BigDecimal value, BigDecimal total, BigDecimal target) {
    return new Line(name, value, value.divide(total, MathContext.DECIMAL64), target);
  }
}
