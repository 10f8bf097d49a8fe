package evenkeel.app;

import evenkeel.domain.PriceChoice;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Symbol;
import evenkeel.engine.AccountRoom;
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
      progress.step("connecting to " + address);
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        checks.add(Check.ok("gateway", "answers at " + address + " to client id " + gateway.clientId()));
        checks.add(account(client));
        checks.add(clock(client));
        progress.step("asking for prices");
        marketData(client, checks);
      }
    } catch (CommandFailure unusable) {
      checks.add(Check.failed("gateway", unusable.lines().getFirst(), ""));
    }
  }

  private Check account(GatewayClient client) {
    return switch (AccountRoom.choose(settings.engine(), client.status().accounts())) {
      case AccountRoom.Chosen chosen -> Check.ok(
          "account", RunScreen.shown(chosen.account()) + ", fits mode " + settings.mode().text());
      case AccountRoom.NoChoice not -> Check.failed("account", not.why(), "");
    };
  }

  private Check clock(GatewayClient client) {
    Instant theirs = GatewayClient.given(client.ask(new BrokerRequest.GatewayClock()));
    Duration skew = Duration.between(theirs, invocation.clock().instant()).abs();
    // Under a faster clock seconds mean nothing; the Gateway tells whole ones.
    boolean isFaster = invocation.clock().speed() != 1.0;
    return isFaster || skew.compareTo(SKEW_MAX) <= 0
        ? Check.ok("gateway clock", "agrees with this machine's")
        : Check.warning("gateway clock", "differs from this machine's by " + skew.toSeconds() + " s",
            "have this machine set its clock from the network");
  }

  private void marketData(GatewayClient client, List<Check> checks) {
    List<Symbol> symbols = List.copyOf(settings.targets().brokerWeights().keySet());
    List<QuoteLook> looks = client.quotes(settings.engine(), symbols);
    for (QuoteLook look : looks) {
      checks.add(switch (look) {
        case QuoteLook.Quoted quoted -> priced(quoted);
        case QuoteLook.NotQuoted not -> Check.failed("prices of " + not.symbol(), not.reason(),
            "check the symbol and the market data subscription");
      });
    }
    checks.add(subscription(looks));
  }

  /** What the quotes say of a subscription: IBKR sends live prices to who has one, and refuses them to others. */
  private static Check subscription(List<QuoteLook> looks) {
    String name = "market data";
    List<QuoteLook.Quoted> quoted = looks.stream().filter(QuoteLook.Quoted.class::isInstance)
        .map(QuoteLook.Quoted.class::cast).toList();
    Optional<String> refused = quoted.stream().flatMap(look -> look.replacement().stream()).findFirst();
    if (refused.isPresent()) {
      return Check.ok(name, "no subscription seen: " + refused.get());
    }
    return Check.ok(name, quoted.stream().anyMatch(look -> look.quote().kind() == QuoteKind.LIVE)
        ? "live prices come, so there is a subscription"
        : "live prices were not asked for (gateway.market-data-type), so nothing is known of a subscription");
  }

  private Check priced(QuoteLook.Quoted look) {
    Quote quote = look.quote();
    String name = "prices of " + quote.symbol();
    return switch (look.price(invocation.clock().instant(), settings.priceRules())) {
      case PriceChoice.Priced priced -> Check.ok(
          name, quote.kind().text() + ", " + Figures.price(priced.price()) + " (" + priced.source().text() + ")"
              + look.replacement().map(why -> "; " + why).orElse(""));
      case PriceChoice.NoPrice none -> Check.warning(
          name, none.reason(), "look again while the market is open");
    };
  }
}
