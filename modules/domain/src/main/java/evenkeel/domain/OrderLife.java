package evenkeel.domain;

import evenkeel.domain.OrderEvent.CancelRefused;
import evenkeel.domain.OrderEvent.CancelRequested;
import evenkeel.domain.OrderEvent.ChangeRefused;
import evenkeel.domain.OrderEvent.ChangeRequested;
import evenkeel.domain.OrderEvent.CommissionRecorded;
import evenkeel.domain.OrderEvent.ContractReplaced;
import evenkeel.domain.OrderEvent.FillRecorded;
import evenkeel.domain.OrderEvent.LegShrunk;
import evenkeel.domain.OrderEvent.OrderAcknowledged;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderEvent.OrderParked;
import evenkeel.domain.OrderEvent.OrderStatusChanged;
import evenkeel.domain.OrderEvent.SubmissionStarted;
import evenkeel.domain.OrderEvent.TermsChanged;
import evenkeel.domain.OrderEvent.UnknownAnswerHeard;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The life of one intended order. Fills are kept in every state, since an execution may overtake or follow any other
 * message.
 */
public sealed interface OrderLife {
  /** How far the broker's clock may be from ours, between a submission and its execution. */
  Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

  Leg leg();

  Fills fills();

  /** The newest submission; empty while nothing was ever written to a socket. */
  Optional<Submission> submission();

  /** One attempt to place the order. */
  record Submission(int orderId, int clientId, int attempt, Instant at) {}

  /** What the Gateway answered to one attempt, with a code whose meaning is not known. */
  record UnknownAnswer(int attempt, int code, String text) {
    private static UnknownAnswer of(UnknownAnswerHeard heard) {
      return new UnknownAnswer(heard.attempt(), heard.code(), heard.text());
    }

    boolean repeats(UnknownAnswer earlier) {
      return earlier.attempt() < attempt && earlier.code() == code && earlier.text().equals(text);
    }
  }

  /** What the broker was asked to do with it and has not answered. */
  Pending pending();

  /** Decided, not sent. */
  record Planned(Leg leg) implements OrderLife {
    @Override
    public Fills fills() {
      return Fills.NONE;
    }

    @Override
    public Optional<Submission> submission() {
      return Optional.empty();
    }

    @Override
    public Pending pending() {
      return Pending.NOTHING;
    }
  }

  /**
   * Written or about to be written; the broker has said nothing: its fate is unknown.
   *
   * @param answers of the Gateway to this and earlier attempts whose meaning is not known, the oldest first
   */
  record InFlight(Leg leg, Submission sent, Pending pending, List<UnknownAnswer> answers) implements OrderLife {
    public InFlight {
      answers = List.copyOf(answers);
    }

    public InFlight(Leg leg, Submission sent) {
      this(leg, sent, Pending.NOTHING, List.of());
    }

    /** Whether this answer is booked already. */
    public boolean hasHeard(UnknownAnswer answer) {
      return answers.contains(answer);
    }

    /** The newest answer, where an earlier attempt had the same. */
    public Optional<UnknownAnswer> sameAnswerTwice() {
      return answers.isEmpty()
          ? Optional.empty()
          : Optional.of(answers.getLast()).filter(newest -> answers.stream().anyMatch(newest::repeats));
    }

    private InFlight with(Leg other) {
      return new InFlight(other, sent, pending, answers);
    }

    private InFlight withAnswer(UnknownAnswer answer) {
      return new InFlight(leg, sent, pending, Stream.concat(answers.stream(), Stream.of(answer)).toList());
    }

    @Override
    public Fills fills() {
      return Fills.NONE;
    }

    @Override
    public Optional<Submission> submission() {
      return Optional.of(sent);
    }
  }

