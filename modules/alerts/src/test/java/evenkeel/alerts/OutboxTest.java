package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.engine.Alert.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  /** 18:00 in Beijing. */
  private static final Instant EVENING = Instant.parse("2026-11-23T10:00:00Z");
  private static final Receipt GOOD = new Receipt.Delivered();
  private static final Receipt BUSY = new Receipt.Failed("status 503", false);
  private static final Receipt WRONG = new Receipt.Failed("status 401", true);

  private static final ChannelSettings PUSH = new ChannelSettings.Bark(
      Severity.WARNING, URI.create("http://localhost"), new Secret("key"));
  private static final ChannelSettings CHAT = new ChannelSettings.WeCom(
      Severity.CRITICAL, new Secret("http://localhost"));
  private static final ChannelSettings MAIL = new ChannelSettings.Ntfy(
      Severity.WARNING, URI.create("http://localhost"), new Secret("topic"), new Secret(""));
  private static final ChannelSettings SCREEN = new ChannelSettings.Desktop(Severity.INFORMATION);

  private Instant now = EVENING;
  private Outbox outbox = box(PUSH, MAIL);

  private static Outbox box(ChannelSettings... channels) {
    return box(Optional.empty(), channels);
  }

  private static Outbox box(Optional<QuietHours> quiet, ChannelSettings... channels) {
    return new Outbox(
        new AlertSettings(
            List.of(channels), quiet, Duration.ofMinutes(1), 3, Duration.ofSeconds(30), Duration.ofMinutes(30),
            Duration.ofSeconds(15), true, Optional.empty()),
        BEIJING, YearMonth.of(2026, 11));
  }

  @Test
  void shouldSendWhatIsCriticalAtOnce() {
    raise(Severity.CRITICAL, "a");

    Outbox.Send send = only();
    assertThat(send.channel()).isEqualTo("bark");
    assertThat(keys(send)).containsExactly("a");
    assertThat(outbox.due(now)).as("while it is on its way").isEmpty();
    assertThat(answer(send, GOOD)).extracting(Outbox.Outcome::event).containsExactly(Outbox.Event.DELIVERED);
    assertThat(outbox.pending()).isEmpty();
  }

  @Test
  void shouldGatherWhatIsNotCritical() {
    raise(Severity.WARNING, "a");
    pass(Duration.ofSeconds(40));
    raise(Severity.WARNING, "b");
    assertThat(outbox.due(now)).isEmpty();

    pass(Duration.ofSeconds(20));
    assertThat(keys(only())).containsExactly("a", "b");
  }

  @Test
  void shouldTakeWaitingWarningsAlongWithSomethingCritical() {
    raise(Severity.WARNING, "a");
    raise(Severity.CRITICAL, "b");

    assertThat(keys(only())).containsExactly("a", "b");
  }

  @Test
  void shouldKeepBelowTheThresholdToTheLog() {
    raise(Severity.INFORMATION, "a");
    pass(Duration.ofHours(1));

    assertThat(outbox.due(now)).isEmpty();
    assertThat(outbox.pending()).isEmpty();
  }

  @Test
  void shouldRetryWithGrowingPausesAndThenTryTheNextChannel() {
    raise(Severity.CRITICAL, "a");
    answer(only(), BUSY);
    pass(Duration.ofSeconds(29));
    assertThat(outbox.due(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    answer(only(), BUSY);
    pass(Duration.ofSeconds(59));
    assertThat(outbox.due(now)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(answer(only(), BUSY)).singleElement().satisfies(outcome -> {
      assertThat(outcome.event()).isEqualTo(Outbox.Event.ESCALATED);
      assertThat(outcome.channel()).isEqualTo("bark");
      assertThat(outcome.why()).isEqualTo("status 503");
    });

    Outbox.Send second = only();
    assertThat(second.channel()).isEqualTo("ntfy");
    answer(second, GOOD);
    assertThat(outbox.pending()).isEmpty();
  }

  @Test
  void shouldNotRepeatWhatCanOnlyFailAgain() {
    raise(Severity.CRITICAL, "a");

    assertThat(answer(only(), WRONG)).extracting(Outbox.Outcome::event).containsExactly(Outbox.Event.ESCALATED);
    assertThat(only().channel()).isEqualTo("ntfy");
  }

  @Test
  void shouldTryTheFirstChannelAgainAfterTheLastForAsLongAsItTakes() {
    raise(Severity.CRITICAL, "a");
    int sends = 0;
    for (int minute = 0; minute < 10 * 24 * 60; minute++) {
      for (Outbox.Send send : outbox.due(now)) {
        sends++;
        outbox.done(send, BUSY, now);
      }
      assertThat(outbox.expire(now)).isEmpty();
      pass(Duration.ofMinutes(1));
    }

    assertThat(outbox.pending()).extracting(Notice::key).containsExactly("a");
    // One attempt of either channel in each half hour, and a few more before the pauses have grown.
    assertThat(sends).isBetween(10 * 48, 2 * 10 * 48 + 20);
  }

  @Test
  void shouldGiveAWarningUpAfterThreeDaysAndSaySo() {
    raise(Severity.WARNING, "a");
    pass(Outbox.PATIENCE.plusSeconds(1));

    assertThat(outbox.expire(now)).extracting(Outbox.Outcome::event).containsExactly(Outbox.Event.EXPIRED);
    assertThat(outbox.pending()).isEmpty();
  }

  @Test
  void shouldWaitForTheEndOfTheQuietHoursUnlessItIsCritical() {
    outbox = box(Optional.of(new QuietHours(LocalTime.of(17, 0), LocalTime.of(7, 0))), PUSH);
    raise(Severity.WARNING, "a");
    pass(Duration.ofHours(1));
    assertThat(outbox.due(now)).isEmpty();

    raise(Severity.CRITICAL, "b");
    Outbox.Send send = only();
    assertThat(keys(send)).as("nothing else wakes the owner").containsExactly("b");
    answer(send, GOOD);
    pass(Duration.ofHours(12));
    assertThat(keys(only())).containsExactly("a");
  }

  @Test
  void shouldSendTheNewestOfTheSameTroubleAlone() {
    outbox.add(new Notice(now, Severity.WARNING, "link", "for 10 min", false));
    pass(Duration.ofSeconds(10));
    outbox.add(new Notice(now, Severity.WARNING, "link", "for 20 min", false));
    pass(Duration.ofMinutes(2));

    assertThat(only().notices()).singleElement().extracting(Notice::sentence).isEqualTo("for 20 min");
  }

  @Test
  void shouldTellTheScreenBesideTheOthersAndNotCountOnIt() {
    outbox = box(SCREEN, PUSH);
    raise(Severity.CRITICAL, "a");

    List<Outbox.Send> sends = outbox.due(now);
    assertThat(sends).extracting(Outbox.Send::channel).containsExactly("desktop", "bark");
    assertThat(answer(sends.get(0), GOOD)).extracting(Outbox.Outcome::event).containsExactly(Outbox.Event.SHOWN);
    assertThat(outbox.pending()).extracting(Notice::key).containsExactly("a");
  }

  @Test
  void shouldGiveUpAScreenThatNobodySees() {
    outbox = box(SCREEN);
    raise(Severity.CRITICAL, "a");

    assertThat(answer(only(), WRONG)).extracting(Outbox.Outcome::event).containsExactly(Outbox.Event.EXPIRED);
    pass(Duration.ofHours(1));
    assertThat(outbox.due(now)).isEmpty();
  }

  @Test
  void shouldSendOnlyOverChannelsThatCarryTheSeverity() {
    outbox = box(CHAT, MAIL);
    raise(Severity.WARNING, "a");
    pass(Duration.ofMinutes(1));

    assertThat(only().channel()).isEqualTo("ntfy");
  }

  @Test
  void shouldBeDueASignOfLifeOnceAMonthInTheOwnersMorning() {
    assertThat(outbox.signOfLifeDue(now)).as("in the month of the installation").isEmpty();
    int signs = 0;
    for (int hour = 0; hour < 24 * 100; hour++) {
      Optional<YearMonth> due = outbox.signOfLifeDue(now);
      if (due.isPresent()) {
        signs++;
        assertThat(now.atZone(BEIJING).toLocalDate().getDayOfMonth()).isEqualTo(1);
        assertThat(now.atZone(BEIJING).getHour()).isEqualTo(9);
      }
      pass(Duration.ofHours(1));
    }

    assertThat(signs).isEqualTo(4);
  }

  @Test
  void shouldSendASignOfLifeBelowTheThreshold() {
    outbox.add(new Notice(now, Severity.INFORMATION, "sign-of-life", "alive", true));
    pass(Duration.ofMinutes(1));

    assertThat(only().channel()).isEqualTo("bark");
  }

  private void raise(Severity severity, String key) {
    outbox.add(new Notice(now, severity, key, "What happened", false));
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Outbox.Send only() {
    List<Outbox.Send> sends = outbox.due(now);
    assertThat(sends).hasSize(1);
    return sends.getFirst();
  }

  private List<Outbox.Outcome> answer(Outbox.Send send, Receipt receipt) {
    return outbox.done(send, receipt, now);
  }

  private static List<String> keys(Outbox.Send send) {
    return send.notices().stream().map(Notice::key).toList();
  }
}
