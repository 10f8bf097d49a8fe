package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.HandOrder;
import evenkeel.domain.OrderType;
import evenkeel.domain.Phrase;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Fitness;
import evenkeel.engine.Qualification;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.OrderPreview;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code order}: one order by hand, through the same rooms and guards as a rebalance. */
@Command(
    name = "order", description = "Place one order by hand and follow it to its end.", sortOptions = false,
    footer = {
        "",
        "The running process sends it where there is one; otherwise this command does. Ctrl-C stops",
        "following; an order that is at the broker stays there.",
        "",
        "Examples:",
        "  evenkeel order buy GLD 10 --type LMT --limit 350.25 --tif GTC --detach",
        "  evenkeel order sell BIL 20 --type MOC --preview",
    })
final class OrderCommand implements Callable<Integer> {
  /** "No security definition has been found" (IBKR API message codes). */
  private static final int NO_DEFINITION = 200;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Parameters(index = "0", paramLabel = "buy|sell", description = "What to do.")
  private Side side = Side.BUY;

  @Parameters(index = "1", paramLabel = "SYMBOL", description = "A US stock or fund, such as GLD.")
  private Symbol symbol = new Symbol("X");

  @Parameters(index = "2", paramLabel = "QTY", description = "Whole shares.")
  private BigDecimal quantity = BigDecimal.ZERO;

  @Option(names = "--type", paramLabel = "TYPE", required = true, description = "MKT, LMT, MOC or LOC.")
  private OrderType type = OrderType.MKT;

  @Option(names = "--limit", paramLabel = "PRICE", description = "For LMT and LOC: the worst price, in USD a share.")
  private @Nullable BigDecimal limit;

  @Option(names = "--tif", paramLabel = "TIF", description = "DAY (default) or GTC: how long it stays in force.")
  private TimeInForce timeInForce = TimeInForce.DAY;

  @Option(names = "--preview", description = "Only ask the broker what it would cost and do to the margin.")
  private boolean isPreview;

  @Option(names = "--detach", description = "End once the broker has the order, and do not follow it.")
  private boolean isDetached;

  @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live; overrides the configuration.")
  private @Nullable TradingMode mode;

  @Option(names = "--yes", description = "Do not ask before the order is sent.")
  private boolean yes;

  @Option(names = "--json", description = "Print the preview as one JSON object.")
  private boolean json;

  OrderCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    List<String> nonsense = HandOrder.objections(quantity, type, timeInForce, Optional.ofNullable(limit));
    if (!nonsense.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.OrderNonsense(nonsense));
    }
    var order = new HandOrder(symbol, side, quantity, type, timeInForce, Optional.ofNullable(limit));
    DeskAccess access = DeskAccess.of(invocation, invocation.settings(program.config()), mode);
    Settings settings = access.settings();
    if (!isPreview) {
      LiveGate.check(settings, invocation.clock().instant());
    }
    // What comes too late is said before anything is asked for.
    OrderHours.trigger(order, invocation.clock(), settings.engine().cutOff(), invocation.times(settings));
    Optional<OrderPreview> preview = look(order, settings);
    if (preview.isPresent()) {
      PreviewText.print(invocation.terminal(), order, preview.get(), json);
      return ExitCode.DONE;
    }
    if (!isAgreed(order, settings)) {
      invocation.terminal().say(new ScreenText.NothingSent());
      return ExitCode.DONE;
    }
    access.ask(new DeskRequest.Place(order, isDetached));
    return ExitCode.DONE;
  }

  /** Checks that the Gateway knows the symbol and takes such an order; with {@code --preview}, what the broker says. */
  private Optional<OrderPreview> look(HandOrder order, Settings settings) {
    // Not under the id of the house that follows: the Gateway may hold that for seconds after it was used.
    GatewaySettings looking = settings.gateway().withClientId(settings.gateway().clientId() + 1);
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(looking.host() + ":" + looking.port()));
      try (GatewayClient client = GatewayClient.connect(looking, invocation.clock())) {
        AccountId account = client.account(settings.engine());
        progress.step(new StepText.LookingUp(order.symbol()));
        List<InstrumentDetails> found = contracts(client, order.symbol(), settings);
        Fitness.objection(order, settings.targets().criteria(order.symbol()), found).ifPresent(objection -> {
          throw new CommandFailure(ExitCode.USAGE, Phrase.of(objection));
        });
        if (!isPreview) {
          return Optional.empty();
        }
        progress.step(new StepText.AskingPreview());
        return Optional.of(GatewayClient.given(client.ask(
            new BrokerRequest.Preview(
                account, Qualification.routed(order.symbol(), found.getFirst()), order, OptionalInt.empty()))));
      }
    }
  }

  private static List<InstrumentDetails> contracts(GatewayClient client, Symbol symbol, Settings settings) {
    var asked = client
        .ask(new BrokerRequest.Details(Qualification.wanted(symbol, settings.targets().criteria(symbol))));
    if (Await.patiently(asked) instanceof Answer.Refused<List<InstrumentDetails>> refused
        && refused.code() == NO_DEFINITION) {
      throw new CommandFailure(ExitCode.USAGE, ComplaintText.gatewayKnowsNot(symbol, refused.text()));
    }
    return GatewayClient.given(asked);
  }

  private boolean isAgreed(HandOrder order, Settings settings) {
    if (yes || settings.mode() == TradingMode.DRY_RUN || !invocation.terminal().asks()) {
      return true;
    }
    Optional<Phrase> value = order.limit().filter(price -> order.side() == Side.BUY)
        .map(price -> new DeskText.AtMost(Figures.money(price.multiply(order.quantity()), "USD")));
    return Question.ask(
        invocation.terminal(), new DeskText.SendOrder(order.toString(), value, settings.mode().text()));
  }
}
