package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run wants done next, decided from its state and the time alone. */
public sealed interface RunStep {
  /** Send this order, which was never sent. */
  record Submit(OrderRef ref) implements RunStep {}

  /** Plan fewer shares, since the cash for more is not there. */
  record Shrink(OrderRef ref, BigDecimal quantity, String reason) implements RunStep {}

  /** Give the order up; it was never sent. */
  record Skip(OrderRef ref, String reason) implements RunStep {}

  /** Make this purchase, which was refused as its cash has not settled, in the run's second step. */
  record Defer(OrderRef ref) implements RunStep {}

  /** Ask the broker to cancel this conversion: what it brings in from here on comes too late for the purchases. */
  record Cancel(OrderRef ref) implements RunStep {}

  /** Nothing can change any more: the run is over. */
  record Settle() implements RunStep {}

  /** How long after its cut-off a second step is still waited for that nobody decides. */
  Duration STEP_PATIENCE = Duration.ofDays(6);

  /** How long after {@link Run#settleBy} a missing commission is still waited for. */
  Duration COMMISSION_PATIENCE = Duration.ofMinutes(5);

  /** How long before the cut-off a conversion is given up, and purchases no longer wait for it. */
  Duration BEFORE_CUT_OFF = Duration.ofMinutes(2);

  /** How long an acknowledged sale has to stand before purchases count on it: a refusal may follow at once. */
  Duration SETTLED_AFTER = Duration.ofSeconds(1);

  /** How long before the cut-off purchases no longer wait for that: after it they could not be sent at all. */
  Duration SETTLED_OR_CUT_OFF = Duration.ofSeconds(3);

  /**
   * The next steps of a run, in the order in which to do them. The first order goes alone: a Gateway that has just
   * started may swallow what follows behind a confirmation window, so the rest waits until the broker answered it.
   * Sells go before buys; buys are sized by the cash that is there once each sell was taken and has stood for a moment
   * (closing auction) or is over (any other type). Conversions go first of all, and purchases wait for their end, until
   * shortly before the cut-off: what then still stands is cancelled, and only what a conversion has brought in by then
   * is there. An order by hand is sent as it is or not at all.
   */
  static List<RunStep> next(Run run, CommissionSchedule commissions, Instant now) {
    if (run.isSettled()) {
      return List.of();
    }
    List<RunStep> deferred = run.orders().values().stream().filter(life -> isToDefer(run, life))
        .<RunStep>map(life -> new Defer(life.leg().ref())).toList();
    if (!deferred.isEmpty()) {
      return deferred;
    }
    return Stream.concat(conversionsToCancel(run, now), nextOf(run, commissions, now).stream()).toList();
  }

  private static boolean isLate(Run run, Instant now) {
    return !now.isBefore(run.deadline().minus(BEFORE_CUT_OFF));
  }

  private static Stream<RunStep> conversionsToCancel(Run run, Instant now) {
    return run.orders().values().stream()
        .filter(life -> isLate(run, now) && life.leg().isConversion() && life instanceof OrderLife.Working
            && life.pending().cancel().isEmpty())
        .map(life -> new Cancel(life.leg().ref()));
  }

  private static List<RunStep> nextOf(Run run, CommissionSchedule commissions, Instant now) {
    List<Leg> planned = run.orders().values().stream().filter(OrderLife.Planned.class::isInstance)
        .map(OrderLife::leg).toList();
    if (planned.isEmpty()) {
      boolean isOver = run.isAtRest()
          && (run.hasAllCommissions() || now.isAfter(run.settleBy().plus(COMMISSION_PATIENCE)));
      boolean isAwaited = run.next().filter(step -> now.isBefore(step.deadline().plus(STEP_PATIENCE))).isPresent();
      return isOver && !isAwaited ? List.of(new Settle()) : List.of();
    }
    if (now.isAfter(run.deadline())) {
      String time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(run.deadline().atZone(NyseCalendar.ZONE));
      return planned.stream()
          .<RunStep>map(leg -> new Skip(leg.ref(), "the cut-off " + time + " New York passed before it was sent"))
          .toList();
    }
    if (run.halt().isPresent()) {
      Run.Halt halt = run.halt().get();
      if (halt.until().isEmpty()) {
        return planned.stream().<RunStep>map(leg -> new Skip(leg.ref(), halt.reason())).toList();
      }
      if (now.isBefore(halt.until().get())) {
        return List.of();
      }
    }
    return send(run, planned, commissions, now);
  }

