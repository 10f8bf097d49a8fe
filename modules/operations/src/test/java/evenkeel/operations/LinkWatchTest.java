package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CutOffRule;
import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Schedule;
import evenkeel.engine.Alert;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.RestartWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkWatchTest {
  private static final Instant START = Samples.AT;

  private LinkWatch watch = LinkWatch.READY;
  private Instant now = START;
  private LinkOutlook outlook = LinkOutlook.NONE;

  static LinkStatus offline(DisconnectReason reason, int failures) {
    return new LinkStatus(
        LinkState.OFFLINE, 0, Optional.of(new LinkStatus.Problem(reason, "")), List.of(), 0, failures, START);
  }

  static LinkStatus in(LinkState state) {
    return new LinkStatus(state, 1, Optional.empty(), List.of(Samples.ACCOUNT), 7, 0, START);
  }

  @Test
  void shouldSayNothingOfAShortInterruption() {
    assertThat(hear(in(LinkState.READY))).isEmpty();
    assertThat(hear(offline(DisconnectReason.CLOSED, 1))).isEmpty();
    assertThat(hear(in(LinkState.CONNECTING))).isEmpty();
    assertThat(hear(offline(DisconnectReason.REFUSED, 2))).isEmpty();
    assertThat(hear(in(LinkState.CONNECTING))).isEmpty();
    assertThat(hear(in(LinkState.HANDSHAKING))).isEmpty();
    assertThat(hear(in(LinkState.SYNCHRONIZING))).isEmpty();
    assertThat(hear(in(LinkState.READY))).isEmpty();
  }

  @Test
  void shouldWarnAfterThreeFailuresAndSayWhenItIsOver() {
    hear(offline(DisconnectReason.REFUSED, 1));
    hear(offline(DisconnectReason.REFUSED, 2));
    Alert warning = hear(offline(DisconnectReason.REFUSED, 3)).orElseThrow();
    now = now.plusSeconds(725);

    assertThat(warning.severity()).isEqualTo(Alert.Severity.WARNING);
    assertThat(english(warning)).isEqualTo("The Gateway cannot be used (failed attempts: 3): nothing listens at the"
        + " Gateway's address; start IB Gateway, or correct gateway.host and gateway.port");
    assertThat(hear(offline(DisconnectReason.REFUSED, 4))).as("until the reminder").isEmpty();
    Alert recovery = hear(in(LinkState.READY)).orElseThrow();
    assertThat(recovery.severity()).isEqualTo(Alert.Severity.INFORMATION);
    assertThat(english(recovery)).isEqualTo("The Gateway is ready again after 12 min 5 s, orders can be sent");
    assertThat(recovery.key()).isEqualTo(warning.key());
    assertThat(hear(in(LinkState.READY))).isEmpty();
  }

  @Test
  void shouldWarnAtOnceWhereTryingAgainCannotHelp() {
    assertThat(hear(offline(DisconnectReason.NOT_A_GATEWAY, 1))).map(LinkWatchTest::english).contains(
        "The Gateway cannot be used (failed attempts: 1): whatever listens at that address does not speak the TWS"
            + " protocol; correct gateway.port: 4001 live and 4002 paper for IB Gateway, 7496 and 7497 for TWS");
  }

  @Test
  void shouldTellOneOutageThreeTimesADay() {
    List<Long> minutes = new ArrayList<>();
    hear(offline(DisconnectReason.REFUSED, 3));
    for (int i = 0; i < 4; i++) {
      Duration pause = watch.reminderIn(now).orElseThrow();
      minutes.add(pause.toMinutes());
      now = now.plus(pause);
      assertThat(remind()).isPresent();
    }

    assertThat(minutes).containsExactly(10L, 60L, 1440L, 1440L);
    assertThat(remind()).map(LinkWatchTest::english).get().asString()
        .startsWith("The Gateway cannot be used, for 2 d 1 h now (failed attempts: 3): nothing listens");
  }

  @Test
  void shouldNotHangSilentlyInAnyState() {
    hear(in(LinkState.SYNCHRONIZING));
    assertThat(watch.reminderIn(now)).contains(Duration.ofMinutes(10));
    assertThat(remind()).map(LinkWatchTest::english)
        .contains("The Gateway is connected but the books are not compared yet:"
            + " no order can be sent; look for a dialog that waits in the Gateway");

    hear(in(LinkState.READY));
    hear(in(LinkState.LINK_LOST));
    assertThat(remind()).map(LinkWatchTest::english)
        .contains("The Gateway has lost its connection to IBKR: no order can be"
            + " sent; it usually comes back by itself, else check the network of the Gateway");

    hear(in(LinkState.READY));
    hear(in(LinkState.CONNECTING));
    assertThat(remind()).map(LinkWatchTest::english)
        .contains("The Gateway cannot be used (failed attempts: 0): it has not answered yet");
  }

  @Test
  void shouldHaveNothingToRemindOfWhileTheLinkIsReady() {
    hear(in(LinkState.READY));

    assertThat(watch.reminderIn(now)).isEmpty();
    assertThat(remind()).isEmpty();
  }

  private static final Schedule SCHEDULE = new Schedule(
      LocalTime.of(14, 30), new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)));

  private static RestartWindow restart(String at) {
    return new RestartWindow(
        Optional.of(LocalTime.parse(at)), NyseCalendar.ZONE, Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  @Test
  void shouldSayNothingOfARestartUnlessItTakesTooLong() {
    now = Instant.parse("2025-10-15T03:45:10Z");
    Instant until = Instant.parse("2025-10-15T04:00:00Z");
    hear(in(LinkState.READY));
    for (int failures = 1; failures <= 8; failures++) {
      LinkStatus status = offline(DisconnectReason.REFUSED, failures);
      assertThat(hear(new LinkStatus(
          status.state(), 1, status.problem(), List.of(), 0, failures, now, Optional.of(until)))).isEmpty();
    }
    assertThat(watch.reminderIn(now)).contains(Duration.between(now, until));
    now = until;
    assertThat(hear(offline(DisconnectReason.REFUSED, 9))).map(Alert::severity).contains(Alert.Severity.WARNING);
  }

  @Test
  void shouldBecomeUrgentAsTheNextRunComesNear() {
    outlook = new LinkOutlook(Optional.of(SCHEDULE), RestartWindow.NONE);
    // Friday's run is due at 14:30 in New York, on 31 October.
    Instant due = Instant.parse("2025-10-31T18:30:00Z");
    now = due.minus(Duration.ofHours(60));
    hear(in(LinkState.READY));
    assertThat(hear(offline(DisconnectReason.REFUSED, 3))).map(Alert::severity).contains(Alert.Severity.WARNING);
    now = due.minus(Duration.ofHours(20));
    assertThat(remind()).map(Alert::severity).contains(Alert.Severity.CRITICAL);
  }

  /** QuantConnect Lean.Brokerages.InteractiveBrokers 246, 247: days without a word after the Sunday log-in. */
  @Test
  void shouldNameTheLogInWhenTheGatewayDoesNotComeBackAfterSunday() {
    outlook = new LinkOutlook(Optional.of(SCHEDULE), restart("23:45"));
    now = Instant.parse("2025-10-27T03:45:20Z");
    hear(in(LinkState.READY));
    hear(offline(DisconnectReason.CLOSED, 1));
    now = now.plus(Duration.ofMinutes(15));
    assertThat(hear(offline(DisconnectReason.REFUSED, 3))).map(LinkWatchTest::english).get().asString()
        .endsWith(
            "; The Gateway's weekly log-in ended on 2025-10-26 01:00 New York time and is not known to be renewed:"
                + " log in again, with the second factor, by 2025-10-31 12:30");
    // In the middle of the week it is something else.
    now = Instant.parse("2025-10-29T12:00:00Z");
    hear(in(LinkState.READY));
    assertThat(hear(offline(DisconnectReason.REFUSED, 3))).map(LinkWatchTest::english).get().asString()
        .doesNotContain("log-in");
  }

  private static String english(Alert alert) {
    return Language.EN.say(alert.phrase());
  }

  private Optional<Alert> hear(LinkStatus status) {
    return take(watch.on(status, now, outlook));
  }

  private Optional<Alert> remind() {
    return take(watch.remind(now, outlook));
  }

  private Optional<Alert> take(LinkWatch.Step step) {
    watch = step.next();
    return step.alert();
  }
}
