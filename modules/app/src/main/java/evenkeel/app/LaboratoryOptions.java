package evenkeel.app;

import evenkeel.app.PriceFiles.Income;
import evenkeel.backtest.BadHistory;
import evenkeel.backtest.FillAt;
import evenkeel.backtest.History;
import evenkeel.backtest.WalkRules;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.DecimalText;
import evenkeel.domain.LookSchedule;
import evenkeel.domain.LotSize;
import evenkeel.domain.PlanRules;
import evenkeel.domain.Phrase;
import evenkeel.domain.Policy;
import evenkeel.domain.Symbol;
import evenkeel.operations.DataDirectory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command of the policy laboratory takes: prices, days, money and costs. */
final class LaboratoryOptions {
  private static final BigDecimal CAPITAL = new BigDecimal("50000");
  private static final BigDecimal BASIS_POINT = new BigDecimal("0.0001");

  @Option(names = "--prices", paramLabel = "FOLDER",
      description = "Daily prices, SYMBOL.csv each. Default: those of evenkeel data.")
  private @Nullable Path prices;

  @Option(names = "--from", paramLabel = "DATE", description = "The first day. Default: the first that all have.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "The last day. Default: the last that all have.")
  private @Nullable LocalDate to;

  @Option(names = "--weights", paramLabel = "SYMBOL=WEIGHT", split = ",",
      description = "Targets such as GLD=0.5,BIL=0.5. Default: the configured ones at the broker.")
  private Map<String, String> weights = new LinkedHashMap<>();

  @Option(names = "--capital", paramLabel = "USD", description = "At the first close. Default: 50000.")
  private BigDecimal capital = CAPITAL;

  @Option(names = "--income", paramLabel = "raw|adjusted",
      description = "Which closes: as traded with distributions, or adjusted. Default: as the files are.")
  private @Nullable String income;

  @Option(names = "--flow", paramLabel = "DATE=USD",
      description = "Money that comes, or goes when negative. May be repeated.")
  private Map<LocalDate, BigDecimal> flows = new LinkedHashMap<>();

  @Option(names = "--fill", paramLabel = "same-close|next-close",
      description = "At which close orders fill. Default: same-close.")
  private String fill = FillAt.SAME_CLOSE.text();

  @Option(names = "--lot-size", paramLabel = "whole|fractional|exact",
      description = "The smallest part of a share. Default: whole.")
  private @Nullable String lotSize;

  @Option(names = "--commission", paramLabel = "configured|none",
      description = "What orders cost. Default: as configured.")
  private String commission = "configured";

  @Option(names = "--spread", paramLabel = "BP",
      description = "What a trade costs beside the commission, in basis points of its value. Default: 0.")
  private BigDecimal spread = BigDecimal.ZERO;

  @Option(names = "--cash-rate", paramLabel = "FRACTION",
      description = "What cash earns in a year, such as 0.03. Default: 0.")
  private BigDecimal cashRate = BigDecimal.ZERO;

  /** The prices as a history, and what is worth knowing of them. */
  record Input(History history, List<Phrase> notes) {}

  /**
   * Reads and checks the prices of these targets.
   *
   * @throws CommandFailure with a line for each mistake
   */
  Input history(Settings settings) {
    Path folder = prices == null ? new DataDirectory(settings.dataDirectory()).prices() : prices;
    PriceFiles.Read read = new PriceFiles(folder).read(List.copyOf(weights(settings).keySet()), income());
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    Map<Symbol, SortedMap<LocalDate, BigDecimal>> distributions = new LinkedHashMap<>();
    Map<Symbol, SortedMap<LocalDate, BigDecimal>> splits = new LinkedHashMap<>();
    for (PriceSeries series : read.series()) {
      closes.put(series.symbol(), series.closes());
      distributions.put(series.symbol(), series.distributions());
      splits.put(series.symbol(), series.splits());
    }
    boolean isAdjusted = read.series().getFirst().isAdjusted();
    try {
      return new Input(
          History.of(new History.Input(
              closes, isAdjusted ? evenkeel.backtest.Income.ADJUSTED : evenkeel.backtest.Income.RAW, distributions,
              splits, new TreeMap<>(flows), Optional.ofNullable(from), Optional.ofNullable(to))),
          read.notes());
    } catch (BadHistory bad) {
      throw new CommandFailure(ExitCode.USAGE, bad.problems());
    }
  }

  /** What a walk starts with and pays. */
  WalkRules rules(Settings settings) {
    try {
      PlanRules plan = settings.engine().planRules();
      if (lotSize != null) {
        plan = plan.with(LotSize.of(lotSize));
      }
      if (commission.equals("none")) {
        plan = plan.with(new CommissionSchedule(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
      } else if (!commission.equals("configured")) {
        throw new IllegalArgumentException("commission must be configured or none, was '" + commission + "'");
      }
      return new WalkRules(
          capital, weights(settings), plan, FillAt.of(fill), spread.multiply(BASIS_POINT), cashRate);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(wrong.getMessage())), wrong);
    }
  }

  private Income income() {
    if (income == null) {
      return Income.AS_THEY_ARE;
    }
    return switch (income) {
      case "raw" -> Income.RAW;
      case "adjusted" -> Income.ADJUSTED;
      default -> throw new CommandFailure(ExitCode.USAGE, new LaboratoryText.NotAnIncome(income));
    };
  }

  /** The rules of the configuration as a policy: the look of the month end. */
  static Policy configured(Settings settings) {
    PlanRules rules = settings.engine().planRules();
    return new Policy("configured", LookSchedule.monthly(), rules.drift(), rules.method());
  }

  /** Fractions of the account at the broker. */
  SequencedMap<Symbol, BigDecimal> weights(Settings settings) {
    if (weights.isEmpty()) {
      return settings.engine().targets().brokerWeights();
    }
    SequencedMap<Symbol, BigDecimal> parsed = new LinkedHashMap<>();
    List<Phrase> mistakes = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, String> entry : weights.entrySet()) {
      Optional<Symbol> symbol = Symbol.of(entry.getKey());
      Optional<BigDecimal> weight = fraction(entry.getValue());
      if (symbol.isEmpty() || weight.filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.ONE) <= 0).isEmpty()) {
        mistakes.add(new LaboratoryText.WrongWeight(entry.getKey(), entry.getValue()));
      } else {
        parsed.put(symbol.get(), weight.get());
        sum = sum.add(weight.get());
      }
    }
    if (mistakes.isEmpty() && sum.compareTo(new BigDecimal("1.001")) > 0) {
      mistakes.add(new LaboratoryText.WeightsAboveOne(sum.toPlainString()));
    }
    if (!mistakes.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, mistakes);
    }
    return parsed;
  }

  /** Such as {@code 0.25}, {@code 25%} or {@code 1/3}. */
  private static Optional<BigDecimal> fraction(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length == 2) {
      return DecimalText.parse(parts[0].strip()).flatMap(above -> DecimalText.parse(parts[1].strip())
          .filter(below -> below.signum() > 0)
          .map(below -> above.divide(below, MathContext.DECIMAL128)));
    }
    return text.strip().endsWith("%")
        ? DecimalText.parse(text.strip().substring(0, text.strip().length() - 1)).map(it -> it.movePointLeft(2))
        : DecimalText.parse(text.strip());
  }
}
