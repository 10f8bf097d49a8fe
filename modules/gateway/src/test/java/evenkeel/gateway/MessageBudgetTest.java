package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageBudgetTest {
  private static final int MESSAGES = 400;

  static LongStream seeds() {
    return LongStream.concat(LongStream.of(Long.getLong("simulation.seed", 417)), LongStream.range(0, 50));
  }

  @Test
  void shouldLetAFullSecondsWorthLeaveAtOnceAndThenAnEvenStream() {
    var budget = new MessageBudget(50, Samples.START);
    assertThat(taken(budget, Samples.START)).isEqualTo(50);
    assertThat(budget.next()).isEqualTo(Samples.START.plusMillis(20));
    assertThat(taken(budget, Samples.START.plusMillis(19))).isZero();
    assertThat(taken(budget, Samples.START.plusMillis(20))).isEqualTo(1);
    assertThat(taken(budget, Samples.START.plusMillis(1020))).isEqualTo(50);
    assertThat(taken(budget, Samples.START.plusSeconds(100))).isEqualTo(50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldNeverLetMoreLeaveThanABucketAndTheRate(long seed) {
    var random = new Random(seed);
    int perSecond = 1 + random.nextInt(100);
    var budget = new MessageBudget(perSecond, Samples.START);
    Instant now = Samples.START;
    List<Instant> left = new ArrayList<>();
    while (left.size() < MESSAGES) {
      for (int wanted = random.nextInt(1 + perSecond); wanted > 0; wanted--) {
        if (budget.take(now)) {
          left.add(now);
        }
      }
      // Asking when the next one may leave must not change the budget, whatever it is asked for.
      now = random.nextBoolean() && budget.next().isAfter(now)
          ? budget.next()
          : now.plusNanos(random.nextLong(1_500_000_000L / perSecond));
    }
    for (int first = 0; first < left.size(); first++) {
      for (int last = first; last < left.size(); last++) {
        double seconds = Duration.between(left.get(first), left.get(last)).toNanos() / 1e9;
        assertThat(last - first + 1.0).isLessThanOrEqualTo(perSecond + seconds * perSecond + 1e-6);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldLetAMessageLeaveExactlyWhenItSaysSo(long seed) {
    var random = new Random(seed);
    var budget = new MessageBudget(1 + random.nextInt(100), Samples.START);
    Instant now = Samples.START;
    for (int i = 0; i < MESSAGES; i++) {
      taken(budget, now);
      assertThat(budget.take(budget.next().minusNanos(1))).isFalse();
      now = budget.next();
      assertThat(budget.take(now)).isTrue();
    }
  }

  @Test
  void shouldNotBeBlockedByAClockThatWasSetBack() {
    var budget = new MessageBudget(50, Samples.START);
    taken(budget, Samples.START);
    Instant earlier = Samples.START.minusSeconds(3600);
    assertThat(budget.take(earlier)).isFalse();
    assertThat(budget.next()).isEqualTo(earlier.plusMillis(20));
    assertThat(taken(budget, earlier.plusSeconds(1))).isEqualTo(50);
  }

  @Test
  void shouldHalveItsRateAfterAComplaint() {
    var budget = new MessageBudget(50, Samples.START);
    taken(budget, Samples.START);
    budget.slowDown();
    Instant later = Samples.START.plusSeconds(10);
    assertThat(taken(budget, later)).isEqualTo(25);
    assertThat(budget.next()).isEqualTo(later.plusMillis(40));
  }

  @Test
  void shouldKeepOneMessageASecondAfterManyComplaints() {
    var budget = new MessageBudget(2, Samples.START);
    budget.slowDown();
    budget.slowDown();
    Instant later = Samples.START.plusSeconds(10);
    assertThat(taken(budget, later)).isEqualTo(1);
    assertThat(budget.next()).isEqualTo(later.plusSeconds(1));
  }

  @Test
  void shouldRefuseLessThanOneMessageASecond() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MessageBudget(0, Samples.START))
        .withMessage("messages a second must be at least 1, was 0");
  }

  private static int taken(MessageBudget budget, Instant now) {
    int count = 0;
    while (budget.take(now)) {
      count++;
    }
    return count;
  }
}
