package evenkeel.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * The one thread's work and the time it lives in. Tasks that are ready run one at a time, the next one picked by a
 * seeded source; when none is left the time moves to whatever is due next. Confined to one thread.
 *
 * <p>There are two times. That of the world goes on always: the Gateway, the exchange and what is on the wire follow
 * it. That of the machine stands still while the machine sleeps, and its timers with it; its clock on the wall jumps.
 */
final class World {
  /** A busy moment has some thousands. */
  private static final int STEPS_AT_ONCE_MAX = 200_000;

  private record Due(long nanos, long number, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
    }
  }

  private final Instant start;
  private final RandomGenerator random;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Due> events = new PriorityQueue<>();
  private final PriorityQueue<Due> timers = new PriorityQueue<>();
  /** By a number of tasks in place of a time. */
  private final PriorityQueue<Due> counted = new PriorityQueue<>();
  private final List<Runnable> onWake = new ArrayList<>();
  private long nanos;
  private int stepsAtOnce;
  private long sleptNanos;
  private long numbers;
  private long tasks;
  private boolean isAsleep;
  private Duration skew = Duration.ZERO;

  World(Instant start, RandomGenerator random) {
    this.start = start;
    this.random = random;
  }

  /** The true time, which the exchange follows. */
  Instant now() {
    return start.plusNanos(nanos);
  }

  /** What the machine's clock shows. */
  Instant wall() {
    return now().plus(skew);
  }

  /** How long the machine was awake, which no setting of its clock changes. */
  Duration awake() {
    return Duration.ofNanos(machineNanos());
  }

  /** Sets the machine's clock off from the true time. */
  void skew(Duration by) {
    skew = by;
  }

  /** How many tasks have run. */
  long tasks() {
    return tasks;
  }

  boolean isAsleep() {
    return isAsleep;
  }

  /** Something of the world happens after this time. */
  void after(Duration wait, Runnable action) {
    events.add(new Due(nanos + Math.max(0, wait.toNanos()), numbers++, action));
  }

  /** Something of the world happens then, or now if that is past. */
  void at(Instant when, Runnable action) {
    after(Duration.between(now(), when), action);
  }

  /** A timer of the machine. */
  void timer(long waitNanos, Runnable action) {
    timers.add(new Due(machineNanos() + Math.max(0, waitNanos), numbers++, action));
  }

  /** A task of the machine, to be run as soon as it is picked. */
  void ready(Runnable task) {
    ready.add(task);
  }

  /** Runs at once, or when the machine has woken. */
  void whenAwake(Runnable action) {
    if (isAsleep) {
      onWake.add(action);
    } else {
      action.run();
    }
  }

  /** Runs this after so many tasks in all, or at this time, whichever comes first. */
  void whenTasks(long count, Instant latest, Runnable action) {
    var once = new Once(action);
    counted.add(new Due(count, numbers++, once));
    at(latest, once);
  }

  private static final class Once implements Runnable {
    private final Runnable action;
    private boolean isDone;

    Once(Runnable action) {
      this.action = action;
    }

    @Override
    public void run() {
      if (!isDone) {
        isDone = true;
        action.run();
      }
    }
  }

  /** The machine does nothing for this long, and its timers do not notice. */
  void sleep(Duration lasting) {
    if (isAsleep) {
      return;
    }
    isAsleep = true;
    long since = nanos;
    after(lasting, () -> {
      isAsleep = false;
      sleptNanos += nanos - since;
      List<Runnable> waiting = List.copyOf(onWake);
      onWake.clear();
      waiting.forEach(Runnable::run);
    });
  }

  private long machineNanos() {
    return nanos - sleptNanos;
  }

  /** Whether so much has happened at one moment that time would never go on. */
  boolean isStuck() {
    return stepsAtOnce > STEPS_AT_ONCE_MAX;
  }

  /** Does the next thing, unless it is later than this; false when there is nothing to do before. */
  boolean step(Instant until) {
    stepsAtOnce++;
    if (!isAsleep && !ready.isEmpty()) {
      int last = ready.size() - 1;
      int picked = random.nextInt(ready.size());
      Runnable task = ready.get(picked);
      ready.set(picked, ready.get(last));
      ready.remove(last);
      tasks++;
      task.run();
      while (!counted.isEmpty() && counted.peek().nanos() <= tasks) {
        counted.remove().action().run();
      }
      return true;
    }
    long timerAt = isAsleep || timers.isEmpty() ? Long.MAX_VALUE : timers.peek().nanos() + sleptNanos;
    long eventAt = events.isEmpty() ? Long.MAX_VALUE : events.peek().nanos();
    long next = Math.min(timerAt, eventAt);
    if (next == Long.MAX_VALUE || start.plusNanos(next).isAfter(until)) {
      return false;
    }
    if (next > nanos) {
      nanos = next;
      stepsAtOnce = 0;
    }
    Due due = eventAt <= timerAt ? events.remove() : timers.remove();
    due.action().run();
    return true;
  }
}
