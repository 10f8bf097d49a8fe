package evenkeel.app;

import evenkeel.domain.DriftReport;
import evenkeel.domain.Holding;
import evenkeel.domain.NetLiquidationCheck;
import evenkeel.domain.DriftPolicy;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlanRules;
import evenkeel.domain.Planner;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Portfolio;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceSource;
import evenkeel.domain.Prices;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RebalanceMethod;
import evenkeel.domain.Symbol;
import evenkeel.domain.WholeWealth;
import evenkeel.engine.Assessment;
import evenkeel.engine.PortfolioLook;
import evenkeel.gateway.GatewaySettings;
import evenkeel.operations.SleeveReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plan}: what a rebalance would do, and why. Never trades. */
@Command(
    name = "plan",
    description = "Show drift, planned orders, their estimated cost and every reason; never trades.",
    sortOptions = false,
    footer = {
        "",
        "Without --from, portfolio and prices are those that the Gateway has now.",
        "",
        "The file is one JSON object or several (JSONL), each with net_liq, weights, positions and",
        "prices, and, if they differ from the configuration, drift_threshold and min_trade_value.",
        "Without cash, cash is what the holdings leave of net_liq, and a net_liq that these contradict",
        "is refused.",
        "Weights are taken as given; what they leave below 1 stays cash, and no other cash is kept.",
        "",
        "Examples:",
        "  evenkeel plan",
        "  evenkeel plan --from portfolio.json --rule breached-legs --json",
    })
