package evenkeel.engine;

import evenkeel.domain.CatchUpRule;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Holding;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Quote;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** A planner with everything around it in a test's hands. */
final class PlannerRoom {
  private static final String ID = "planner|" + Broker.ACCOUNT.value();
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");

  final TestClock clock;
  final PersistenceTestKit journal;
  final TestProbe<OrderExecutor.Command> executor;
  final TestProbe<PortfolioState.Command> portfolio;
  final TestProbe<MarketData.Command> marketData;
  private final ActorTestKit kit;
  private final ActorRef<Guards.Command> guards;
  private final Map<RunId, String> stopped = new ConcurrentHashMap<>();
  private final NewsReel news;
  private TradingMode mode = TradingMode.PAPER;
  private MissedCutOff missed = MissedCutOff.NEXT_SESSION;
  private Caution caution = Caution.NONE;
  private OwnersWord owner = OwnersWord.NONE;
  private ActorRef<RebalancePlanner.Command> planner;

  PlannerRoom(ActorTestKit kit) {
    this.kit = kit;
    clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
    journal = PersistenceTestKit.create(kit.system());
    journal.clearAll();
    journal.resetPolicy();
    executor = kit.createTestProbe(OrderExecutor.Command.class);
    portfolio = kit.createTestProbe(PortfolioState.Command.class);
    marketData = kit.createTestProbe(MarketData.Command.class);
    news = new NewsReel(kit);
    planner = kit.system().ignoreRef();
    guards = kit.spawn(passing());
  }

  /** Every run but these passes. */
  PlannerRoom stopping(RunId run, String reason) {
    stopped.put(run, reason);
    return this;
  }

  private Behavior<Guards.Command> passing() {
    return Behaviors.receiveMessage(command -> {
      if (command instanceof Guards.Examine examine) {
        RunId run = examine.decision().run();
        String reason = stopped.get(run);
        if (reason == null) {
          executor.ref().tell(new OrderExecutor.Execute(examine.decision(), examine.taken()));
        } else {
          examine.stopped().tell(new Guards.Stopped(run, List.of(reason)));
        }
      }
      return Behaviors.same();
    });
  }

  PlannerRoom in(TradingMode other) {
    mode = other;
    return this;
  }

  PlannerRoom missing(MissedCutOff policy) {
    missed = policy;
    return this;
  }

  PlannerRoom with(Caution other, OwnersWord word) {
    caution = other;
    owner = word;
    return this;
  }

  PlannerRoom given(PlannerEvent... events) {
    journal.persistForRecovery(ID, List.of((Object[]) events));
    return this;
  }

  /** Starts a planner, in place of the one before, which is killed once it has written what it heard. */
  PlannerRoom start() {
    stop();
    planner = kit.spawn(RebalancePlanner.create(new RebalancePlanner.Surroundings(
        Broker.ACCOUNT,
        Engine.settings(mode).with(new CatchUpRule(missed, Engine.CATCH_UP.priceBand())).with(caution), clock,
        portfolio.ref(), marketData.ref(), executor.ref(), guards, news.ref(), owner)));
    return this;
  }

  void stop() {
    if (!planner.equals(kit.system().<RebalancePlanner.Command>ignoreRef())) {
      book();
      kit.stop(planner);
      planner = kit.system().ignoreRef();
    }
  }

  TestProbe<RebalancePlanner.Reply> consider(Trigger trigger) {
    TestProbe<RebalancePlanner.Reply> reply = kit.createTestProbe(RebalancePlanner.Reply.class);
    planner.tell(new RebalancePlanner.Consider(trigger, reply.ref()));
    return reply;
  }

  void tell(RebalancePlanner.Command command) {
    planner.tell(command);
  }

  /** The executor is asked for its book and has this one. */
  void executorHas(ExecutionBook book) {
    executorHas(book, true);
  }

  /** The same, of an executor that may not have compared it with the broker's yet. */
  void executorHas(ExecutionBook book, boolean isCompared) {
    answer(
        executor.expectMessageClass(OrderExecutor.Look.class).replyTo(), new OrderExecutor.Looked(book, isCompared));
  }

