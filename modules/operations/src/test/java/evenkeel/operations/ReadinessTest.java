package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.operations.Readiness.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private static final Instant DUE = Instant.parse("2025-10-31T18:30:00Z");
  private static final Symbol GLD = new Symbol("GLD");
  private static final GatewayLife WELL = new GatewayLife(
      Optional.of(Duration.ofMillis(300)), List.of(),
      Optional.of(new LogInWeek.Holds(Instant.parse("2025-11-02T05:00:00Z"))), Optional.empty());

  private static List<String> problems(Facts facts) {
    return Readiness.problems(facts, DUE).stream().map(Language.EN::say).toList();
  }

  private static Facts facts(LinkStatus link, GatewayLife life, OptionalLong free) {
    return new Facts(Optional.of(link), Optional.of(Samples.ACCOUNT), life, Map.of(), List.of(),
        Optional.of(new Answer.Given<>(List.of())), free);
  }

  @Test
  void shouldFindNothingWhereAllIsWell() {
    assertThat(problems(facts(LinkWatchTest.in(LinkState.READY), WELL, OptionalLong.of(1L << 40)))).isEmpty();
  }

  @Test
  void shouldNameEachThingThatFailsWithItsMend() {
    var life = new GatewayLife(
        Optional.of(Duration.ofSeconds(5)), List.of(), Optional.of(new LogInWeek.Ended(
            Instant.parse("2025-10-26T05:00:00Z"), Instant.parse("2025-10-31T16:30:00Z"))),
        EndOfSupport.of("1045.1 will be desupported on 20251031"));
    assertThat(problems(facts(LinkWatchTest.offline(DisconnectReason.REFUSED, 4), life, OptionalLong.of(499_000_000))))
        .containsExactly(
            "no usable connection: nothing listens at the Gateway's address; start IB Gateway, or correct gateway.host"
                + " and gateway.port",
            "The Gateway's weekly log-in ended on 2025-10-26 01:00 New York time and is not known to be renewed: log in"
                + " again, with the second factor, by 2025-10-31 12:30",
            "IB Gateway will not work any more when the next run is due on 2025-10-31 14:30 New York (1045.1 will be"
                + " desupported on 20251031): install the current stable version before that",
            "This machine's clock is 5 s ahead of the Gateway's: have it set from the network",
            "only 499 MB are free on the disk of the data directory; make room");
  }

  @Test
  void shouldNameAnEndOfSupportThatIsNotSurelyAfterTheRun() {
    var later = new GatewayLife(WELL.clockAhead(), List.of(), WELL.logIn(), EndOfSupport.of("desupported on 20251101"));
    var undated = new GatewayLife(WELL.clockAhead(), List.of(), WELL.logIn(), EndOfSupport.of("desupported soon"));
    LinkStatus ready = LinkWatchTest.in(LinkState.READY);

    assertThat(problems(facts(ready, later, OptionalLong.of(1L << 40)))).isEmpty();
    assertThat(problems(facts(ready, undated, OptionalLong.of(1L << 40)))).singleElement().asString()
        .contains("desupported soon");
  }

  @Test
  void shouldNameContractsPricesAndAnApiThatIsReadOnly() {
    Map<Symbol, Answer<List<InstrumentDetails>>> contracts = Map.of(GLD, new Answer.Given<>(List.of()));
    var facts = new Facts(
        Optional.of(LinkWatchTest.in(LinkState.READY)), Optional.of(Samples.ACCOUNT), WELL, contracts,
        List.of(new PriceChoice.NoPrice(GLD, "the last price is too old")),
        Optional.of(new Answer.Refused<>(321, "read-only")), OptionalLong.empty());
    assertThat(problems(facts)).containsExactly(
        "no contract of GLD: the broker knows none", "no price of GLD: the last price is too old",
        "the open orders cannot be asked for: the Gateway refused: read-only (code 321); untick Read-Only API in the"
            + " Gateway's API settings");
  }
}
