package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import evenkeel.domain.DoubtedPrice;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderType;
import evenkeel.domain.PriceSource;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Side;
import evenkeel.domain.SkipReason;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JournalSerializerTest {
  private final JournalSerializer serializer = new JournalSerializer();

  static Stream<Object> events() {
    return Stream
        .of(Journals.execution(), Journals.byHand(), List.of(Journals.placed()), Journals.guarding(),
            Journals.planning(), Journals.puttingOff(), Journals.locking(), Journals.breaks(), Journals.byContract(),
            Journals.cash(), Journals.inTwoSteps(), Journals.deferring(), Journals.converting(),
            List.of(new PlannerEvent.StepOver(Journals.RUN, Journals.AT)))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldReadBackWhatItWroteAndNameNoJavaClass(Object event) {
    byte[] written = serializer.toBinary(event);
    assertThat(serializer.fromBinary(written, serializer.manifest(event))).isEqualTo(event);
    assertThat(new String(written, StandardCharsets.UTF_8)).startsWith("{").doesNotContain("evenkeel")
        .doesNotContain("java.").doesNotContain(event.getClass().getSimpleName());
  }

  @Test
  void shouldHaveASampleOfEveryEvent() {
    Stream<Class<?>> every = Stream
        .of(RunEvent.class, OrderEvent.class, DeskEvent.class, LockEvent.class, PlannerEvent.class, GuardEvent.class)
        .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()));
    assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(every.collect(Collectors.toSet()));
  }

  @Test
  void shouldNeverRenameAnEvent() {
    assertThat(events().map(serializer::manifest).collect(Collectors.toSet())).containsExactlyInAnyOrder(
        "run-started", "run-settled", "run-reported", "submission-started", "order-acknowledged",
        "order-status-changed", "fill-recorded", "commission-recorded", "leg-shrunk", "order-closed", "order-parked",
        "contract-replaced", "unknown-answer-heard",
        "run-halted", "order-adopted", "cancel-requested", "cancel-refused", "change-requested", "change-refused",
        "order-terms-changed", "cancel-all-requested", "stray-cancel-requested", "stray-cancel-answered",
        "decision-made", "decision-handed-over", "decision-reported", "decision-stopped", "account-seen",
        "guards-passed", "guards-passed-in-part", "guards-held", "guards-stopped", "decision-put-off",
        "decision-approved",
        "broker-accepted", "account-frozen",
        "step-started", "step-put-off", "purchase-deferred", "purchases-deferred", "second-step-put-off",
        "second-step-decided", "second-step-over",
        "account-thawed", "positions-confirmed", "foreign-executions-booked", "corporate-action-booked");
    assertThat(serializer.identifier()).isEqualTo(7_801_001);
  }

  /** Constants are journalled by name: they may be added to, never renamed. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("words")
  void shouldKeepEveryWordThatAJournalMayHave(Class<? extends Enum<?>> type, List<String> words) {
    assertThat(Arrays.stream(type.getEnumConstants()).map(Enum::name)).containsAll(words);
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of(BrokerStatus.class, List.of("PENDING_SUBMIT", "API_PENDING", "PRE_SUBMITTED",
            "SUBMITTED", "PENDING_CANCEL", "API_CANCELLED", "CANCELLED", "FILLED", "INACTIVE", "UNKNOWN")),
        Arguments.of(OrderOutcome.class, List.of("FILLED", "CANCELLED", "REJECTED", "SKIPPED", "NEVER_ARRIVED")),
        Arguments.of(DoubtedPrice.Basis.class, List.of("PLAN", "AVERAGE", "LATER_AVERAGE")),
        Arguments.of(OrderType.class, List.of("MKT", "LMT", "MOC", "LOC")),
        Arguments.of(TimeInForce.class, List.of("DAY", "GTC")),
        Arguments.of(Side.class, List.of("SELL", "BUY")),
        Arguments.of(FreezeScope.class, List.of("SYMBOL", "ACCOUNT")),
        Arguments.of(TradingMode.class, List.of("DRY_RUN", "PAPER", "LIVE")),
        Arguments.of(TriggerKind.class, List.of("MONTH_END", "MANUAL", "ORDER")),
        Arguments.of(PriceSource.class, List.of("LAST", "MIDPOINT", "PREVIOUS_CLOSE")),
        Arguments.of(QuoteKind.class, List.of("LIVE", "FROZEN", "DELAYED", "DELAYED_FROZEN")),
        Arguments.of(SkipReason.class, List.of("BELOW_THRESHOLD", "BELOW_MIN_TRADE", "ZERO_SHARES")));
  }

  @Test
  void shouldReadEventsOfALaterVersionThatHaveMoreFields() {
    byte[] later = "{\"run\":\"r\",\"at\":\"2025-10-31T19:30:00Z\",\"new\":[1]}".getBytes(StandardCharsets.UTF_8);
    assertThat(serializer.fromBinary(later, "run-settled")).isInstanceOf(RunEvent.RunSettled.class);
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "unheard-of"))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("unheard-of");
    assertThatThrownBy(() -> serializer.manifest("text")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldBeBoundToBothKindsOfEvents() {
    var actor = ConfigFactory.load().getConfig("pekko.actor");
    String name = "evenkeel-journal";
    assertThat(actor.getString("serializers." + name)).isEqualTo(JournalSerializer.class.getName());
    var bindings = actor.getObject("serialization-bindings").unwrapped();
    for (Class<?> kind : List.of(ExecutionEvent.class, PlannerEvent.class, GuardEvent.class)) {
      assertThat(bindings.get(kind.getName())).isEqualTo(name);
    }
  }
}