  /** Portfolio and prices are asked for, and drifted. */
  void seesDrift() {
    sees(seen(200, 300, "13000"));
  }

  /** Portfolio and prices are asked for, and on target. */
  void seesBalance() {
    sees(seen(160, 540, "3400"));
  }

  /** The same, and GLD means another contract than before. */
  void seesAnotherContract(int before, int now) {
    var identity = new QuoteLook.Identity(
        new ContractId(now), Optional.of(new Contracts.Change(new ContractId(before), clock.instant())));
    var quoted = (QuoteLook.Quoted) quote(GLD, "300");
    var gold = new Contract(new ContractId(now), GLD, "STK", "ARCA", "USD");
    var seen = (PortfolioLook.Seen) seen(200, 300, "13000");
    List<Holding> holdings = List.of(
        new Holding(gold, new BigDecimal(200), new BigDecimal(250)),
        Holding.of(BIL, new BigDecimal(300), new BigDecimal(91)));
    marketData.expectMessageClass(MarketData.Ask.class).replyTo().tell(List.of(
        new QuoteLook.Quoted(quoted.quote(), Optional.empty(), Optional.of(identity)), quote(BIL, "90")));
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(new PortfolioLook.Seen(
        Broker.ACCOUNT, Portfolio.of(
            "USD", seen.portfolio().netLiquidation(), seen.portfolio().cash(), holdings),
        List.of(), clock.instant()));
  }

  void sees(PortfolioLook look) {
    marketData.expectMessageClass(MarketData.Ask.class).replyTo().tell(List.of(quote(GLD, "300"), quote(BIL, "90")));
    portfolio.expectMessageClass(PortfolioState.Look.class).replyTo().tell(look);
  }

  private PortfolioLook seen(int gold, int bills, String cash) {
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(GLD, Holding.of(GLD, new BigDecimal(gold), new BigDecimal("250")));
    holdings.put(BIL, Holding.of(BIL, new BigDecimal(bills), new BigDecimal("91")));
    BigDecimal money = new BigDecimal(cash);
    BigDecimal value = new BigDecimal(gold * 300 + bills * 90).add(money);
    return new PortfolioLook.Seen(
        Broker.ACCOUNT, Portfolio.of("USD", value, money, holdings.values()), List.of(), clock.instant());
  }

  private QuoteLook quote(Symbol symbol, String price) {
    Optional<BigDecimal> last = Optional.of(new BigDecimal(price));
    return new QuoteLook.Quoted(new Quote(
        symbol, last, Optional.of(clock.instant()), Optional.empty(), Optional.empty(), last, false, clock.instant(),
        QuoteKind.DELAYED), Optional.empty());
  }

  /** A decision to trade, taken over by the executor. */
  Decision decided() {
    TestProbe<RebalancePlanner.Reply> reply = consider(Decisions.TRIGGER);
    executorHas(ExecutionBook.EMPTY);
    seesDrift();
    return ((RebalancePlanner.Decided) reply.receiveMessage()).decision();
  }

  private <T> void answer(ActorRef<T> replyTo, T answer) {
    replyTo.tell(answer);
    executor.expectTerminated(replyTo);
  }

  PlannerBook book() {
    TestProbe<PlannerBook> reply = kit.createTestProbe(PlannerBook.class);
    planner.tell(new RebalancePlanner.GetBook(reply.ref()));
    return reply.receiveMessage();
  }

  void pass(Duration duration) {
    book();
    clock.pass(duration);
    book();
  }

  void passTo(Instant instant) {
    book();
    clock.set(instant);
  }

  /** All news so far. */
  List<EngineNews> heard() {
    return news.<PlannerBook>until(replyTo -> planner.tell(new RebalancePlanner.GetBook(replyTo)));
  }

  List<String> alerts() {
    return NewsReel.alerts(heard());
  }

  /** The reports asked for so far. */
  List<EngineNews.ReportDue> reports() {
    return heard().stream().filter(EngineNews.ReportDue.class::isInstance).map(EngineNews.ReportDue.class::cast)
        .toList();
  }

  List<Object> written() {
    return journal.persistedInStorage(ID);
  }
}
