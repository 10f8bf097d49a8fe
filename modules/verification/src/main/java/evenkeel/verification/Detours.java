package evenkeel.verification;

import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Mishaps in the right order for what they seldom lead to by chance: each method is a way into a corner of the
 * reconciliation, at a time that is drawn.
 */
final class Detours {
  private static final int COUNT = 21;
  /** The last number stands for each of so many in turn. */
  private static final int LAST_ONES = 3;
  private static final int FORGOTTEN_FILL = 21;
  private static final Habits AT_THE_MARKET = new Habits(
      OrderType.MKT, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Habits.Asking.NEVER);
  private static final String SILENT = "fault = silent-orders, count = 3";
  private static final String FORGOTTEN = "fault = completed-forgotten";
  private static final String CONFIRMED = "fault = window-confirmed";
  /** More events than a day has. */
  private static final int ALL_EVENTS = 1000;

  private final RandomGenerator random;
  private final DayPlan day;
  private final List<Mishap.Planned> mishaps = new ArrayList<>();

  private Detours(RandomGenerator random, DayPlan day) {
    this.random = random;
    this.day = day;
  }

  /** The day with one of them, of which there are some; each number stands for one. */
  static DayPlan take(long number, RandomGenerator random, DayPlan day) {
    var detours = new Detours(random, day);
    int kind = (int) (number % COUNT);
    kind += kind == COUNT - 1 ? (int) (number / COUNT % LAST_ONES) : 0;
    Instant allClear = detours.go(kind);
    DayPlan taken = day.with(detours.mishaps).clearAt(allClear);
    return kind == FORGOTTEN_FILL ? taken.with(AT_THE_MARKET) : taken;
  }

  /** When nothing is wrong any more. */
  private Instant go(int number) {
    switch (number) {
      case 0 -> twoLiveOrders("fault = cancel-orders, newest = " + random.nextInt(2, 5));
      case 1 -> twoLiveOrders(FORGOTTEN);
      case 2 -> diesUnanswered(afterClose(), FORGOTTEN);
      case 3 -> dies(day.due().plus(seconds(1, 600)), 0, afterClose(), FORGOTTEN);
      case 4 -> dies(day.due().plus(seconds(1, 600)), ALL_EVENTS, afterClose(), FORGOTTEN);
      case 5 -> vanishes();
      case 6 -> dies(day.due().plus(seconds(1, 600)), 0, nextDay(), "");
      case 7 -> diesUnanswered(nextDay(), "");
      case 8 -> swallowed(random.nextInt(9, 12), day.due().plus(seconds(400, 1200)));
      case 9 -> swallowed(random.nextInt(1, 6), day.due().plus(seconds(1, 200)));
      case 10 -> swallowed(random.nextInt(3, 10), day.cutOff().plus(seconds(20, 280)));
      case 11 -> idIsRefused();
      case 12 -> idsMoveOn();
      case 13 -> nobodyToAsk();
      case 14 -> at(day.closing().minus(seconds(1, 60)), silentFor(Duration.ofMinutes(85)));
      case 15 -> lateAndSwallowed();
      case 16 -> dies(day.due().plus(seconds(1, 600)), ALL_EVENTS, day.due().plus(seconds(700, 900)), "");
      case 17 -> dies(day.due().plus(seconds(1, 600)), ALL_EVENTS, afterClose(), "");
      case 18 -> forgetsAttempts();
      case 19 -> forgottenWhenAsked();
      case FORGOTTEN_FILL -> forgottenFill();
      case 22 -> diesUnanswered(day.due().plus(seconds(60, 900)), "");
      default -> diesUnanswered(afterClose(), "");
    }
    boolean isOvernight = number == 6 || number == 7;
    return isOvernight ? nextDay().plus(Duration.ofMinutes(10)) : day.allClear();
  }

  /** The Gateway shows a second order beside each; later one of them goes, or both are over and forgotten. */
  private void twoLiveOrders(String later) {
    Instant begin = day.due().plus(seconds(1, 60));
    at(begin, "fault = second-perm-id, twin = true");
    at(begin.plus(seconds(40, 600)), later);
  }

  /** What it sends is not answered, and it dies. */
  private void diesUnanswered(Instant back, String meanwhile) {
    at(day.due().minusSeconds(10), SILENT);
    dies(day.due().plusMillis(random.nextInt(50, 9_000)), 0, back, meanwhile);
  }

