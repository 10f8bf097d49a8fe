package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The courier with real servers, under a clock that the test moves. */
class CourierTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final String TOPIC = "planted-topic-8c1f";
  private static final String TOKEN = "planted-token-77aa";
  private static final String PASSWORD = "planted-password-31d0";
  private static final String PING = "planted-ping-5e5e";

  @TempDir
  Path folder;

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeClock clock = new FakeClock(START);
  private final Map<String, Semaphore> done = new ConcurrentHashMap<>();
  private final Lines lines = new Lines();
  private final Logger logger = (Logger) LoggerFactory.getLogger("evenkeel.alerts");
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private WebServer ntfy;
  private WebServer outside;
  private DataDirectory directory;

  /** What the courier logs of each send, and everything else it logs. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      all.add(event.getFormattedMessage());
      unread.add(event.getFormattedMessage());
    }
  }

  @BeforeEach
  void start() throws IOException {
    ntfy = WebServer.start("{}");
    outside = WebServer.start("OK");
    mail.setUser("owner@example.org", "owner", PASSWORD);
    mail.start();
    directory = DataDirectory.open(folder.resolve("data"));
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
    logger.detachAppender(lines);
    ntfy.close();
    outside.close();
    mail.stop();
  }

  private AlertSettings settings() {
    return new AlertSettings(
        List.of(
            new ChannelSettings.Ntfy(Severity.WARNING, ntfy.at("/"), new Secret(TOPIC), new Secret(TOKEN)),
            new ChannelSettings.Email(
                Severity.WARNING, "127.0.0.1", mail.getSmtp().getPort(), ChannelSettings.Security.NONE, "owner",
                new Secret(PASSWORD), "evenkeel@example.org", List.of("owner@example.org"))),
        Optional.empty(), Duration.ofMinutes(1), 2, Duration.ofSeconds(30), Duration.ofMinutes(10),
        Duration.ofSeconds(20), true,
        Optional.of(new AlertSettings.Pulse(outside.secretAt("/" + PING), Duration.ofMinutes(5))));
  }

  private ActorRef<Courier.Command> courier() {
    AlertSettings settings = settings();
    ActorRef<Courier.Command> courier = kit.spawn(Behaviors.intercept(
        Watching::new, Courier.create(new Courier.Surroundings(
            settings, new Channels(settings, clock), Language.ZH, ZoneId.of("Asia/Shanghai"), clock, directory))));
    await("Start");
    return courier;
  }

  /** Says when the courier is through with a message, with its timer set, so that no test has to wait for time. */
  private final class Watching extends BehaviorInterceptor<Courier.Command, Courier.Command> {
    private Watching() {
      super(Courier.Command.class);
    }

    @Override
    public Behavior<Courier.Command> aroundStart(
        TypedActorContext<Courier.Command> context, PreStartTarget<Courier.Command> target) {
      Behavior<Courier.Command> next = target.start(context);
      done("Start").release();
      return next;
    }

    @Override
    public Behavior<Courier.Command> aroundReceive(
        TypedActorContext<Courier.Command> context, Courier.Command command, ReceiveTarget<Courier.Command> target) {
      Behavior<Courier.Command> next = target.apply(context, command);
      done(command.getClass().getSimpleName()).release();
      return next;
    }
  }

  private Semaphore done(String command) {
    return done.computeIfAbsent(command, name -> new Semaphore(0));
  }

  private void await(String command) {
    try {
      assertThat(done(command).tryAcquire(20, TimeUnit.SECONDS)).as("%s within 20 s", command).isTrue();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  @Test
  void shouldBringACriticalAlertAtOnce() throws Exception {
    raise(courier(), Severity.CRITICAL, "parked-1");

    WebServer.Asked asked = ntfy.next();
    assertThat(asked.json().path("title").asText()).isEqualTo("Evenkeel：请立即处理");
    assertThat(asked.json().path("message").asText()).isEqualTo("11-23 18:00  What happened to parked-1");
    assertThat(sent()).isEqualTo("Alerts were delivered channel=ntfy alerts=parked-1");
    assertThat(Files.readString(directory.root().resolve("alerts_pending.json"))).doesNotContain("parked-1");
    assertThat(new DeliveryRecord(directory).unacknowledged()).extracting(DeliveryRecord.Entry::key)
        .containsExactly("parked-1");
  }

  @Test
  void shouldRetryAndThenTakeTheNextChannel() throws Exception {
    ntfy.then(503).then(503);
    ActorRef<Courier.Command> courier = courier();
    raise(courier, Severity.CRITICAL, "parked-1");
    assertThat(sent()).isEqualTo("Alerts were not delivered channel=ntfy alerts=parked-1"
        + " why=\"the service answered with status 503\"");
    pass(Duration.ofSeconds(35));
    assertThat(sent()).startsWith("Alerts were not delivered channel=ntfy");

    assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
    assertThat(sent()).isEqualTo("Alerts were delivered channel=email alerts=parked-1");
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Evenkeel：请立即处理");
    assertThat(new DeliveryRecord(directory).entries()).extracting(DeliveryRecord.Entry::event)
        .containsExactly("escalated", "delivered");
  }

  @Test
  void shouldLeaveWhatIsNotDeliveredToTheNextProcess() throws Exception {
    ntfy.then(WebServer.Answer.SILENCE);
    ActorRef<Courier.Command> killed = courier();
    raise(killed, Severity.CRITICAL, "parked-1");
    ntfy.next(); // Asked, and never answered.
    assertThat(Files.readString(directory.root().resolve("alerts_pending.json"))).contains("parked-1");
    kit.stop(killed);

    courier();
    assertThat(ntfy.next().json().path("message").asText()).contains("parked-1");
    assertThat(sent()).isEqualTo("Alerts were delivered channel=ntfy alerts=parked-1");
  }

  @Test
  void shouldGatherWarningsIntoOneMessage() throws Exception {
    ActorRef<Courier.Command> courier = courier();
    raise(courier, Severity.WARNING, "a");
    raise(courier, Severity.WARNING, "b");
    raise(courier, Severity.INFORMATION, "c");
    pass(Duration.ofSeconds(70));

    assertThat(ntfy.next().json().path("message").asText())
        .isEqualTo("11-23 18:00  What happened to a\n11-23 18:00  What happened to b");
  }

  @Test
  void shouldSendOneSignOfLifeAMonth() throws Exception {
    ActorRef<Courier.Command> first = courier();
    pass(Duration.ofDays(8)); // 1 December, 18:00 in Beijing.
    pass(Duration.ofMinutes(2));
    assertThat(ntfy.next().json().path("message").asText()).contains("2026-12");
    assertThat(sent()).isEqualTo("Alerts were delivered channel=ntfy alerts=sign-of-life");
    kit.stop(first);

    ActorRef<Courier.Command> second = courier();
    pass(Duration.ofDays(20));
    raise(second, Severity.CRITICAL, "mark");
    assertThat(ntfy.next().json().path("message").asText()).contains("mark").doesNotContain("2026-12");
  }

  @Test
  void shouldKnockWhileTheEngineIsWellAndStopWhenItIsNot() throws Exception {
    ActorRef<Courier.Command> courier = courier();
    ActorRef<EngineNews> ear = kit.spawn(Courier.ear(courier));
    tell(ear, LinkState.OFFLINE);
    pass(Duration.ofMinutes(5));
    assertThat(outside.isIdle()).isTrue();
    tell(ear, LinkState.READY);
    assertThat(outside.next().address().getPath()).isEqualTo("/" + PING);
    for (int minutes = 0; minutes < 60; minutes += 5) {
      pass(Duration.ofMinutes(5));
      assertThat(outside.next().method()).isEqualTo("GET");
    }

    tell(ear, LinkState.OFFLINE);
    for (int minutes = 0; minutes < 30; minutes += 5) {
      pass(Duration.ofMinutes(5));
      outside.next();
    }
    pass(Duration.ofHours(5));
    raise(courier, Severity.CRITICAL, "mark");
    assertThat(sent()).contains("alerts=mark");
    assertThat(outside.isIdle()).isTrue();
  }

  @Test
  void shouldWriteNoSecretAnywhere() throws Exception {
    mail.getUserManager().setAuthRequired(true);
    mail.setUser("owner@example.org", "owner", "another password");
    ntfy.then(500).then(401);
    outside.then(500);
    logger.setLevel(Level.TRACE);
    ActorRef<Courier.Command> courier = courier();
    tell(kit.spawn(Courier.ear(courier)), LinkState.READY);
    outside.next();
    raise(courier, Severity.CRITICAL, "parked-1");
    sent();
    pass(Duration.ofSeconds(35));
    sent(); // Hopeless: the mail is next.
    sent();

    assertThat(String.join("\n", lines.all)).contains("channel=ntfy", "channel=email", "user and password");
    String kept;
    try (Stream<Path> files = Files.walk(folder)) {
      kept = files.filter(Files::isRegularFile).map(CourierTest::read).collect(Collectors.joining());
    }
    assertThat(kept).contains("parked-1");
    assertThat(kept + lines.all + settings()).doesNotContain(TOPIC, TOKEN, PASSWORD, PING);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  private void raise(ActorRef<Courier.Command> courier, Severity severity, String key) {
    courier.tell(new Courier.Deliver(
        new Alert(severity, key, Phrase.of("What happened to " + key), clock.instant())));
    await("Deliver");
  }

  private void tell(ActorRef<EngineNews> ear, LinkState state) {
    ear.tell(new EngineNews.LinkChanged(
        new LinkStatus(state, 1, Optional.empty(), List.of(), 7, 0, clock.instant())));
    await("Hear");
  }

  /** The clock goes on, and the courier looks once. */
  private void pass(Duration duration) {
    clock.advance(duration);
    time.timePasses(Duration.ofSeconds(5));
    await("Look");
  }

  /** The next send is over, and said. */
  private String sent() {
    await("Sent");
    return String.valueOf(lines.unread.poll());
  }
}
