package evenkeel.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/**
 * Until when market-on-close orders may be sent. The NYSE takes them until ten minutes before the
 * close (NYSE Rule 7.35B), Nasdaq and NYSE Arca until 15:55 and 15:59; the margin is ours.
 *
 * @param latest the last time of day, in the exchange's zone
 * @param beforeEarlyClose how long before an early close sending ends
 */
public record CutOffRule(LocalTime latest, Duration beforeEarlyClose) {
  /** The last instant at which an order for this session's close may be sent. */
  public Instant cutOff(Session session) {
    Instant usual = session.date().atTime(latest).atZone(session.close().getZone()).toInstant();
    if (!session.earlyClose()) {
      return usual;
    }
    Instant early = session.close().minus(beforeEarlyClose).toInstant();
    return early.isBefore(usual) ? early : usual;
  }
}
