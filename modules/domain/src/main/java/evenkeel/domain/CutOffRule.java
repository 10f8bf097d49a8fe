package evenkeel.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/**
 * Until when market-on-close orders may be sent. The exchanges take them until 15:50 (NYSE) and
 * 15:55 (Nasdaq), three hours earlier on half days; IBKR may stop sooner, so a margin is wanted.
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

  /**
   * When a session is looked at: at this time of day in New York, or as long before the cut-off of an early close as it
   * usually is before the usual one.
   */
  public Instant due(Session session, LocalTime at) {
    Instant usual = session.date().atTime(at).atZone(NyseCalendar.ZONE).toInstant();
    Instant moved = cutOff(session).minus(Duration.between(at, latest));
    return moved.isBefore(usual) ? moved : usual;
  }
}