  /**
   * The broker knows it and it is not over.
   *
   * @param since when the broker's word of it was written
   */
  record Working(Leg leg, Submission sent, long permId, Instant since, BrokerStatus status, String reason,
      Fills fills, Pending pending)
      implements
        OrderLife {
    @Override
    public Optional<Submission> submission() {
      return Optional.of(sent);
    }
  }

  /**
   * Over. Executions and commissions may still follow.
   *
   * @param pending what was asked for and not answered when it ended
   */
  record Closed(
      Leg leg, Optional<Submission> submission, long permId, OrderOutcome outcome, int code, String reason,
      Fills fills, Pending pending)
      implements
        OrderLife {
    /** Whether the owner had asked for the cancel that ended it. */
    public boolean isCancelledAsAsked() {
      return outcome == OrderOutcome.CANCELLED && pending.cancel().isPresent();
    }

    /** Whether the broker refused the order, or its preview, as the cash for it has not settled. */
    boolean isRefusedAsUnsettled() {
      return switch (outcome) {
        case REJECTED, SKIPPED -> Settlement.isRefusal(reason);
        case FILLED, CANCELLED, NEVER_ARRIVED -> false;
      };
    }
  }

  /**
   * Its fate is unknown and was said to be; only the broker's word leads out.
   *
   * @param before what was known of it, executions that came since included
   * @param mayHaveFilled as in {@link OrderParked}
   */
  record Parked(OrderLife before, String reason, boolean mayHaveFilled) implements OrderLife {
    @Override
    public Leg leg() {
      return before.leg();
    }

    @Override
    public Fills fills() {
      return before.fills();
    }

    @Override
    public Optional<Submission> submission() {
      return before.submission();
    }

    @Override
    public Pending pending() {
      return before.pending();
    }
  }

  /** Whether nothing more is awaited before the run can settle. */
  default boolean isAtRest() {
    return switch (this) {
      case Closed closed -> true;
      case Parked parked -> true;
      case Planned planned -> false;
      case InFlight inFlight -> false;
      case Working working -> false;
    };
  }

  /** The broker's own id of it; 0 while none is known. */
  default long permId() {
    return switch (this) {
      case Working working -> working.permId();
      case Parked parked -> parked.before().permId();
      case Closed closed -> closed.permId();
      case Planned planned -> 0;
      case InFlight inFlight -> 0;
    };
  }

  /** Whether a message without a reference, under these ids, is of this order. The permanent id counts more. */
  default boolean isCalled(long permId, int clientId, int orderId) {
    if (permId != 0 && permId() != 0) {
      return permId == permId();
    }
    return orderId > 0 && submission()
        .filter(sent -> sent.orderId() == orderId && sent.clientId() == clientId).isPresent();
  }

  /**
   * Whether an execution is of this order: by the reference; without one by the permanent id; where that is not known
   * on both sides by the order id that our client gave it, if it is of the same contract and side and not of a time
   * before the order was sent. Order ids are used again, by a Gateway whose ids were reset and by other programs.
   *
   * @param earliest when the first attempt can have been sent, by our clock
   */
  default boolean isExecution(Fill fill, Instant earliest) {
    if (!fill.orderRef().isEmpty()) {
      return fill.orderRef().equals(leg().ref().value());
    }
    boolean isSamePermId = fill.permId() != 0 && fill.permId() == permId();
    Instant from = submission().filter(sent -> sent.attempt() == 1).map(Submission::at).orElse(earliest);
    return isCalled(fill.permId(), fill.clientId(), fill.orderId()) && leg().isFor(fill.symbol(), fill.side())
        && (isSamePermId || !fill.at().isBefore(from.minus(CLOCKS_DIFFER)));
  }

  /** As large and dear as it may stand: a change that the broker has not answered may have been made. */
  default Leg atMost() {
    return pending().change().map(asked -> leg().withTerms(
        asked.quantity().max(leg().quantity()), asked.limit().map(it -> it.max(leg().limit().orElse(it)))))
        .orElseGet(this::leg);
  }

