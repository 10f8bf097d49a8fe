package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.engine.HistoryLoader;
import evenkeel.engine.HistoryOrder;
import evenkeel.engine.HistoryOutcome;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.Instrument;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.PacingMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Downloads bars at IBKR's pace, with progress; a symbol that the broker does not know is forgotten. */
final class BarDownload {
  private static final int BAR_WIDTH = 24;

  private final Invocation invocation;
  private final Settings settings;

  BarDownload(Invocation invocation, Settings settings) {
    this.invocation = invocation;
    this.settings = settings;
  }

  /** What became of each order, in the order of the symbols. */
  List<HistoryOutcome> load(List<Symbol> wanted, Function<Instrument, Stream<HistoryOrder>> orders) {
    DataDirectory directory = Directories.open(settings);
    var contracts = new ContractFile(directory);
    List<HistoryOutcome> outcomes;
    try (DirectoryLock lock = Directories.lockHistory(directory)) {
      outcomes = load(wanted, orders, contracts, new PacingMemory(directory));
    }
    outcomes.stream().filter(outcome -> outcome.problem().filter(BarDownload::isUnknown).isPresent())
        .forEach(outcome -> contracts.drop(outcome.order().instrument().symbol()));
    return outcomes;
  }

  private List<HistoryOutcome> load(
      List<Symbol> wanted, Function<Instrument, Stream<HistoryOrder>> orders, ContractFile contracts,
      PacingMemory memory) {
    GatewaySettings gateway = GatewayCommand.reading(settings);
    var pacing = new HistoryPacing(memory.read(), invocation.clock().instant());
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(gateway.host() + ":" + gateway.port()));
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        client.account(settings.engine());
        progress.step(new StepText.LookingUpContracts());
        List<HistoryOrder> all = ContractLookUp.of(
            client, contracts, settings.targets(), invocation.clock().instant(), wanted).stream()
            .flatMap(orders).toList();
        return client.history(all, pacing, memory::write, news -> tell(progress, news));
      }
    }
  }

  private static void tell(Progress progress, HistoryLoader.News news) {
    switch (news) {
      case HistoryLoader.Progressed how -> progress.step(line(how));
      case HistoryLoader.Said said -> progress.say(Phrase.of(said.sentence()));
      case HistoryLoader.Finished finished -> progress.step(new StepText.Done());
    }
  }

  private static Phrase line(HistoryLoader.Progressed how) {
    int filled = how.total() == 0 ? BAR_WIDTH : how.done() * BAR_WIDTH / how.total();
    Optional<Phrase> waiting = !how.isConnected()
        ? Optional.of(new StepText.AwaitingGateway())
        : how.pause().filter(pause -> pause.compareTo(Duration.ofSeconds(1)) > 0)
            .map(pause -> new StepText.Pacing(pause.toSeconds()));
    return new StepText.Downloading(
        "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled), how.done(), how.total(), waiting);
  }

  /** The symbol means nothing to the broker, so that asking again would not help. */
  private static boolean isUnknown(String problem) {
    return problem.contains("(code 200)");
  }

  /** What is missing, as the lines of a failure. */
  static List<Phrase> missing(List<HistoryOutcome> outcomes) {
    return outcomes.stream().<Phrase>flatMap(outcome -> {
      Symbol symbol = outcome.order().instrument().symbol();
      if (outcome.problem().isPresent()) {
        String problem = outcome.problem().get();
        Phrase mend = isUnknown(problem) ? new ComplaintText.CheckSymbol() : new ComplaintText.RunAgain();
        return Stream.of(outcome.bars().isEmpty()
            ? new ComplaintText.NoBars(symbol, problem, mend)
            : new ComplaintText.BarsMissing(symbol, problem, mend));
      }
      return outcome.bars().isEmpty()
          ? Stream.of(new ComplaintText.NoSuchBars(symbol))
          : Stream.empty();
    }).toList();
  }
}
