package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When the Gateway restarts by itself: once a day, at a time that is set in it (23:45 of its own zone unless changed).
 * The socket closes without notice and the Gateway is back after one to five minutes (TWS API, outage calendar). What
 * was written to the dying socket is lost, so no order is sent from some minutes before.
 *
 * @param at the time of day; empty where the Gateway does not restart by itself
 * @param zone the Gateway's own
 * @param before how long before the restart the last order may leave
 * @param lasts how long after it a Gateway that is not back is no trouble; without a restart orders leave again then
 */
public record RestartWindow(Optional<LocalTime> at, ZoneId zone, Duration before, Duration lasts) {
  private static final Duration LENGTH_MAX = Duration.ofHours(4);
  /** A Gateway that never restarts. */
  public static final RestartWindow NONE = new RestartWindow(
      Optional.empty(), ZoneOffset.UTC, Duration.ofMinutes(5), Duration.ofMinutes(15));

  public RestartWindow {
    if (before.isNegative() || lasts.isNegative()) {
      throw new IllegalArgumentException("gateway.restart must not last a negative time");
    }
    if (before.plus(lasts).compareTo(LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("gateway.restart.before and gateway.restart.lasts together must be at most "
          + LENGTH_MAX.toHours() + "h, were " + before.plus(lasts).toMinutes() + "m");
    }
  }

  /** One restart and the time around it in which it may be felt. */
  public record Span(Instant from, Instant restart, Instant until) {
    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  /**
   * The restarts that may be felt now, the configured one and those of other times of day.
   *
   * @param learnt times of day, in {@link #zone}, at which the connection was seen to break
   */
  public List<Span> spans(Instant now, Collection<LocalTime> learnt) {
    return around(now, learnt).stream().filter(span -> span.contains(now)).toList();
  }

  /** The newest configured restart that is not after this moment. */
  public Optional<Instant> lastRestart(Instant now) {
    return around(now, Set.of()).stream().map(Span::restart).filter(it -> !it.isAfter(now)).max(Instant::compareTo);
  }

  /** The first configured restart after this moment. */
  public Optional<Instant> nextRestart(Instant now) {
    return around(now, Set.of()).stream().map(Span::restart).filter(it -> it.isAfter(now)).min(Instant::compareTo);
  }

  /** Whether a configured restart falls into this time, which both ends belong to. */
  public boolean isWithin(Instant from, Instant to) {
    return nextRestart(from.minusNanos(1)).filter(it -> !it.isAfter(to)).isPresent();
  }

  /** The next moment at which {@link #spans} changes; empty without any restart. */
  Optional<Instant> nextChange(Instant now, Collection<LocalTime> learnt) {
    return around(now, learnt).stream().flatMap(span -> List.of(span.from(), span.until()).stream())
        .filter(moment -> moment.isAfter(now)).min(Instant::compareTo);
  }

  private List<Span> around(Instant now, Collection<LocalTime> learnt) {
    var times = new TreeSet<>(learnt);
    at.ifPresent(times::add);
    LocalDate today = now.atZone(zone).toLocalDate();
    // Asked for many times a minute, so no streams.
    List<Span> spans = new ArrayList<>();
    for (LocalTime time : times) {
      for (int days = -1; days <= 1; days++) {
        Instant restart = today.plusDays(days).atTime(time).atZone(zone).toInstant();
        spans.add(new Span(restart.minus(before), restart, restart.plus(lasts)));
      }
    }
    return spans;
  }
}
