package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.engine.Contracts;
import evenkeel.engine.Qualification;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.TradingHours;
import evenkeel.operations.ContractFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code contract}: what the broker knows of a symbol, every candidate when it is ambiguous. */
@Command(
    name = "contract",
    description = "Show what the broker knows of symbols: contract id, exchange, tick, trading hours.",
    sortOptions = false, footer = {"", "Example:", "  evenkeel contract GLD"})
final class ContractCommand extends GatewayCommand {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  @Parameters(paramLabel = "SYMBOL", arity = "1..*", description = "US stocks or funds.")
  private List<Symbol> symbols = List.of();

  ContractCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    Contracts contracts = new ContractFile(Directories.open(settings));
    Instant now = invocation().clock().instant();
    List<Symbol> wanted = symbols.stream().distinct().toList();
    List<CompletableFuture<Answer<List<InstrumentDetails>>>> asked = wanted.stream()
        .map(symbol -> client
            .ask(new BrokerRequest.Details(Qualification.wanted(symbol, settings.targets().criteria(symbol)))))
        .toList();
    var found = new ArrayList<InstrumentDetails>();
    var complaints = new ArrayList<Phrase>();
    for (int i = 0; i < wanted.size(); i++) {
      Symbol symbol = wanted.get(i);
      switch (GatewayClient.answer(asked.get(i))) {
        case Answer.Given<List<InstrumentDetails>> given -> {
          found.addAll(given.value());
          switch (Qualification.of(symbol, settings.targets().criteria(symbol), given.value())) {
            case Qualification.One one -> contracts.learn(symbol, one.details(), now);
            case Qualification.Ambiguous several -> complaints.add(Phrase.of(several.sentence()));
            case Qualification.NoneFits none -> complaints.add(Phrase.of(none.sentence()));
            case Qualification.OtherCurrency other -> complaints.add(Phrase.of(other.sentence()));
            case Qualification.Unknown none -> complaints.add(new ComplaintText.NoSuchContract(symbol));
          }
        }
        case Answer.Refused<List<InstrumentDetails>> refused -> {
          contracts.drop(symbol);
          complaints.add(symbol.classShare().isPresent()
              ? ComplaintText.gatewayKnowsNot(symbol, refused.problem())
              : new ComplaintText.ContractRefused(symbol, refused.problem()));
        }
        case Answer.Partial<List<InstrumentDetails>> partial ->
          throw new CommandFailure(ExitCode.GATEWAY, new ComplaintText.LookAndTryAgain(partial.problem()));
        case Answer.Missing<List<InstrumentDetails>> missing ->
          throw new CommandFailure(ExitCode.GATEWAY, new ComplaintText.LookAndTryAgain(missing.problem()));
      }
    }
    return new Page(
        found.stream().map(ContractCommand::fields).toList(), table(found), Phrase.of(""),
        complaints.isEmpty() ? Optional.empty() : Optional.of(new CommandFailure(ExitCode.NOT_GOOD, complaints)),
        found.stream().map(this::hours).toList());
  }

  private static Table table(List<InstrumentDetails> found) {
    Table table = new Table(
        Table.left(new Heading.Symbol()), Table.right(new Heading.ContractId()), Table.left(new Heading.ListedAt()),
        Table.left(new Heading.Currency()),
        Table.left(new Heading.Kind()), Table.right(new Heading.Tick()), Table.left(new Heading.Name()));
    for (InstrumentDetails details : found) {
      Instrument instrument = details.instrument();
      table.row(
          instrument.symbol().value(), Integer.toString(instrument.contractId()), instrument.primaryExchange(),
          instrument.currency(), details.listing().kind(), details.minTick().toPlainString(), details.longName());
    }
    return table;
  }

  /** The next days, with the zone of the exchange. */
  private Table hours(InstrumentDetails details) {
    Table table = new Table(
        Table.left(new Heading.Trades(details.instrument().symbol().value())), Table.left(new Heading.Regular()),
        Table.left(new Heading.AllHours()));
    Language language = invocation().terminal().language();
    TradingHours liquid = details.listing().liquid();
    TradingHours trading = details.listing().trading();
    Stream.concat(liquid.openings().stream().map(opening -> opening.from().toLocalDate()), liquid.closed().stream())
        .distinct().sorted().forEach(day -> {
          if (liquid.closed().contains(day)) {
            table.row(Figures.date(day, language), language.say(new ScreenText.Closed()), "");
          }
          liquid.openings().stream().filter(opening -> opening.from().toLocalDate().equals(day))
              .forEach(opening -> table.row(
                  Figures.date(day, language), range(opening),
                  trading.openings().stream().filter(all -> all.from().toLocalDate().equals(day))
                      .map(ContractCommand::range).findFirst().orElse("") + " " + opening.from().getZone()));
        });
    return table;
  }

  private static String range(TradingHours.Opening opening) {
    return TIME.format(opening.from()) + "-" + TIME.format(opening.to());
  }

  private static Json.Fields fields(InstrumentDetails details) {
    Instrument instrument = details.instrument();
    return object -> object.text("symbol", instrument.symbol().value())
        .integer("contract_id", BigDecimal.valueOf(instrument.contractId())).text("type", instrument.securityType())
        .text("kind", details.listing().kind()).text("name", details.longName())
        .text("primary_exchange", instrument.primaryExchange()).text("currency", instrument.currency())
        .number("min_tick", details.minTick()).texts("order_types", details.orderTypes().stream().sorted().toList())
        .texts("exchanges", details.listing().exchanges())
        .objects("regular_hours", openings(details.listing().liquid()))
        .objects("trading_hours", openings(details.listing().trading()))
        .texts("closed", details.listing().liquid().closed().stream().map(Object::toString).toList());
  }

  private static List<Json.Fields> openings(TradingHours hours) {
    return hours.openings().stream().<Json.Fields>map(opening -> object -> object
        .text("from", opening.from().toOffsetDateTime().toString())
        .text("to", opening.to().toOffsetDateTime().toString())).toList();
  }
}