  /** As small and cheap as it may stand. */
  default Leg atLeast() {
    return pending().change().map(asked -> leg().withTerms(
        asked.quantity().min(leg().quantity()), asked.limit().map(it -> it.min(leg().limit().orElse(it)))))
        .orElseGet(this::leg);
  }

  /** Whether every intended share was executed. */
  default boolean isFilled() {
    return fills().shares().compareTo(leg().quantity()) >= 0;
  }

  /**
   * The state after an event.
   *
   * @throws IllegalStateException where the event cannot follow the state: a bug of ours, not of the broker's
   */
  default OrderLife apply(OrderEvent event) {
    return switch (new Step(this, event)) {
      case Step(Planned s, SubmissionStarted e) -> new InFlight(s.leg(), submission(e));
      case Step(InFlight s, SubmissionStarted e) -> new InFlight(s.leg(), submission(e), s.pending(), s.answers());
      case Step(Working s, SubmissionStarted e) -> throw impossible(event);
      case Step(Closed s, SubmissionStarted e) -> throw impossible(event);
      case Step(Parked s, SubmissionStarted e) -> throw impossible(event);

      // The broker's word is taken in every state: also for an order whose submission the journal
      // lost, and for one that was given up.
      case Step(OrderLife s, OrderAcknowledged e) -> new Working(
          s.leg(),
          s.submission().filter(sent -> sent.orderId() == e.orderId())
              .orElse(new Submission(e.orderId(), e.clientId(), 1, e.at())),
          e.permId(), e.at(), e.status(), "", s.fills(), s.pending());

      case Step(Working s, OrderStatusChanged e) ->
        new Working(
            s.leg(), s.sent(), s.permId(), s.since(), e.status(), e.reason(), s.fills(), s.pending());
      case Step(Planned s, OrderStatusChanged e) -> throw impossible(event);
      case Step(InFlight s, OrderStatusChanged e) -> throw impossible(event);
      case Step(Closed s, OrderStatusChanged e) -> throw impossible(event);
      case Step(Parked s, OrderStatusChanged e) -> throw impossible(event);
      case Step(OrderLife s, FillRecorded e) -> s.withFills(
          s.fills().with(new Fills.Booked(e.execId(), e.shares(), e.price(), e.executedAt(), e.doubted())));
      case Step(OrderLife s, CommissionRecorded e) -> s.withFills(
          s.fills().with(new Commission(e.execId(), e.amount(), e.currency(), e.realizedPnl())));

      case Step(InFlight s, UnknownAnswerHeard e) -> s.withAnswer(UnknownAnswer.of(e));
      case Step(OrderLife s, UnknownAnswerHeard e) -> throw impossible(event);
      case Step(Planned s, LegShrunk e) -> new Planned(s.leg().withQuantity(e.quantity()));
      // The broker, asked, does not have it: it is sent again, smaller.
      case Step(InFlight s, LegShrunk e) -> s.with(s.leg().withQuantity(e.quantity()));
      case Step(OrderLife s, LegShrunk e) -> throw impossible(event);
      case Step(Planned s, ContractReplaced e) -> new Planned(s.leg().withContract(e.contract()));
      case Step(InFlight s, ContractReplaced e) -> s.with(s.leg().withContract(e.contract()));
      case Step(OrderLife s, ContractReplaced e) -> throw impossible(event);
      case Step(Planned s, CancelRequested e) -> throw impossible(event);
      case Step(Closed s, CancelRequested e) -> throw impossible(event);
      case Step(OrderLife s, CancelRequested e) ->
        s.withPending(s.pending().withCancel(Optional.of(e.at())));
      case Step(OrderLife s, CancelRefused e) ->
        s.withPending(s.pending().withCancel(Optional.empty()));

      case Step(Planned s, ChangeRequested e) -> throw impossible(event);
      case Step(InFlight s, ChangeRequested e) -> throw impossible(event);
      case Step(Closed s, ChangeRequested e) -> throw impossible(event);
      case Step(Parked s, ChangeRequested e) -> throw impossible(event);
      case Step(OrderLife s, ChangeRequested e) -> s.withPending(
          s.pending().withChange(Optional.of(new Pending.Terms(e.quantity(), e.limit(), e.at()))));
      case Step(OrderLife s, ChangeRefused e) ->
        s.withPending(s.pending().withChange(Optional.empty()));

      case Step(Planned s, TermsChanged e) -> throw impossible(event);
      case Step(InFlight s, TermsChanged e) -> throw impossible(event);
      case Step(OrderLife s, TermsChanged e) -> {
        Optional<Pending.Terms> open = s.pending().change().filter(asked -> !e.isAsked());
        yield s.withLeg(s.leg().withTerms(e.quantity(), e.limit()))
            .withPending(s.pending().withChange(open));
      }

      // Also of a closed one: the reason may follow the status, and the outcome is known only with it.
      case Step(OrderLife s, OrderClosed e) ->
        new Closed(
            s.leg(), s.submission(), s.permId(), e.outcome(), e.code(), e.reason(), s.fills(), s.pending());

      case Step(Parked s, OrderParked e) -> throw impossible(event);
      case Step(OrderLife s, OrderParked e) -> new Parked(s, e.reason(), e.mayHaveFilled());
    };
  }