  private void dies(Instant at, int eventsLost, Instant back, String meanwhile) {
    mishaps.add(new Mishap.Planned(at, 0, new Mishap.Crash(eventsLost, Duration.between(at, back))));
    if (!meanwhile.isEmpty()) {
      at(at.plusMillis(1), meanwhile);
    }
  }

  /** Everything is cancelled while it is away, and the Gateway shows none of that. */
  private void vanishes() {
    Instant at = day.due().plus(seconds(1, 600));
    dies(at, 0, at.plusSeconds(60), FORGOTTEN);
    at(at.plus(seconds(2, 50)), "fault = cancel-orders");
  }

  /** Orders vanish behind a window, which somebody answers in the end, or nobody does. */
  private void swallowed(int count, Instant confirmed) {
    at(day.due().minusSeconds(10), "fault = swallow-orders, count = " + count);
    if (random.nextInt(5) > 0) {
      at(confirmed, CONFIRMED);
    }
  }

  /** The first attempt vanished, and the second is told that the id was used. */
  private void idIsRefused() {
    at(day.due().minusSeconds(10), "fault = swallow-orders, count = 1");
    at(day.due().minusSeconds(10), "fault = refuse-next-order, code = 103, text = \"Duplicate order id\"");
    if (random.nextBoolean()) {
      at(day.due().plus(seconds(60, 1200)), CONFIRMED);
    }
  }

  /** An order vanished, and its id is too low when it would be sent again. */
  private void idsMoveOn() {
    at(day.due().minusSeconds(10), "fault = swallow-orders, count = 1");
    Instant after = day.due().plusMillis(random.nextInt(1_000, 9_000));
    at(after, "fault = restart, down = " + random.nextInt(5, 60) + "s, ids-back = -" + random.nextInt(1, 60));
  }

  /** The order that stands is of an attempt that the journal has lost, with all that came after it. */
  private void forgetsAttempts() {
    idsMoveOn();
    // The second attempt and the other two orders, three submissions and three answers, and a look at the account.
    dies(day.due().plus(seconds(240, 600)), 7, day.due().plus(seconds(610, 900)), "");
  }

  /** Everything is filled and told, and asked for again on a new connection. */
  private void forgottenWhenAsked() {
    at(day.due().plus(seconds(1, 600)), FORGOTTEN);
    at(day.closing().plusMillis(random.nextInt(4_000, 8_000)), "fault = drop-connections, reset = true");
  }

  /** Nothing is answered from the first orders on until the day is long over. */
  private void nobodyToAsk() {
    at(day.due().minusSeconds(10), SILENT);
    Instant begin = day.due().plusMillis(random.nextInt(50, 9_000));
    at(begin, silentFor(Duration.between(begin, day.closing().plus(Duration.ofMinutes(85)))));
  }

  /** The process comes at the last moment, and what it sends vanishes. */
  private void lateAndSwallowed() {
    Instant gone = day.due().minus(seconds(1, 60));
    dies(gone, 0, day.cutOff().minusMillis(random.nextInt(500, 9_000)), "fault = swallow-orders, count = 3");
  }

  /** Orders at the market fill, nothing is said of it, and no answer has their executions: positions alone tell. */
  private void forgottenFill() {
    at(day.due().minusSeconds(10), "fault = silent-orders, count = " + random.nextInt(1, 3));
    for (int i = 1; i < 12; i++) {
      at(day.due().plusMillis(i * 700L), "fault = executions-forgotten");
      at(day.due().plusMillis(i * 700L), FORGOTTEN);
    }
  }

  private void at(Instant at, String fault) {
    mishaps.add(new Mishap.Planned(at, 0, new Mishap.AtGateway(fault)));
  }

  private static String silentFor(Duration lasting) {
    return String.format(Locale.ROOT, "fault = silent, lasting = %ds", lasting.toSeconds());
  }

  private Instant afterClose() {
    return day.closing().plus(seconds(15, 1200));
  }

  private Instant nextDay() {
    return day.closing().plus(Duration.ofHours(17));
  }

  private Duration seconds(int least, int most) {
    return Duration.ofMillis(random.nextLong(least * 1000L, most * 1000L));
  }
}