final class PlanCommand implements Callable<Integer> {
  private static final String CURRENCY = "USD";

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--from", paramLabel = "FILE",
      description = "Plan for the portfolios of this file, without a Gateway.")
  private @Nullable Path from;

  @Option(names = "--rule", paramLabel = "RULE",
      description = "whole-portfolio, breached-legs or top-up. Default: planning-rule of the configuration.")
  private @Nullable PlanningRule rule;

  @Option(names = "--json", description = "Print one JSON object a plan.")
  private boolean json;

  PlanCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    return from == null ? planWithGateway(settings) : planFrom(from, settings);
  }

  /** Portfolio and prices as the Gateway has them now. */
  private int planWithGateway(Settings configured) {
    Settings settings = rule == null ? configured : configured.withRule(rule);
    GatewaySettings gateway = GatewayCommand.reading(settings);
    long started = System.nanoTime();
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(gateway.host() + ":" + gateway.port()));
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        long connected = System.nanoTime();
        progress.step(new StepText.AwaitingPortfolio());
        Assessment assessment = client.assess(settings, client.account(settings.engine()));
        var times = new PlanText.Times(seconds(started, connected), seconds(connected, System.nanoTime()));
        Optional<WholeWealth> wealth = judge(settings, assessment, progress);
        progress.close();
        return show(settings, assessment, wealth, times);
      }
    }
  }

  /** The whole portfolio, where it is configured who tells the rest of it and the part at the broker is known. */
  private Optional<WholeWealth> judge(Settings settings, Assessment assessment, Progress progress) {
    Optional<DriftReport> drift = assessment.outcome().driftReport();
    if (drift.isEmpty() || !(assessment.look() instanceof PortfolioLook.Seen seen)) {
      return Optional.empty();
    }
    progress.step(new StepText.AskingElsewhere());
    return SleeveReader.read(settings.sleeve().source(), invocation.clock()::instant).map(
        reading -> WholeWealth.judge(
            settings.targets(), seen.portfolio().netLiquidation(), drift.get(), reading, settings.sleeve().rules(),
            invocation.clock().instant()));
  }

  private int show(
      Settings settings, Assessment assessment, Optional<WholeWealth> wealth, PlanText.Times times) {
    Terminal terminal = invocation.terminal();
    if (json) {
      terminal.line(PlanText.json(Optional.empty(), assessment.outcome(), wealth, Optional.of(times)));
    } else {
      PlanText.print(
          terminal, assessment.outcome(), CURRENCY, settings.engine().planRules().reserved());
      if (assessment.look() instanceof PortfolioLook.Seen seen) {
        seen.conversion().ifPresent(conversion -> terminal.say(
            new ScreenText.ComputedIn(conversion.base(), CURRENCY, Figures.price(conversion.rate()))));
      }
      assessment.prices().forEach(price -> PlanText.printSource(terminal, price));
      wealth.ifPresent(whole -> WholeWealthText.print(terminal, whole, invocation.times(settings)));
    }
    if (assessment.look() instanceof PortfolioLook.NotSeen not && !not.isAnswered()) {
      throw new CommandFailure(
          ExitCode.GATEWAY, new ComplaintText.NoPlan(new ComplaintText.LookAndTryAgain(not.why())));
    }
    if (assessment.outcome() instanceof PlanOutcome.Refused refused) {
      throw new CommandFailure(
          ExitCode.REFUSED, new ComplaintText.NoPlan(new ComplaintText.ReasonsAndWhere(refused.reasons())));
    }
    return ExitCode.DONE;
  }

  private static BigDecimal seconds(long from, long to) {
    return BigDecimal.valueOf(to - from, 9).setScale(3, RoundingMode.HALF_UP);
  }

  private int planFrom(Path file, Settings settings) {
    List<PlanFile.Input> inputs = PlanFile.read(file);
    boolean refused = false;
    boolean first = true;
    for (PlanFile.Input input : inputs) {
      PlanOutcome outcome = plan(input, settings.planRules());
      if (json) {
        invocation.terminal().line(PlanText.json(input.id(), outcome, Optional.empty(), Optional.empty()));
      } else {
        if (!first) {
          invocation.terminal().line("");
        }
        input.id().ifPresent(id -> invocation.terminal().line(id));
        PlanText.print(invocation.terminal(), outcome, CURRENCY);
      }
      first = false;
      if (outcome instanceof PlanOutcome.Refused no) {
        refused = true;
        invocation.terminal().complain(new ComplaintText.NoPlanInFile(file, input.line(), no.reasons()));
      }
    }
    return refused ? ExitCode.REFUSED : ExitCode.DONE;
  }

  /** The plan for one portfolio, or every reason against it. */
  private PlanOutcome plan(PlanFile.Input input, PlanRules configured) {
    List<String> reasons = new ArrayList<>();
    BigDecimal netLiquidation = finite("net liquidation", input.netLiquidation(), reasons);
    Optional<BigDecimal> cash = input.cash().map(amount -> finite("cash", amount, reasons));
    PlanRules rules = rules(input, configured, reasons);
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    input.weights().forEach(
        (symbol, weight) -> weights.put(symbol, finite("weight of " + symbol, weight, reasons)));
    List<Holding> holdings = new ArrayList<>();
    input.positions().forEach((symbol, position) -> holdings.add(Holding.of(
        symbol, finite("shares of " + symbol, position.shares(), reasons),
        finite("average cost of " + symbol, position.averageCost(), reasons))));
    if (!reasons.isEmpty()) {
      return new PlanOutcome.Refused(reasons, Optional.empty());
    }
    List<PriceChoice> choices = input.prices().entrySet().stream().map(PlanCommand::choice)
        .toList();
    Map<Symbol, BigDecimal> prices = priced(choices);
    if (cash.isPresent()) {
      return Planner.plan(Portfolio.of(CURRENCY, netLiquidation, cash.get(), holdings), weights, choices, rules);
    }
    reasons.addAll(NetLiquidationCheck.objections(netLiquidation, holdings, prices));
    return reasons.isEmpty()
        ? Planner.plan(
            Portfolio.ofNetLiquidation(CURRENCY, netLiquidation, holdings, prices), weights, choices, rules)
        : new PlanOutcome.Refused(reasons, Optional.empty());
  }

  private PlanRules rules(PlanFile.Input input, PlanRules configured, List<String> reasons) {
    Optional<BigDecimal> threshold = input.driftThreshold()
        .map(amount -> finite("drift_threshold", amount, reasons));
    BigDecimal minimum = input.minimumTradeValue()
        .map(amount -> finite("min_trade_value", amount, reasons))
        .orElse(configured.minimumTradeValue());
    try {
      return new PlanRules(
          rule == null ? configured.method() : RebalanceMethod.of(rule),
          threshold.isPresent() ? new DriftPolicy.Absolute(threshold.get()) : configured.drift(), minimum,
          BigDecimal.ZERO, configured.netLiquidationDistanceMax(), configured.commissions(), configured.cash(),
          configured.lotSize(), configured.turnoverMax());
    } catch (IllegalArgumentException outOfRange) {
      reasons.add(String.valueOf(outOfRange.getMessage()));
      return configured;
    }
  }

  /** The amount, or zero with a reason: the plan is refused then. */
  private static BigDecimal finite(String name, PlanFile.Amount amount, List<String> reasons) {
    if (amount.value().isEmpty()) {
      reasons.add(name + " is " + amount.text());
    }
    return amount.value().orElse(BigDecimal.ZERO);
  }

  private static PriceChoice choice(Map.Entry<Symbol, PlanFile.Amount> price) {
    Symbol symbol = price.getKey();
    return price.getValue().value().filter(Prices::isPrice)
        .<PriceChoice>map(
            value -> new PriceChoice.Priced(symbol, value, PriceSource.LAST, QuoteKind.LIVE))
        .orElseGet(
            () -> new PriceChoice.NoPrice(symbol, "its price is " + price.getValue().text()));
  }

  private static Map<Symbol, BigDecimal> priced(List<PriceChoice> choices) {
    var prices = new TreeMap<Symbol, BigDecimal>();
    for (PriceChoice choice : choices) {
      switch (choice) {
        case PriceChoice.Priced priced -> prices.put(priced.symbol(), priced.price());
        case PriceChoice.NoPrice none -> {
        }
      }
    }
    return prices;
  }
}
