package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.OrderExecutor;
import evenkeel.engine.QuoteLook;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code doctor} asks the Gateway: is it there, does it speak, whose is it, what prices does it have. */
final class GatewayChecks {
  private static final Duration SKEW_MAX = Duration.ofSeconds(2);

  private final Invocation invocation;
  private final Settings settings;

  GatewayChecks(Invocation invocation, Settings settings) {
    this.invocation = invocation;
    this.settings = settings;
  }

  void addTo(List<Check> checks) {
    GatewaySettings gateway = GatewayCommand.reading(settings);
    String address = gateway.host() + ":" + gateway.port();
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(address));
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        checks.add(Check.ok(new DoctorText.OfGateway(), new DoctorText.AnswersAt(address, gateway.clientId())));
        checks.add(account(client));
        checks.add(clock(client));
        orderIds(client).ifPresent(checks::add);
        checks.add(new RestartCheck(settings, invocation.clock().instant()).greeting(client.zone()));
        progress.step(new StepText.AskingPrices());
        marketData(client, checks);
      }
    } catch (CommandFailure unusable) {
      checks.add(Check.failed(new DoctorText.OfGateway(), unusable.lines().getFirst()));
    }
  }

  private Check account(GatewayClient client) {
    return switch (AccountRoom.choose(settings.engine(), client.status().accounts())) {
      case AccountRoom.Chosen chosen -> Check.ok(
          new DoctorText.OfAccount(),
          new DoctorText.FitsMode(RunScreen.shown(chosen.account()), settings.mode().text()));
      case AccountRoom.NoChoice not -> Check.failed(new DoctorText.OfAccount(), Phrase.of(not.why()));
    };
  }

  /** Where no order can be sent for lack of ids; each client id has its own. */
  private static Optional<Check> orderIds(GatewayClient client) {
    int next = client.status().nextOrderId();
    return OrderExecutor.isEndOfIds(next)
        ? Optional.of(Check.failed(
            new DoctorText.OfOrderIds(), new DoctorText.IdsEnd(next), new DoctorText.ResetIds()))
        : Optional.empty();
  }

  private Check clock(GatewayClient client) {
    Instant theirs = GatewayClient.given(client.ask(new BrokerRequest.GatewayClock()));
    Duration skew = Duration.between(theirs, invocation.clock().instant()).abs();
    // Under a faster clock seconds mean nothing; the Gateway tells whole ones.
    boolean isFaster = invocation.clock().speed() != 1.0;
    return isFaster || skew.compareTo(SKEW_MAX) <= 0
        ? Check.ok(new DoctorText.OfGatewayClock(), new DoctorText.ClocksAgree())
        : Check.warning(
            new DoctorText.OfGatewayClock(), new DoctorText.ClocksDiffer(skew.toSeconds()),
            new DoctorText.NetworkTime());
  }

  private void marketData(GatewayClient client, List<Check> checks) {
    List<Symbol> symbols = List.copyOf(settings.targets().brokerWeights().keySet());
    List<QuoteLook> looks = client.quotes(settings, symbols);
    for (QuoteLook look : looks) {
      checks.add(switch (look) {
        case QuoteLook.Quoted quoted -> priced(quoted);
        case QuoteLook.NotQuoted not -> Check.failed(
            new DoctorText.OfPrices(not.symbol()), Phrase.of(not.reason()), new DoctorText.CheckSubscription());
        // Only a look at the portfolio tells that.
        case QuoteLook.Changed changed -> Check.failed(
            new DoctorText.OfPrices(changed.symbol()), Phrase.of(changed.reason()),
            new DoctorText.CheckSubscription());
      });
    }
    checks.add(subscription(looks));
  }

  /** What the quotes say of a subscription: IBKR sends live prices to who has one, and refuses them to others. */
  private static Check subscription(List<QuoteLook> looks) {
    Phrase name = new DoctorText.OfMarketData();
    List<QuoteLook.Quoted> quoted = looks.stream().filter(QuoteLook.Quoted.class::isInstance)
        .map(QuoteLook.Quoted.class::cast).toList();
    Optional<String> refused = quoted.stream().flatMap(look -> look.replacement().stream()).findFirst();
    if (refused.isPresent()) {
      return Check.ok(name, new DoctorText.NoSubscription(refused.get()));
    }
    return Check.ok(name, quoted.stream().anyMatch(look -> look.quote().kind() == QuoteKind.LIVE)
        ? new DoctorText.LiveComes()
        : new DoctorText.LiveNotAsked());
  }

  private Check priced(QuoteLook.Quoted look) {
    Quote quote = look.quote();
    Phrase name = new DoctorText.OfPrices(quote.symbol());
    return switch (look.price(invocation.clock().instant(), settings.priceRules())) {
      case PriceChoice.Priced priced -> {
        Phrase price = new DoctorText.PricedAt(
            quote.kind().text(), Figures.price(priced.price()), priced.source().text());
        yield Check.ok(name,
            look.replacement().<Phrase>map(why -> new DoctorText.PricedInstead(price, why)).orElse(price));
      }
      case PriceChoice.NoPrice none -> Check.warning(name, Phrase.of(none.reason()), new DoctorText.LookWhenOpen());
    };
  }
}
