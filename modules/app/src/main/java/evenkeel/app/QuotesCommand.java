package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Prices;
import evenkeel.domain.Quote;
import evenkeel.domain.Symbol;
import evenkeel.engine.QuoteLook;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quotes}: prices now, and which of them a plan would use. */
@Command(
    name = "quotes", description = "Show quotes, and the price that a plan would take from each.", sortOptions = false,
    footer = {"", "Example:", "  evenkeel quotes GLD DBMF", "  evenkeel quotes --stream --seconds 60 GLD"})
final class QuotesCommand extends GatewayCommand {
  @Parameters(paramLabel = "SYMBOL", arity = "0..*", description = "Default: the targets held at the broker.")
  private List<Symbol> symbols = List.of();

  @Option(
      names = "--snapshot",
      description = "Ask for snapshots, which the Gateway ends after eleven seconds, instead of streams.")
  private boolean isSnapshot;

  @Option(names = "--stream", description = "Print every change, until Ctrl-C or for --seconds.")
  private boolean isStream;

  @Option(names = "--seconds", paramLabel = "N", description = "How long to stream. Default: until Ctrl-C.")
  private @Nullable Integer seconds;

  QuotesCommand(Invocation invocation, EvenkeelCommand program) {
    super(invocation, program);
  }

  @Override
  public Integer call() {
    if (!isStream) {
      if (seconds != null) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.SecondsForStream());
      }
      return super.call();
    }
    if (isSnapshot || (seconds != null && seconds < 1)) {
      throw new CommandFailure(ExitCode.USAGE, isSnapshot
          ? new ComplaintText.StreamOrSnapshot()
          : new ComplaintText.SecondsTooFew(Objects.requireNonNullElse(seconds, 0)));
    }
    Settings settings = settings();
    var screen = new QuoteStream(invocation().terminal(), invocation().times(settings), isJson());
    try (GatewayClient client = GatewayClient.connect(reading(settings), invocation().clock())) {
      List<Symbol> wanted = wanted(settings);
      client.stream(
          ContractLookUp.forReading(client, settings, invocation().clock().instant(), wanted),
          screen.of(wanted, invocation().clock()));
      screen.await(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
    return ExitCode.DONE;
  }

  private List<Symbol> wanted(Settings settings) {
    return symbols.isEmpty() ? List.copyOf(settings.targets().brokerWeights().keySet()) : symbols;
  }

  @Override
  Page ask(GatewayClient client, AccountId account, Settings settings) {
    List<Symbol> wanted = wanted(settings);
    List<QuoteLook> looks = isSnapshot ? snapshots(client, settings, wanted) : client.quotes(settings, wanted);
    Instant now = invocation().clock().instant();
    Table table = new Table(
        Table.left(new Heading.Symbol()), Table.right(new Heading.Last()), Table.right(new Heading.Bid()),
        Table.right(new Heading.Ask()), Table.right(new Heading.PreviousClose()),
        Table.left(new Heading.LastTrade()), Table.left(new Heading.Data()), Table.left(new Heading.PlanWouldUse()));
    var times = invocation().times(settings);
    var missing = new ArrayList<String>();
    for (QuoteLook look : looks) {
      PriceChoice price = look.price(now, settings.priceRules());
      table.row(row(look, price, times));
      if (price instanceof PriceChoice.NoPrice none) {
        missing.add(none.symbol() + ": " + none.reason());
      }
    }
    return new Page(
        looks.stream().map(look -> fields(look, look.price(now, settings.priceRules()))).toList(), table, Phrase.of(""),
        missing.isEmpty()
            ? Optional.empty()
            : Optional.of(new CommandFailure(
                ExitCode.NOT_GOOD, new ComplaintText.NoUsablePrice(missing))));
  }

  private List<QuoteLook> snapshots(GatewayClient client, Settings settings, List<Symbol> symbols) {
    List<CompletableFuture<Answer<Quote>>> asked = ContractLookUp
        .forReading(client, settings, invocation().clock().instant(), symbols).stream()
        .map(instrument -> client.ask(new BrokerRequest.Snapshot(instrument))).toList();
    var looks = new ArrayList<QuoteLook>();
    for (int i = 0; i < symbols.size(); i++) {
      Answer<Quote> answer = Await.within(GatewayClient.HANG, asked.get(i));
      looks.add(answer instanceof Answer.Given<Quote> given
          ? new QuoteLook.Quoted(given.value(), Optional.empty())
          : new QuoteLook.NotQuoted(symbols.get(i), answer.problem()));
    }
    return looks;
  }

  private static String[] row(QuoteLook look, PriceChoice price, TimeText times) {
    Language language = times.language();
    return switch (look) {
      case QuoteLook.Quoted quoted -> {
        Quote quote = quoted.quote();
        yield new String[]{
            quote.symbol().value(), shown(quote.last(), language), shown(quote.bid(), language),
            shown(quote.ask(), language), shown(quote.previousClose(), language),
            quote.lastTradeAt().map(times::full).orElse(""), language.say(Phrase.of(quote.kind().text())),
            language.say(quoted.replacement()
                .<Phrase>map(why -> new ScreenText.WithReplacement(used(price), why)).orElse(used(price)))};
      }
      case QuoteLook.NotQuoted not ->
        new String[]{not.symbol().value(), "", "", "", "", "", "", language.say(used(price))};
      case QuoteLook.Changed changed ->
        new String[]{changed.symbol().value(), "", "", "", "", "", "", language.say(used(price))};
    };
  }

  private static String shown(Optional<BigDecimal> price, Language language) {
    return price.filter(Prices::isPrice).map(Figures::price).orElseGet(() -> language.say(new ScreenText.NoneShown()));
  }

  private static Phrase used(PriceChoice price) {
    return switch (price) {
      case PriceChoice.Priced priced ->
        new ScreenText.PriceFrom(Figures.price(priced.price()), priced.source().text());
      case PriceChoice.NoPrice none -> new ScreenText.NothingUsable(none.reason());
    };
  }

  private static Json.Fields fields(QuoteLook look, PriceChoice price) {
    return object -> {
      object.text("symbol", look.symbol().value());
      if (look instanceof QuoteLook.Quoted quoted) {
        Quote quote = quoted.quote();
        field(object, "last", quote.last());
        field(object, "bid", quote.bid());
        field(object, "ask", quote.ask());
        field(object, "previous_close", quote.previousClose());
        if (quote.lastTradeAt().isPresent()) {
          object.text("last_trade_at", quote.lastTradeAt().get().toString());
        }
        if (quoted.replacement().isPresent()) {
          object.text("replacement", quoted.replacement().get());
        }
        object.flag("halted", quote.isHalted());
        object.text("data", quote.kind().text()).text("at", quote.at().toString());
      }
      switch (price) {
        case PriceChoice.Priced priced -> object.number("price", priced.price()).text("source", priced.source().text());
        case PriceChoice.NoPrice none -> object.text("no_price", none.reason());
      }
    };
  }

  private static void field(Json.Writer object, String name, Optional<BigDecimal> value) throws IOException {
    if (value.isPresent()) {
      object.number(name, value.get());
    }
  }
}