  /** Once: what the second step is refused stays refused. An order by hand is made as it is or not at all. */
  private static boolean isToDefer(Run run, OrderLife life) {
    return life instanceof OrderLife.Closed closed && closed.isRefusedAsUnsettled()
        && life.leg().side() == Side.BUY && !life.leg().isConversion() && life.fills().shares().signum() == 0
        && run.second().isEmpty() && !run.isByHand() && !run.isAdopted()
        && !run.deferred().contains(life.leg().ref());
  }

  private static List<RunStep> send(Run run, List<Leg> planned, CommissionSchedule commissions, Instant now) {
    List<RunStep> late = planned.stream().filter(leg -> leg.isConversion() && isLate(run, now))
        .<RunStep>map(leg -> new Skip(leg.ref(), "it is too late to convert before the cut-off")).toList();
    if (!late.isEmpty()) {
      return late;
    }
    boolean isAnswered = isAnswered(run);
    boolean isAwaited = run.ofThisStep().stream().anyMatch(OrderLife.InFlight.class::isInstance);
    if (!isAnswered) {
      return isAwaited ? List.of() : firstOf(run, planned, commissions);
    }
    List<Leg> first = planned.stream().filter(leg -> leg.isConversion() || leg.side() == Side.SELL).toList();
    if (!first.isEmpty()) {
      return submit(first);
    }
    boolean isConverted = isLate(run, now) || run.ofThisStep().stream()
        .filter(life -> life.leg().isConversion()).allMatch(RunStep::isConversionOver);
    boolean isCutOff = !now.isBefore(run.deadline().minus(SETTLED_OR_CUT_OFF));
    boolean isPaid = run.side(Side.SELL).stream()
        .allMatch(sell -> paysForBuys(sell) && (isCutOff || isSettled(sell, now)));
    return isConverted && isPaid
        ? buy(run, planned, commissions)
        : List.of();
  }

  private static List<RunStep> firstOf(Run run, List<Leg> planned, CommissionSchedule commissions) {
    Leg first = planned.getFirst();
    if (first.isConversion() || first.side() == Side.SELL) {
      return submit(List.of(first));
    }
    // Buys only: the first is sized with the rest, and goes alone.
    List<RunStep> sized = buy(run, planned, commissions);
    int end = 0;
    while (end < sized.size() && !(sized.get(end) instanceof Submit)) {
      end++;
    }
    return List.copyOf(sized.subList(0, Math.min(end + 1, sized.size())));
  }

  /** Whether a sale was to pay for purchases of its run, of which nothing was sent yet. */
  static boolean isPayingSale(Run run, Leg leg) {
    return leg.side() == Side.SELL
        && run.orders().values().stream().allMatch(life -> life.submission().isEmpty())
        && run.orders().values().stream().anyMatch(life -> life.leg().side() == Side.BUY);
  }

  /** Whether the broker has answered an order of the step under way. */
  static boolean isAnswered(Run run) {
    return run.ofThisStep().stream().anyMatch(RunStep::wasAnswered);
  }

  private static boolean wasAnswered(OrderLife life) {
    return switch (life) {
      case OrderLife.Working working -> true;
      case OrderLife.Closed closed -> switch (closed.outcome()) {
        case FILLED, CANCELLED, REJECTED -> true;
        case SKIPPED, NEVER_ARRIVED -> false;
      };
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> false;
      case OrderLife.Parked parked -> false;
    };
  }

  private static boolean isConversionOver(OrderLife conversion) {
    return switch (conversion) {
      case OrderLife.Closed closed -> true;
      case OrderLife.Parked parked -> true;
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> false;
      case OrderLife.Working working -> false;
    };
  }

  private static boolean paysForBuys(OrderLife sell) {
    return switch (sell) {
      case OrderLife.Closed closed -> true;
      case OrderLife.Parked parked -> true;
      case OrderLife.Working working -> sell.leg().type().fillsAtClose() && working.status().isWorking();
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> false;
    };
  }

  /** In either direction: a clock that was set back must not make a moment long. */
  private static boolean isSettled(OrderLife sell, Instant now) {
    return !(sell instanceof OrderLife.Working working)
        || Duration.between(working.since(), now).abs().compareTo(SETTLED_AFTER) >= 0;
  }

