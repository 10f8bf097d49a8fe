package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.domain.Targets;
import evenkeel.engine.Contracts;
import evenkeel.engine.Identification;
import evenkeel.engine.Qualification;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.OwnersFile;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The broker's contracts of symbols, from what is kept or from the Gateway. */
final class ContractLookUp {
  private ContractLookUp() {}

  /** By what the data directory has and what the owner has accepted; by the Gateway alone where there is none. */
  static Identification identification(Settings settings, EvenkeelClock clock) {
    Targets targets = settings.targets();
    if (!Files.isDirectory(settings.dataDirectory())) {
      return Identification.unkept(targets, clock);
    }
    var directory = new DataDirectory(settings.dataDirectory());
    return new Identification(
        targets, new ContractFile(directory).forReading(), new OwnersFile(directory), clock);
  }

  /** A contract for each symbol, as {@link #of} has it, for a look that keeps nothing. */
  static List<Instrument> forReading(
      GatewayClient client, Settings settings, Instant now, List<Symbol> symbols) {
    Contracts kept = Files.isDirectory(settings.dataDirectory())
        ? new ContractFile(new DataDirectory(settings.dataDirectory()))
        : Contracts.None.INSTANCE;
    return of(client, kept.forReading(), settings.targets(), now, symbols);
  }

  /**
   * A contract for each symbol; one that the Gateway does not know, or does not answer for, goes without its id, and
   * the request that uses it tells why it fails.
   *
   * @throws CommandFailure with exit code 1 and the candidates when a symbol is ambiguous
   */
  static List<Instrument> of(
      GatewayClient client, Contracts contracts, Targets targets, Instant now, List<Symbol> symbols) {
    Map<Symbol, CompletableFuture<Answer<List<InstrumentDetails>>>> asked = new LinkedHashMap<>();
    symbols.stream().filter(symbol -> contracts.find(symbol, now).isEmpty()).forEach(
        symbol -> asked.put(symbol,
            client.ask(new BrokerRequest.Details(Qualification.wanted(symbol, targets.criteria(symbol))))));
    var ambiguous = new ArrayList<Phrase>();
    asked.forEach((symbol, answer) -> {
      if (GatewayClient.answer(answer) instanceof Answer.Given<List<InstrumentDetails>> given) {
        switch (Qualification.of(symbol, targets.criteria(symbol), given.value())) {
          case Qualification.One one -> contracts.learn(symbol, one.details(), now);
          case Qualification.Ambiguous several -> ambiguous.add(Phrase.of(several.sentence()));
          case Qualification.NoneFits none -> ambiguous.add(Phrase.of(none.sentence()));
          case Qualification.OtherCurrency other -> ambiguous.add(Phrase.of(other.sentence()));
          case Qualification.Unknown none -> {
            // The request that follows is refused with the Gateway's own words.
          }
        }
      }
    });
    if (!ambiguous.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, ambiguous);
    }
    return symbols.stream().map(symbol -> contracts.find(symbol, now)
        .map(details -> Qualification.routed(symbol, details)).orElseGet(
            () -> Qualification.wanted(symbol, targets.criteria(symbol))))
        .toList();
  }
}