  /** The pair, so that the compiler checks the whole table. */
  record Step(OrderLife state, OrderEvent event) {}

  private OrderLife withFills(Fills more) {
    return switch (this) {
      case Working s -> new Working(
          s.leg(), s.sent(), s.permId(), s.since(), s.status(), s.reason(), more, s.pending());
      case Closed s -> new Closed(
          s.leg(), s.submission(), s.permId(), s.outcome(), s.code(), s.reason(), more, s.pending());
      case Parked s -> new Parked(s.before().withFills(more), s.reason(), s.mayHaveFilled());
      case Planned s ->
        throw new IllegalStateException("a fill is preceded by an acknowledgement: " + leg().ref());
      case InFlight s ->
        throw new IllegalStateException("a fill is preceded by an acknowledgement: " + leg().ref());
    };
  }

  private OrderLife withPending(Pending other) {
    return switch (this) {
      case Planned s -> s;
      case InFlight s -> new InFlight(s.leg(), s.sent(), other, s.answers());
      case Working s -> new Working(
          s.leg(), s.sent(), s.permId(), s.since(), s.status(), s.reason(), s.fills(), other);
      case Closed s -> new Closed(
          s.leg(), s.submission(), s.permId(), s.outcome(), s.code(), s.reason(), s.fills(), other);
      case Parked s -> new Parked(s.before().withPending(other), s.reason(), s.mayHaveFilled());
    };
  }

  /** The same with the price that the plan was made with, once that is known. */
  default OrderLife withEstimatedPrice(BigDecimal price) {
    return withLeg(leg().withEstimatedPrice(price));
  }

  private OrderLife withLeg(Leg other) {
    return switch (this) {
      case Planned s -> new Planned(other);
      case InFlight s -> new InFlight(other, s.sent(), s.pending(), s.answers());
      case Working s -> new Working(
          other, s.sent(), s.permId(), s.since(), s.status(), s.reason(), s.fills(), s.pending());
      case Closed s -> new Closed(
          other, s.submission(), s.permId(), s.outcome(), s.code(), s.reason(), s.fills(), s.pending());
      case Parked s -> new Parked(s.before().withLeg(other), s.reason(), s.mayHaveFilled());
    };
  }

  private static Submission submission(SubmissionStarted event) {
    return new Submission(event.orderId(), event.clientId(), event.attempt(), event.at());
  }

  private IllegalStateException impossible(OrderEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " cannot follow " + getClass().getSimpleName() + ": "
            + event.ref());
  }
}