  /** The buys, made smaller in proportion where the cash that is there does not cover them. */
  private static List<RunStep> buy(Run run, List<Leg> planned, CommissionSchedule commissions) {
    BigDecimal available = available(run, commissions);
    BigDecimal cost = planned.stream().map(leg -> cost(leg, commissions)).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (cost.compareTo(available) <= 0) {
      return submit(planned);
    }
    if (run.isByHand()) {
      return planned.stream().<RunStep>map(leg -> new Skip(
          leg.ref(), "the cash does not cover it: " + available.setScale(2, RoundingMode.DOWN)
              + " is there and it costs " + cost.setScale(2, RoundingMode.UP)))
          .toList();
    }
    String reason = "the cash does not cover it: " + available.setScale(2, RoundingMode.DOWN)
        + " is there for buys of " + cost.setScale(2, RoundingMode.UP) + unconverted(run) + unsold(run);
    BigDecimal value = planned.stream().map(Leg::estimatedValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    // A smaller order never costs more commission, so those of the full orders bound those of what is left of them.
    BigDecimal forShares = available.subtract(cost.subtract(value)).max(BigDecimal.ZERO);
    var steps = new ArrayList<RunStep>();
    for (Leg leg : planned) {
      BigDecimal fewer = leg.quantity().multiply(forShares).divide(value, 0, RoundingMode.DOWN);
      if (fewer.signum() == 0) {
        steps.add(new Skip(leg.ref(), reason));
      } else {
        steps.add(new Shrink(leg.ref(), fewer, reason));
        steps.add(new Submit(leg.ref()));
      }
    }
    return List.copyOf(steps);
  }

  /**
   * The orders of a run as they will be sent when these are given up: the purchases as large as the cash then is, if
   * every other sale is taken. A conversion is not among them, and brings in nothing yet.
   */
  static List<Leg> without(RunEvent.RunStarted started, Set<OrderRef> givenUp, CommissionSchedule commissions) {
    Run run = Run.started(started);
    var left = new ArrayList<Leg>();
    for (Leg leg : started.legs()) {
      OrderRef ref = leg.ref();
      if (givenUp.contains(ref) || leg.isConversion()) {
        run = run.with(new OrderEvent.OrderClosed(ref, OrderOutcome.SKIPPED, 0, "", started.at()));
      } else if (leg.side() == Side.SELL) {
        run = run.with(new OrderEvent.SubmissionStarted(ref, 0, 0, 1, started.at()))
            .with(new OrderEvent.OrderAcknowledged(ref, 0, 0, 0, BrokerStatus.PRE_SUBMITTED, started.at()));
        left.add(leg);
      }
    }
    List<Leg> buys = started.legs().stream()
        .filter(leg -> leg.side() == Side.BUY && !leg.isConversion() && !givenUp.contains(leg.ref())).toList();
    if (!buys.isEmpty()) {
      sized(buys, buy(run, buys, commissions)).forEach(left::add);
    }
    return List.copyOf(left);
  }

  private static Stream<Leg> sized(List<Leg> legs, List<RunStep> steps) {
    var sized = new LinkedHashMap<OrderRef, Leg>();
    legs.forEach(leg -> sized.put(leg.ref(), leg));
    for (RunStep step : steps) {
      switch (step) {
        case Shrink shrink -> sized.computeIfPresent(shrink.ref(), (ref, leg) -> leg.withQuantity(shrink.quantity()));
        case Skip skip -> sized.remove(skip.ref());
        case Submit submit -> {
          // As large as it is by now.
        }
        case Cancel cancel -> throw new IllegalStateException("an order still to be sent does not stand anywhere");
        case Defer defer -> throw new IllegalStateException("an order still to be sent was not refused");
        case Settle settle -> throw new IllegalStateException("a run with orders still to be sent is not over");
      }
    }
    return sized.values().stream();
  }

  /**
   * How many of the shares of a purchase that was sent and is not there the cash still covers; those of the other
   * orders are counted as gone.
   */
  static BigDecimal affordable(Run run, OrderRef ref, CommissionSchedule commissions) {
    return affordable(run, ref, commissions, BigDecimal.ZERO);
  }

  /**
   * The same where orders of others may take this much of the cash; what the run leaves as its reserve is theirs first.
   */
  static BigDecimal affordable(Run run, OrderRef ref, CommissionSchedule commissions, BigDecimal foreign) {
    Leg leg = run.orders().get(ref).leg();
    BigDecimal beyondReserve = foreign.subtract(run.cashReserve()).max(BigDecimal.ZERO);
    BigDecimal missing = beyondReserve.subtract(available(run, commissions));
    if (missing.signum() <= 0) {
      return leg.quantity();
    }
    BigDecimal tooMany = missing.divide(leg.estimatedPrice(), 0, RoundingMode.UP);
    return leg.quantity().subtract(tooMany).max(BigDecimal.ZERO);
  }

  /** Cash at the decision, and what the run has taken in and given out since, or is about to. */
  private static BigDecimal available(Run run, CommissionSchedule commissions) {
    BigDecimal available = run.cash().subtract(run.cashReserve());
    for (OrderLife life : run.ofThisStep()) {
      Fills fills = life.fills();
      if (life.leg().isConversion()) {
        available = available.add(converted(life));
        continue;
      }
      Leg leg = inCash(life);
      BigDecimal rest = restInCash(life, leg);
      BigDecimal restValue = rest.multiply(leg.estimatedPrice());
      BigDecimal value = fills.value().add(restValue);
      available = available.add(leg.side() == Side.SELL ? value : value.negate());
      // What was not charged yet will be.
      BigDecimal charge = rest.signum() == 0 && fills.hasAllCommissions()
          ? fills.commission()
          : fills.commission().max(commissions.estimate(fills.shares().add(rest), value));
      available = available.subtract(charge);
    }
    return available;
  }

  /** Which conversions have not brought in what they were to, and how they are. */
  private static String unconverted(Run run) {
    return run.orders().values().stream().filter(life -> life.leg().isConversion() && !life.isFilled())
        .map(life -> "; of the conversion " + life.leg().side() + " " + Text.of(life.leg().quantity()) + " "
            + life.leg().symbol() + " " + Text.of(life.fills().shares()) + " are filled")
        .collect(Collectors.joining());
  }

  /** Which sales bring in less than they were to. */
  private static String unsold(Run run) {
    return run.side(Side.SELL).stream()
        .filter(life -> life.isAtRest() && !life.isFilled() && run.ofThisStep().contains(life))
        .map(life -> "; of the sale " + life.leg().side() + " " + Text.of(life.leg().quantity()) + " "
            + life.leg().symbol() + " " + Text.of(life.fills().shares()) + " are filled")
        .collect(Collectors.joining());
  }

  /** What a conversion has brought in, less what it costs; what it may still bring in is not there. */
  private static BigDecimal converted(OrderLife life) {
    Fills fills = life.fills();
    BigDecimal proceeds = life.leg().converted(fills.shares(), fills.value());
    BigDecimal charge = fills.hasAllCommissions()
        ? fills.commission()
        : fills.commission().max(CurrencyOrder.commission(proceeds));
    return proceeds.subtract(charge);
  }

  /** The worse of two terms where nobody knows which of them it has. */
  private static Leg inCash(OrderLife life) {
    return life.leg().side() == Side.SELL ? life.atLeast() : life.atMost();
  }

  /** The unfilled shares whose money is counted on, or counted as gone: the worse of the two where nobody knows. */
  private static BigDecimal restInCash(OrderLife life, Leg leg) {
    BigDecimal rest = leg.quantity().subtract(life.fills().shares()).max(BigDecimal.ZERO);
    return switch (life) {
      case OrderLife.Working working -> rest;
      case OrderLife.InFlight sent -> rest;
      case OrderLife.Parked parked -> leg.side() == Side.BUY ? rest : BigDecimal.ZERO;
      case OrderLife.Planned planned -> BigDecimal.ZERO;
      case OrderLife.Closed closed -> BigDecimal.ZERO;
    };
  }

  private static BigDecimal cost(Leg leg, CommissionSchedule commissions) {
    return leg.estimatedValue().add(commissions.estimate(leg.quantity(), leg.estimatedValue()));
  }

  private static List<RunStep> submit(List<Leg> legs) {
    return legs.stream().<RunStep>map(leg -> new Submit(leg.ref())).toList();
  }
}
