package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ContractCriteria;
import evenkeel.domain.ContractId;
import evenkeel.domain.Leg;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.Venue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts that are kept over restarts, and how a symbol is qualified. */
class ContractsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
  private static final Symbol GLD = new Symbol("GLD");

  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(KIT.system()));
  private final KeptContracts kept = new KeptContracts();

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void shouldKeepAnAnswerAndUseItAfterARestart() {
    instruments().answered(GLD, new Answer.Given<>(List.of(details(4711, "ARCA", "USD", "MOC"))));
    assertThat(kept.kept(GLD)).isPresent();
    assertThat(instruments().instrument(Broker.GLD)).contains(new Instrument(4711, GLD, "STK", "SMART", "ARCA", "USD"));
  }

  @Test
  void shouldAskAgainAfterAWeek() {
    Instant now = clock.instant();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), now.minus(Duration.ofDays(7))));
    assertThat(instruments().instrument(Broker.GLD)).isEmpty();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), now.minus(Duration.ofDays(6))));
    assertThat(instruments().instrument(Broker.GLD)).isPresent();
  }

  @Test
  void shouldNotBelieveWhatWasLookedUpUnderAnotherClock() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant().plusSeconds(60)));
    assertThat(instruments().instrument(Broker.GLD)).isEmpty();
  }

  @Test
  void shouldDropAContractThatTheGatewayRefuses() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant()));
    Instruments instruments = instruments();
    instruments.refused(GLD);
    assertThat(kept.find(GLD, clock.instant())).isEmpty();
    assertThat(instruments.instrument(Broker.GLD)).isEmpty();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant()));
    instruments.answered(GLD, new Answer.Refused<>(200, "No security definition has been found"));
    assertThat(kept.find(GLD, clock.instant())).isEmpty();
  }

  @Test
  void shouldRefuseAKeptContractThatDoesNotTakeTheOrderType() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "LMT"), clock.instant()));
    assertThat(instruments().trouble(Broker.GLD)).contains("GLD cannot be traded with MOC orders");
  }

  /** The symbol means another contract since the order was planned: it is not sent for that one. */
  @Test
  void shouldKnowNoInstrumentForAnOrderOfAnotherContract() {
    Leg gold = Broker.GLD;
    var leg = new Leg(
        gold.ref(), gold.symbol(), gold.side(), gold.quantity(), gold.estimatedPrice(), gold.type(),
        gold.timeInForce(), gold.limit(), gold.drift(), Optional.of(new ContractId(815)));
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant()));
    assertThat(instruments().instrument(leg)).isEmpty();
    assertThat(instruments().trouble(leg)).contains("the order is for contract 815, and GLD means contract 4711 now");
  }

  @Test
  void shouldListEveryCandidateOfAnAmbiguousSymbol() {
    Instruments instruments = instruments();
    instruments.answered(GLD, new Answer.Given<>(List.of(
        details(4711, "ARCA", "USD", "MOC"), details(815, "AMEX", "USD", "MOC"))));
    assertThat(instruments.trouble(Broker.GLD))
        .contains("GLD is ambiguous: 4711 GLD ARCA USD Gold at ARCA, 815 GLD AMEX USD Gold at AMEX;"
            + " primary-exchange or con-id of the target says which");
    assertThat(kept.kept(GLD)).isEmpty();
  }

  private Identification.Found answered(ContractCriteria criteria, InstrumentDetails... found) {
    return identification(criteria, OwnersWord.NONE).answered(GLD, new Answer.Given<>(List.of(found)));
  }

  @ParameterizedTest
  @CsvSource({"4711, '', ''", "'', ARCA, ''", "'', ARCA, USD"})
  void shouldTakeTheOneCandidateThatTheOwnerMeans(String id, String exchange, String currency) {
    var criteria = new ContractCriteria(
        Optional.of(id).filter(it -> !it.isEmpty()).map(it -> new ContractId(Integer.parseInt(it))),
        Optional.of(exchange).filter(it -> !it.isEmpty()), Optional.of(currency).filter(it -> !it.isEmpty()));
    assertThat(answered(criteria, details(4711, "ARCA", "USD", "MOC"), details(815, "AMEX", "USD", "MOC")))
        .isInstanceOfSatisfying(Identification.Identified.class,
            one -> assertThat(one.instrument().contractId()).isEqualTo(4711));
  }

  @Test
  void shouldSayWhatThereIsWhereNothingFitsOrIsQuotedInDollars() {
    var lse = new ContractCriteria(Optional.empty(), Optional.of("LSEETF"), Optional.empty());
    assertThat(answered(lse, details(4711, "ARCA", "USD", "MOC"))).isEqualTo(new Identification.Unidentified(
        "no contract of GLD fits con-id, primary-exchange and currency of the target: 4711 GLD ARCA USD Gold at ARCA"));
    assertThat(answered(ContractCriteria.NONE, details(815, "LSEETF", "GBP", "MOC"))).isInstanceOfSatisfying(
        Identification.Unidentified.class, not -> assertThat(not.reason()).contains("quoted in GBP", "815"));
  }

  @Test
  void shouldHintAtTheBrokersNameOfAClassShare() {
    var symbol = new Symbol("BRK.B");
    Identification identification = identification(ContractCriteria.NONE, OwnersWord.NONE);
    assertThat(identification.answered(symbol, new Answer.Refused<>(200, "No security definition")))
        .isEqualTo(new Identification.Unidentified("the Gateway does not know BRK.B: No security definition (code 200);"
            + " IBKR writes class shares with a space: BRK B"));
  }

  /** ib-edavki#181: a reverse split gives the symbol another contract id. */
  @Test
  void shouldRememberThatASymbolMeantAnotherContractUntilTheOwnerAcceptsIt() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant().minusSeconds(60)));
    identification(ContractCriteria.NONE, OwnersWord.NONE).refused(GLD);
    assertThat(answered(ContractCriteria.NONE, details(9900, "ARCA", "USD", "MOC"))).isInstanceOfSatisfying(
        Identification.Identified.class,
        one -> assertThat(one.change().map(Contracts.Change::from)).contains(new ContractId(4711)));
    assertThat(kept(OwnersWord.NONE).change()).as("after a restart").isPresent();
    assertThat(kept(accepted(clock.instant().minusSeconds(1))).change()).as("accepted before it").isPresent();
    assertThat(kept(accepted(clock.instant().plusSeconds(1))).change()).isEmpty();
    var named = new ContractCriteria(Optional.of(new ContractId(9900)), Optional.empty(), Optional.empty());
    assertThat(identification(named, OwnersWord.NONE).kept(GLD).orElseThrow().change()).isEmpty();
    kept.forgetChange(GLD);
    assertThat(kept(OwnersWord.NONE).change()).isEmpty();
  }

  private Identification.Identified kept(OwnersWord owner) {
    return identification(ContractCriteria.NONE, owner).kept(GLD).orElseThrow();
  }

  private static OwnersWord accepted(Instant at) {
    var owner = new TalkativeOwner();
    owner.brokerAccepted = Optional.of(at);
    return owner;
  }

  private Identification identification(ContractCriteria criteria, OwnersWord owner) {
    var target = new Target(GLD, BigDecimal.ONE, Venue.BROKER, criteria);
    return new Identification(new Targets(List.of(target), BigDecimal.ZERO), kept, owner, clock);
  }

  private Instruments instruments() {
    return new Instruments(clock, identification(ContractCriteria.NONE, OwnersWord.NONE));
  }

  private static InstrumentDetails details(int id, String exchange, String currency, String orderType) {
    return new InstrumentDetails(
        new Instrument(id, GLD, "STK", "SMART", exchange, currency), "Gold at " + exchange, new BigDecimal("0.01"),
        Set.of(orderType));
  }
}
