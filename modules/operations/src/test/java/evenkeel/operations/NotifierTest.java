package evenkeel.operations;

import static evenkeel.operations.LinkWatchTest.in;
import static evenkeel.operations.LinkWatchTest.offline;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NotifierTest {
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final String AT = " at=2025-10-31T14:30:00.250-04:00";

  /** Each line that the notifier logs, as its level and text. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    String next() throws InterruptedException {
      return Optional.ofNullable(lines.poll(5, TimeUnit.SECONDS)).orElse("nothing in 5 s");
    }
  }

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeClock clock = new FakeClock(Samples.AT);
  private final Lines lines = new Lines();
  private final BlockingQueue<Alert> outlet = new LinkedBlockingQueue<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Notifier.class);
  private final ActorRef<EngineNews> notifier = kit.spawn(
      Notifier.create(new Notifier.Settings(WINDOW, Language.EN), clock, outlet::add));

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    kit.shutdownTestKit();
  }

  @Test
  void shouldLogOneLinePerAlertBySeverity() throws InterruptedException {
    raise(Alert.Severity.INFORMATION, "a", "All is well");
    raise(Alert.Severity.WARNING, "b", "Look today");
    raise(Alert.Severity.CRITICAL, "c", "Look now:\n account DU1234567");

    assertThat(lines.next()).isEqualTo("INFO All is well alert=a" + AT);
    assertThat(lines.next()).isEqualTo("WARN Look today alert=b" + AT);
    assertThat(lines.next()).isEqualTo("ERROR Look now:\\u000a account DU***67 alert=c" + AT);
    expectNothingMore();
  }

  @Test
  void shouldTellWhoeverBringsAlertsFurtherTheSameAsTheLog() throws InterruptedException {
    raise(Alert.Severity.CRITICAL, "c", "Look now: account DU1234567");
    raise(Alert.Severity.CRITICAL, "c", "Look now: account DU1234567");
    assertThat(lines.next()).startsWith("ERROR Look now");
    expectNothingMore();

    Alert first = outlet.take();
    assertThat(first.severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(first.key()).isEqualTo("c");
    assertThat(Language.EN.say(first.phrase())).isEqualTo("Look now: account DU***67");
    assertThat(outlet.take().key()).startsWith("mark");
  }

  @Test
  void shouldCountWhatComesAgainAndSayItWhenTheWindowEnds() throws InterruptedException {
    raise(Alert.Severity.WARNING, "disk", "The disk is full");
    assertThat(lines.next()).isEqualTo("WARN The disk is full alert=disk" + AT);
    raise(Alert.Severity.WARNING, "disk", "The disk is still full");
    raise(Alert.Severity.WARNING, "disk", "The disk is full to the brim");
    expectNothingMore();

    time.timePasses(WINDOW);
    assertThat(lines.next()).isEqualTo("WARN again (2 times): The disk is full to the brim alert=disk" + AT);
    raise(Alert.Severity.WARNING, "disk", "The disk is full");
    expectNothingMore();
    time.timePasses(WINDOW);
    assertThat(lines.next()).isEqualTo("WARN again (once): The disk is full alert=disk" + AT);
  }

  @Test
  void shouldSayAnewWhatWasQuietForAWindow() throws InterruptedException {
    raise(Alert.Severity.WARNING, "disk", "The disk is full");
    assertThat(lines.next()).startsWith("WARN The disk is full");
    time.timePasses(WINDOW);
    expectNothingMore();
    raise(Alert.Severity.WARNING, "disk", "The disk is full");

    assertThat(lines.next()).isEqualTo("WARN The disk is full alert=disk" + AT);
  }

  @Test
  void shouldNotHoldBackWhatGotWorse() throws InterruptedException {
    raise(Alert.Severity.WARNING, "disk", "Little space");
    raise(Alert.Severity.CRITICAL, "disk", "No space");
    raise(Alert.Severity.WARNING, "disk", "Little space");

    assertThat(lines.next()).startsWith("WARN Little space");
    assertThat(lines.next()).startsWith("ERROR No space");
    expectNothingMore();
  }

  @Test
  void shouldSayOnceThatTheLogInIsUnusable() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      notifier.tell(new EngineNews.Unusable("mode is paper but U1***21 is a live account"));
    }

    assertThat(lines.next()).isEqualTo(
        "ERROR Nothing will be traded: mode is paper but U1***21 is a live account alert=unusable" + AT);
    expectNothingMore();
  }

  @Test
  void shouldSpeakOfALinkThatStaysDownAtGrowingIntervalsAndOfItsReturn() throws InterruptedException {
    for (int failures = 1; failures <= 3; failures++) {
      link(LinkState.CONNECTING);
      notifier.tell(new EngineNews.LinkChanged(offline(DisconnectReason.REFUSED, failures)));
    }
    assertThat(lines.next()).startsWith("WARN The Gateway cannot be used (failed attempts: 3): nothing listens")
        .endsWith(" alert=link" + AT);
    notifier.tell(new EngineNews.LinkChanged(offline(DisconnectReason.REFUSED, 4)));
    expectNothingMore();

    pass(Duration.ofMinutes(10));
    assertThat(lines.next()).startsWith("WARN The Gateway cannot be used, for 10 min 0 s now (failed attempts: 4)");
    pass(Duration.ofMinutes(30));
    expectNothingMore();
    pass(Duration.ofMinutes(30));
    assertThat(lines.next()).startsWith("WARN The Gateway cannot be used, for 1 h 10 min now");

    link(LinkState.READY);
    assertThat(lines.next()).startsWith("INFO The Gateway is ready again after 1 h 10 min");
    pass(Duration.ofHours(24));
    expectNothingMore();
  }

  @Test
  void shouldTellARunOnceHoweverOftenItsReportIsAskedFor() throws InterruptedException {
    TestProbe<EngineNews.ReportWritten> engine = kit.createTestProbe();
    var due = new EngineNews.ReportDue(
        Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(Samples.good())), engine.ref());
    notifier.tell(due);
    notifier.tell(due);

    assertThat(lines.next()).startsWith("INFO Run 20251031-month-end settled: 2 of 2 orders filled, commission 2.03");
    expectNothingMore();
    engine.expectNoMessage(Duration.ZERO);
  }

  private void raise(Alert.Severity severity, String key, String sentence) {
    notifier.tell(new EngineNews.Raised(new Alert(severity, key, Phrase.of(sentence), Samples.AT)));
  }

  private void link(LinkState state) {
    notifier.tell(new EngineNews.LinkChanged(in(state)));
  }

  private void pass(Duration duration) {
    clock.advance(duration);
    time.timePasses(duration);
  }

  private int marks;

  /** The notifier works in order: what it had to say of everything before stands before the mark. */
  private void expectNothingMore() throws InterruptedException {
    String mark = "mark " + marks++;
    raise(Alert.Severity.INFORMATION, mark, "Nothing more");
    assertThat(lines.next()).isEqualTo("INFO Nothing more alert=" + mark + AT);
  }
}
