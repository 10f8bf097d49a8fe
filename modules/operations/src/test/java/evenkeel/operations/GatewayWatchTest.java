package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CutOffRule;
import evenkeel.domain.Language;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Schedule;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewayNews;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.RestartWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayWatchTest {
  /** Friday noon in New York, a week before a month end. */
  private static final Instant FRIDAY = Instant.parse("2025-10-24T16:00:00Z");

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeClock clock = new FakeClock(FRIDAY);
  private final TestProbe<GatewaySupervisor.Command> gateway = kit.createTestProbe();
  private final TestProbe<EngineNews> news = kit.createTestProbe();
  private final TestProbe<GatewayLife> lives = kit.createTestProbe();

  private final AtomicReference<MachineAddresses> addresses = new AtomicReference<>(MachineAddresses.NONE);

  @TempDir
  private Path folder;

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private ActorRef<GatewayWatch.Command> watch() {
    var memory = new BreakMemory(DataDirectory.open(folder.resolve("home")));
    var restart = new RestartWindow(
        Optional.of(LocalTime.of(23, 45)), NyseCalendar.ZONE, Duration.ofMinutes(5), Duration.ofMinutes(15));
    var schedule = new Schedule(
        LocalTime.of(14, 30), new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)));
    return kit.spawn(GatewayWatch.create(new GatewayWatch.Surroundings(
        restart, schedule, memory, new SupportMemory(DataDirectory.open(folder.resolve("home"))),
        new AddressMemory(DataDirectory.open(folder.resolve("home"))), addresses::get, clock, gateway.ref(),
        news.ref())));
  }

  private ActorRef<GatewayNews> health() {
    return gateway.expectMessageClass(GatewaySupervisor.WatchHealth.class).watcher();
  }

  private Alert raised() {
    return news.expectMessageClass(EngineNews.Raised.class).alert();
  }

  private GatewayLife life(ActorRef<GatewayWatch.Command> watch) {
    watch.tell(new GatewayWatch.Look(lives.ref()));
    return lives.receiveMessage();
  }

  private void link(ActorRef<GatewayWatch.Command> watch, LinkState state) {
    kit.spawn(GatewayWatch.listener(watch)).tell(new EngineNews.LinkChanged(LinkWatchTest.in(state)));
    life(watch);
  }

  private void goes(ActorRef<GatewayWatch.Command> watch, DisconnectReason reason) {
    kit.spawn(GatewayWatch.listener(watch)).tell(new EngineNews.LinkChanged(LinkWatchTest.offline(reason, 1)));
    life(watch);
  }

  private void awaits(ActorRef<GatewayWatch.Command> watch) {
    // A listener tells the watch; both have to have had their turn.
    for (int i = 0; i < 20; i++) {
      life(watch);
    }
  }

  @Test
  void shouldLearnARestartOnTheThirdDayAndRememberIt() {
    ActorRef<GatewayWatch.Command> watch = watch();
    health();
    for (int day = 0; day < 3; day++) {
      link(watch, LinkState.READY);
      awaits(watch);
      goes(watch, DisconnectReason.CLOSED);
      awaits(watch);
      clock.advance(Duration.ofDays(1));
    }
    assertThat(gateway.expectMessageClass(GatewaySupervisor.Learnt.class).times())
        .isEqualTo(Set.of(LocalTime.of(12, 0)));
    watch();
    assertThat(gateway.expectMessageClass(GatewaySupervisor.WatchHealth.class)).isNotNull();
    assertThat(gateway.expectMessageClass(GatewaySupervisor.Learnt.class).times())
        .isEqualTo(Set.of(LocalTime.of(12, 0)));
  }

  @Test
  void shouldTellOnSaturdayThatTheLogInEnds() {
    ActorRef<GatewayWatch.Command> watch = watch();
    health();
    link(watch, LinkState.READY);
    awaits(watch);
    assertThat(life(watch).logIn()).containsInstanceOf(LogInWeek.EndsBefore.class);
    clock.advance(Duration.ofHours(23));
    time.timePasses(Duration.ofMinutes(1));
    Alert alert = raised();
    assertThat(alert.severity()).isEqualTo(Alert.Severity.WARNING);
    assertThat(Language.EN.say(alert.phrase())).isEqualTo(
        "The Gateway's weekly log-in ends on 2025-10-26 01:00 New York time: log in again, with the second factor,"
            + " between then and 2025-10-31 12:30");
    time.timePasses(Duration.ofMinutes(10));
    news.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTellOnceThatTheMachineHasAnotherAddress() {
    addresses.set(new MachineAddresses(List.of("203.0.113.7")));
    ActorRef<GatewayWatch.Command> watch = watch();
    health();
    looks(watch);
    assertThat(life(watch).address()).isEmpty();

    addresses.set(new MachineAddresses(List.of("198.51.100.9")));
    looks(watch);
    news.expectNoMessage(Duration.ZERO);
    looks(watch);
    Alert alert = raised();
    assertThat(alert.key()).isEqualTo("address");
    assertThat(Language.EN.say(alert.phrase()))
        .contains("address is 198.51.100.9 now, and was 203.0.113.7", "log in by hand");
    assertThat(life(watch).address().map(AddressMemory.Note::addresses)).contains(addresses.get());
    looks(watch);
    news.expectNoMessage(Duration.ZERO);

    // Of the next week's log-in it says nothing.
    clock.advance(Duration.ofDays(3));
    assertThat(life(watch).address()).isEmpty();
  }

  @Test
  void shouldTellAnotherAddressOfBeforeTheStartAndNothingOfAMachineThatWasOffline() {
    addresses.set(new MachineAddresses(List.of("203.0.113.7")));
    ActorRef<GatewayWatch.Command> watch = watch();
    health();
    looks(watch);
    addresses.set(MachineAddresses.NONE);
    looks(watch);
    looks(watch);
    addresses.set(new MachineAddresses(List.of("203.0.113.7")));
    looks(watch);
    looks(watch);
    news.expectNoMessage(Duration.ZERO);

    addresses.set(new MachineAddresses(List.of("203.0.113.7", "2001:db8:0:1::/64")));
    ActorRef<GatewayWatch.Command> next = watch();
    health();
    looks(watch);
    looks(next);
    assertThat(raised().key()).isEqualTo("address");
  }

  /** A minute passes, and the watch has had its turn. */
  private void looks(ActorRef<GatewayWatch.Command> watch) {
    time.timePasses(Duration.ofMinutes(1));
    life(watch);
  }

  @Test
  void shouldKnowWhetherTheLogInWasRenewed() {
    ActorRef<GatewayWatch.Command> watch = watch();
    health();
    assertThat(life(watch).logIn()).isEmpty();
    clock.advance(Duration.between(FRIDAY, Instant.parse("2025-10-26T16:00:00Z")));
    link(watch, LinkState.READY);
    awaits(watch);
    assertThat(life(watch).logIn()).containsInstanceOf(LogInWeek.Ended.class);
    // It came up anew: somebody logged in.
    goes(watch, DisconnectReason.REFUSED);
    awaits(watch);
    link(watch, LinkState.READY);
    awaits(watch);
    assertThat(life(watch).logIn()).containsInstanceOf(LogInWeek.Holds.class);
  }

  @Test
  void shouldTellOfAClockThatIsWrongAndOfItsReturn() {
    watch();
    ActorRef<GatewayNews> health = health();
    health.tell(new GatewayNews.ClockRead(Duration.ofSeconds(1), FRIDAY));
    health.tell(new GatewayNews.ClockRead(Duration.ofSeconds(-3), FRIDAY));
    health.tell(new GatewayNews.ClockRead(Duration.ofSeconds(-3), FRIDAY));
    health.tell(new GatewayNews.ClockRead(Duration.ofSeconds(40), FRIDAY));
    health.tell(new GatewayNews.ClockRead(Duration.ofMillis(200), FRIDAY));
    assertThat(raised()).satisfies(alert -> {
      assertThat(alert.severity()).isEqualTo(Alert.Severity.WARNING);
      assertThat(Language.EN.say(alert.phrase())).startsWith("This machine's clock is 3 s behind the Gateway's");
    });
    assertThat(raised()).satisfies(alert -> {
      assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
      assertThat(Language.EN.say(alert.phrase())).startsWith("No order is sent while the clocks disagree.");
    });
    assertThat(raised().severity()).isEqualTo(Alert.Severity.INFORMATION);
    news.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTellOfAnotherSessionOnceADay() {
    watch();
    ActorRef<GatewayNews> health = health();
    health.tell(new GatewayNews.SessionTaken("competing", FRIDAY));
    health.tell(new GatewayNews.SessionTaken("competing", FRIDAY));
    assertThat(raised().key()).isEqualTo("session-taken");
    news.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTellOfTheEndOfTheGatewaysVersionAtOnceAndOfAnUnknownNoticeOnce() {
    watch();
    ActorRef<GatewayNews> health = health();
    var end = new GatewayNews.Noticed(2172, "version 1045.1 will be desupported on 20991215", FRIDAY);
    health.tell(end);
    health.tell(end);
    assertThat(raised()).satisfies(alert -> {
      assertThat(alert.key()).isEqualTo("support-ends");
      assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL);
    });
    health.tell(new GatewayNews.Noticed(2172, "version 1045.1 will be desupported on 20250101", FRIDAY));
    assertThat(Language.EN.say(raised().phrase())).contains("when the next run is due on").contains("20250101");
    health.tell(new GatewayNews.Noticed(2199, "something else", FRIDAY));
    health.tell(new GatewayNews.Noticed(2199, "something else", FRIDAY));
    assertThat(raised().key()).isEqualTo("notice-2199");
    news.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTellOnceOfAnotherZoneAndOfAnExecutionWithoutATime() {
    watch();
    ActorRef<GatewayNews> health = health();
    health.tell(new GatewayNews.ZoneTold(Optional.of(NyseCalendar.ZONE), FRIDAY));
    health.tell(new GatewayNews.ZoneTold(Optional.of(ZoneId.of("Asia/Shanghai")), FRIDAY));
    health.tell(new GatewayNews.ZoneTold(Optional.of(ZoneId.of("Asia/Shanghai")), FRIDAY));
    assertThat(raised().key()).isEqualTo("gateway-zone");
    health.tell(new GatewayNews.TimeUnknown("20251031 14:30:00 XYZ", FRIDAY));
    health.tell(new GatewayNews.TimeUnknown("20251031 14:31:00 XYZ", FRIDAY));
    assertThat(Language.EN.say(raised().phrase())).contains("20251031 14:30:00 XYZ");
    news.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldKeepWhatItToldOfTheEndOfTheGatewaysVersionOverARestart() {
    ActorRef<GatewayWatch.Command> first = watch();
    health().tell(new GatewayNews.Noticed(2172, "version 1045.1 will be desupported on 20991215", FRIDAY));
    assertThat(raised().key()).isEqualTo("support-ends");
    assertThat(life(first).support()).isPresent();
    kit.stop(first);

    ActorRef<GatewayWatch.Command> second = watch();
    health().tell(new GatewayNews.Noticed(2172, "version 1045.1 will be desupported on 20991215", FRIDAY));
    assertThat(life(second).support().orElseThrow().words()).contains("20991215");
    time.timePasses(Duration.ofMinutes(1));
    news.expectNoMessage(Duration.ZERO);
    clock.advance(Duration.ofDays(7));
    time.timePasses(Duration.ofMinutes(1));
    assertThat(news.fishForMessage(Duration.ofSeconds(3), message -> isOf(message, "support-ends")
        ? FishingOutcomes.complete()
        : FishingOutcomes.continueAndIgnore())).isNotEmpty();
    clock.advance(Duration.ofDays(7));
    assertThat(life(second).support()).as("not said again for two weeks").isEmpty();
  }

  private static boolean isOf(EngineNews message, String key) {
    return message instanceof EngineNews.Raised raised && raised.alert().key().equals(key);
  }
}
