package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import evenkeel.engine.Alert;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkWatchTest {
  private static final Instant START = Samples.AT;

  private LinkWatch watch = LinkWatch.READY;
  private Instant now = START;

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
  void shouldRemindAtIntervalsThatGrowToADayQuarter() {
    List<Long> minutes = new ArrayList<>();
    hear(offline(DisconnectReason.REFUSED, 3));
    for (int i = 0; i < 8; i++) {
      Duration pause = watch.reminderIn().orElseThrow();
      minutes.add(pause.toMinutes());
      now = now.plus(pause);
      assertThat(remind()).isPresent();
    }

    assertThat(minutes).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);
    assertThat(remind()).map(LinkWatchTest::english).get().asString()
        .startsWith("The Gateway cannot be used, for 22 h 30 min now (failed attempts: 3): nothing listens");
  }

  @Test
  void shouldNotHangSilentlyInAnyState() {
    hear(in(LinkState.SYNCHRONIZING));
    assertThat(watch.reminderIn()).contains(Duration.ofMinutes(10));
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

    assertThat(watch.reminderIn()).isEmpty();
    assertThat(remind()).isEmpty();
  }

  private static String english(Alert alert) {
    return Language.EN.say(alert.phrase());
  }

  private Optional<Alert> hear(LinkStatus status) {
    return take(watch.on(status, now));
  }

  private Optional<Alert> remind() {
    return take(watch.remind(now));
  }

  private Optional<Alert> take(LinkWatch.Step step) {
    watch = step.next();
    return step.alert();
  }
}
