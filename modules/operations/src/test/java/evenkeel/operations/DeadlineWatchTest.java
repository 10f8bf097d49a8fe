package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.Language;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySupervisor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineWatchTest {
  private static final Instant DUE = Instant.parse("2025-10-31T18:30:00Z");

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeClock clock = new FakeClock(DUE.minus(Duration.ofHours(26)));
  private final TestProbe<GatewaySupervisor.Command> gateway = kit.createTestProbe();
  private final TestProbe<EngineNews> news = kit.createTestProbe();
  private final TestProbe<String> looks = kit.createTestProbe();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private static EngineSettings settings() {
    BigDecimal one = BigDecimal.ONE;
    BigDecimal some = new BigDecimal("0.05");
    return new EngineSettings(
        TradingMode.PAPER, Optional.empty(),
        new Targets(List.of(new Target(new Symbol("GLD"), one, Venue.BROKER)), BigDecimal.ZERO),
        new PlanRules(
            PlanningRule.WHOLE_PORTFOLIO, some, BigDecimal.ZERO, BigDecimal.ZERO, some,
            new CommissionSchedule(some, one, some)),
        new PriceRules(Duration.ofMinutes(30), some), OrderType.MOC,
        new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)), LocalTime.of(14, 30), Duration.ofSeconds(10),
        Duration.ofSeconds(1), Duration.ofMinutes(1), new GuardLimits(one, one, 9, some, some, false),
        new CatchUpRule(MissedCutOff.SKIP, some));
  }

  private ActorRef<EngineNews> watch() {
    Behavior<GatewayWatch.Command> life = Behaviors.receiveMessage(command -> {
      if (command instanceof GatewayWatch.Look look) {
        look.replyTo().tell(new GatewayLife(Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
        looks.ref().tell("look");
      }
      return Behaviors.same();
    });
    ActorRef<DeadlineWatch.Command> watch = kit.spawn(DeadlineWatch.create(new DeadlineWatch.Surroundings(
        settings(), clock, gateway.ref(), kit.spawn(life), OptionalLong::empty, news.ref())));
    return kit.spawn(DeadlineWatch.listener(watch));
  }

  @Test
  void shouldTellWhatFailsADayTwoHoursAndHalfAnHourBeforeTheRunAndNotBetween() {
    ActorRef<EngineNews> listener = watch();
    listener.tell(new EngineNews.LinkChanged(LinkWatchTest.offline(DisconnectReason.REFUSED, 3)));
    List<Alert> alerts = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    while (clock.instant().isBefore(DUE.plus(Duration.ofHours(1)))) {
      clock.advance(Duration.ofMinutes(10));
      time.timePasses(Duration.ofMinutes(1));
      Duration left = Duration.between(clock.instant(), DUE);
      boolean isStage = List.of(Duration.ofHours(24), Duration.ofHours(2), Duration.ofMinutes(30)).contains(left);
      if (isStage) {
        looks.expectMessage("look");
        alerts.add(news.expectMessageClass(EngineNews.Raised.class).alert());
        times.add(clock.instant());
      }
    }
    news.expectNoMessage(Duration.ZERO);
    looks.expectNoMessage(Duration.ZERO);
    gateway.expectNoMessage(Duration.ZERO);
    assertThat(alerts).extracting(Alert::severity).containsExactly(
        Alert.Severity.WARNING, Alert.Severity.CRITICAL, Alert.Severity.CRITICAL);
    assertThat(alerts).extracting(Alert::key).doesNotHaveDuplicates();
    assertThat(times).hasSize(3);
    assertThat(Language.EN.say(alerts.getFirst().phrase())).startsWith(
        "Run 20251031-month-end is due on 2025-10-31 14:30 New York time and could not trade as things are: no usable"
            + " connection: nothing listens at the Gateway's address");
  }
}
