package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
    assertThat(instruments().instrument(GLD)).contains(new Instrument(4711, GLD, "STK", "SMART", "ARCA", "USD"));
  }

  @Test
  void shouldAskAgainAfterAWeek() {
    Instant now = clock.instant();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), now.minus(Duration.ofDays(7))));
    assertThat(instruments().instrument(GLD)).isEmpty();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), now.minus(Duration.ofDays(6))));
    assertThat(instruments().instrument(GLD)).isPresent();
  }

  @Test
  void shouldNotBelieveWhatWasLookedUpUnderAnotherClock() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant().plusSeconds(60)));
    assertThat(instruments().instrument(GLD)).isEmpty();
  }

  @Test
  void shouldDropAContractThatTheGatewayRefuses() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant()));
    Instruments instruments = instruments();
    instruments.refused(GLD);
    assertThat(kept.kept(GLD)).isEmpty();
    assertThat(instruments.instrument(GLD)).isEmpty();
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "MOC"), clock.instant()));
    instruments.answered(GLD, new Answer.Refused<>(200, "No security definition has been found"));
    assertThat(kept.kept(GLD)).isEmpty();
  }

  @Test
  void shouldRefuseAKeptContractThatDoesNotTakeTheOrderType() {
    kept.keep(GLD, new Contracts.Known(details(4711, "ARCA", "USD", "LMT"), clock.instant()));
    assertThat(instruments().trouble(Broker.GLD)).contains("GLD cannot be traded with MOC orders");
  }

  @Test
  void shouldListEveryCandidateOfAnAmbiguousSymbol() {
    Instruments instruments = instruments();
    instruments.answered(GLD, new Answer.Given<>(List.of(
        details(4711, "ARCA", "USD", "MOC"), details(815, "AMEX", "CAD", "MOC"))));
    assertThat(instruments.trouble(Broker.GLD))
        .contains("GLD is ambiguous: 4711 GLD ARCA USD Gold at ARCA, 815 GLD AMEX CAD Gold at AMEX");
    assertThat(kept.kept(GLD)).isEmpty();
  }

  private Instruments instruments() {
    return new Instruments(clock, kept);
  }

  private static InstrumentDetails details(int id, String exchange, String currency, String orderType) {
    return new InstrumentDetails(
        new Instrument(id, GLD, "STK", "SMART", exchange, currency), "Gold at " + exchange, new BigDecimal("0.01"),
        Set.of(orderType));
  }
}
