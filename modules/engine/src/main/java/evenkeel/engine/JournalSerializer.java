package evenkeel.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import evenkeel.domain.AccountId;
import evenkeel.domain.Cash;
import evenkeel.domain.ContractId;
import evenkeel.domain.CorporateAction;
import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.DoubtedPrice;
import evenkeel.domain.Difference;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderRef;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Symbol;
import evenkeel.domain.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The journal's format: JSON under names of ours, never Java class names, so that code may be renamed while old
 * journals stay readable. A name is never changed or reused.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
  // Pekko keeps 0 to 40 for itself; the number is written with each event and never changes.
  private static final int IDENTIFIER = 7_801_001;

  private record Named(String name, Class<?> type) {}

  private static final Map<String, Class<?>> TYPES = Stream.of(
      new Named("run-started", RunEvent.RunStarted.class),
      new Named("step-started", RunEvent.StepStarted.class),
      new Named("step-put-off", RunEvent.StepPutOff.class),
      new Named("purchase-deferred", RunEvent.PurchaseDeferred.class),
      new Named("run-settled", RunEvent.RunSettled.class),
      new Named("run-halted", RunEvent.RunHalted.class),
      new Named("run-reported", RunEvent.RunReported.class),
      new Named("order-adopted", RunEvent.OrderAdopted.class),
      new Named("submission-started", OrderEvent.SubmissionStarted.class),
      new Named("order-acknowledged", OrderEvent.OrderAcknowledged.class),
      new Named("order-status-changed", OrderEvent.OrderStatusChanged.class),
      new Named("fill-recorded", OrderEvent.FillRecorded.class),
      new Named("commission-recorded", OrderEvent.CommissionRecorded.class),
      new Named("unknown-answer-heard", OrderEvent.UnknownAnswerHeard.class),
      new Named("leg-shrunk", OrderEvent.LegShrunk.class),
      new Named("contract-replaced", OrderEvent.ContractReplaced.class),
      new Named("cancel-requested", OrderEvent.CancelRequested.class),
      new Named("cancel-refused", OrderEvent.CancelRefused.class),
      new Named("change-requested", OrderEvent.ChangeRequested.class),
      new Named("change-refused", OrderEvent.ChangeRefused.class),
      new Named("order-terms-changed", OrderEvent.TermsChanged.class),
      new Named("cancel-all-requested", DeskEvent.CancelAllRequested.class),
      new Named("stray-cancel-requested", DeskEvent.StrayCancelRequested.class),
      new Named("stray-cancel-answered", DeskEvent.StrayCancelAnswered.class),
      new Named("broker-accepted", LockEvent.BrokerAccepted.class),
      new Named("positions-confirmed", LockEvent.PositionsConfirmed.class),
      new Named("foreign-executions-booked", LockEvent.ForeignExecutionsBooked.class),
      new Named("corporate-action-booked", LockEvent.CorporateActionBooked.class),
      new Named("account-frozen", LockEvent.AccountFrozen.class),
      new Named("account-thawed", LockEvent.AccountThawed.class),
      new Named("order-closed", OrderEvent.OrderClosed.class),
      new Named("order-parked", OrderEvent.OrderParked.class),
      new Named("decision-made", PlannerEvent.DecisionMade.class),
      new Named("decision-put-off", PlannerEvent.DecisionPutOff.class),
      new Named("purchases-deferred", PlannerEvent.PurchasesDeferred.class),
      new Named("second-step-put-off", PlannerEvent.StepPutOff.class),
      new Named("second-step-decided", PlannerEvent.StepDecided.class),
      new Named("second-step-over", PlannerEvent.StepOver.class),
      new Named("decision-approved", PlannerEvent.DecisionApproved.class),
      new Named("decision-handed-over", PlannerEvent.DecisionHandedOver.class),
      new Named("decision-stopped", PlannerEvent.DecisionStopped.class),
      new Named("account-seen", GuardEvent.AccountSeen.class),
      new Named("guards-passed", GuardEvent.RunPassed.class),
      new Named("guards-passed-in-part", GuardEvent.RunPassedInPart.class),
      new Named("guards-held", GuardEvent.RunHeld.class),
      new Named("guards-stopped", GuardEvent.RunStopped.class),
      new Named("decision-reported", PlannerEvent.DecisionReported.class))
      .collect(Collectors.toUnmodifiableMap(Named::name, Named::type));
  private static final Map<Class<?>, String> NAMES = TYPES.entrySet().stream()
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
  private static final ObjectMapper MAPPER = mapper();

  /** Whether this version has an event of this name. */
  public static boolean knows(String name) {
    return TYPES.containsKey(name);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    String name = NAMES.get(event.getClass());
    if (name == null) {
      throw new IllegalArgumentException("not an event of the journal: " + event.getClass().getName());
    }
    return name;
  }

  @Override
  public byte[] toBinary(Object event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + manifest(event), unwritable);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    Class<?> type = TYPES.get(manifest);
    if (type == null) {
      throw new IllegalArgumentException("the journal has an event that this version does not know: " + manifest);
    }
    try {
      return MAPPER.readValue(bytes, type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + manifest, unreadable);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(PortfolioJson.module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        // A later version may have added a field.
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .withConfigOverride(
            BigDecimal.class, override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
        .addMixIn(Symbol.class, TextValue.class)
        .addMixIn(RunId.class, TextValue.class)
        .addMixIn(OrderRef.class, TextValue.class)
        .addMixIn(AccountId.class, TextValue.class)
        .addMixIn(ContractId.class, NumberValue.class)
        .addMixIn(Trigger.class, WithoutAbsent.class)
        .addMixIn(RunEvent.RunStarted.class, WithoutAbsent.class)
        .addMixIn(Decision.Trade.class, WithoutAbsent.class)
        .addMixIn(PlanOutcome.Plan.class, WithoutEmpty.class)
        .addMixIn(Difference.class, WithoutAbsent.class)
        .addMixIn(OrderEvent.FillRecorded.class, WithoutDoubt.class)
        .addMixIn(Leg.class, WithoutPair.class)
        .addMixIn(PlannedOrder.class, WithoutContract.class)
        .addMixIn(DriftLine.class, WithoutContract.class)
        .addMixIn(DriftReport.class, WithoutAbsent.class)
        .addMixIn(Cash.class, WithoutAbsent.class)
        .addMixIn(GuardEvent.AccountSeen.class, WithoutAbsent.class)
        .addMixIn(Decision.Verdict.class, VerdictNames.class)
        .addMixIn(PriceChoice.class, PriceNames.class)
        .addMixIn(CorporateAction.class, ActionNames.class)
        // Only what a record holds is written, nothing that is derived from it.
        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
        .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
        .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
        .build();
  }

  /** A record of one text is written as that text. */
  private abstract static class TextValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextValue(@SuppressWarnings("unused") String value) {
      // The signature is all that Jackson reads of this.
    }

    @JsonValue
    abstract String value();
  }

  /** A record of one number is written as that number. */
  private abstract static class NumberValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NumberValue(@SuppressWarnings("unused") int value) {
      // The signature is all that Jackson reads of this.
    }

    @JsonValue
    abstract int value();
  }

  /** The contract came in a later version than the rest, and is written only where it is there. */
  private abstract static class WithoutContract {
    @SuppressWarnings("unused") // Jackson reads the annotation only.
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<ContractId> contract = Optional.empty();
  }

  /** So did the doubt about a price. */
  private abstract static class WithoutDoubt {
    @SuppressWarnings("unused")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<DoubtedPrice> doubted = Optional.empty();
  }

  /** So did the currency pair of a leg. */
  private abstract static class WithoutPair extends WithoutContract {
    @SuppressWarnings("unused")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    Optional<CurrencyPair> pair = Optional.empty();
  }

  /** What came in later versions is written only where it is there. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private interface WithoutAbsent {}

  /** Conversions and orders of a second step came in later versions, and are written only where there are any. */
  private abstract static class WithoutEmpty {
    @SuppressWarnings("unused") // Jackson reads the annotation only.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<PlannedOrder> later = List.of();

    @SuppressWarnings("unused")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<CurrencyOrder> conversions = List.of();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
  @JsonSubTypes({
      @JsonSubTypes.Type(value = Decision.Trade.class, name = "trade"),
      @JsonSubTypes.Type(value = Decision.Place.class, name = "place"),
      @JsonSubTypes.Type(value = Decision.Rest.class, name = "rest"),
      @JsonSubTypes.Type(value = Decision.Refuse.class, name = "refuse"),
      @JsonSubTypes.Type(value = Decision.Missed.class, name = "missed")})
  private interface VerdictNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "choice")
  @JsonSubTypes({
      @JsonSubTypes.Type(value = PriceChoice.Priced.class, name = "priced"),
      @JsonSubTypes.Type(value = PriceChoice.NoPrice.class, name = "no-price")})
  private interface PriceNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
  @JsonSubTypes({
      @JsonSubTypes.Type(value = CorporateAction.DividendReinvested.class, name = "dividend-reinvested"),
      @JsonSubTypes.Type(value = CorporateAction.FractionPaidOut.class, name = "fraction-paid-out"),
      @JsonSubTypes.Type(value = CorporateAction.Split.class, name = "split"),
      @JsonSubTypes.Type(value = CorporateAction.ContractReplaced.class, name = "contract-replaced"),
      @JsonSubTypes.Type(value = CorporateAction.SymbolChanged.class, name = "symbol-changed"),
      @JsonSubTypes.Type(value = CorporateAction.SpinOff.class, name = "spin-off")})
  private interface ActionNames {}
}
