package evenkeel.verification;

import evenkeel.domain.OrderType;
import evenkeel.simulator.LedgerEntry.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed stands for: the day's orders and what is done to the processes. When something happens depends on the
 * machine too, so that two rounds of one seed are alike and not the same.
 *
 * @param parts in how many each order fills
 */
record ChaosPlan(long seed, OrderType orderType, int parts, List<Upset> upsets) {
  private static final int DAY_MINUTES = 94;
  private static final Event[] BOOKED = {
      Event.CONNECTED, Event.RECEIVED, Event.ACCEPTED, Event.ACCEPTED, Event.FILLED, Event.FILLED};

  ChaosPlan {
    upsets = List.copyOf(upsets);
  }

  static ChaosPlan draw(long seed) {
    // Neighbouring seeds would otherwise begin alike.
    SplittableRandom random = new SplittableRandom(seed).split();
    OrderType type = random.nextInt(4) == 0 ? OrderType.MKT : OrderType.MOC;
    int parts = random.nextInt(3) == 0 ? 3 : 1;
    List<Upset> upsets = new ArrayList<>();
    for (int kills = 1 + random.nextInt(4); kills > 0; kills--) {
      upsets.add(new Upset.Kill(cue(random), millis(random, 800)));
    }
    for (int cuts = random.nextInt(4); cuts > 0; cuts--) {
      Upset.Cue cue = cue(random);
      upsets.add(switch (random.nextInt(3)) {
        case 0 -> new Upset.Cut(cue, millis(random, 1200));
        case 1 -> new Upset.CutAfter(cue, random.nextInt(4000));
        default -> new Upset.Silence(cue, millis(random, 2500));
      });
    }
    if (random.nextInt(5) < 2) {
      upsets.add(new Upset.DiskFull(cue(random), random.nextInt(20_000), millis(random, 2500)));
    }
    return new ChaosPlan(seed, type, parts, upsets);
  }

  private static Upset.Cue cue(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Upset.OfStart(1 + random.nextInt(3), millis(random, 3000));
      case 2, 3 -> new Upset.OfDay(Duration.ofSeconds(random.nextInt(DAY_MINUTES * 60)));
      default -> new Upset.OfLedger(BOOKED[random.nextInt(BOOKED.length)], 1 + random.nextInt(3), millis(random, 60));
    };
  }

  private static Duration millis(SplittableRandom random, int max) {
    return Duration.ofMillis(random.nextInt(max));
  }
}
