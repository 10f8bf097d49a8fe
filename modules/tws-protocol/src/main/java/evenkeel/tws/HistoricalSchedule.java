package evenkeel.tws;

import java.util.List;

/** Trading sessions with their early closes: the answer to bars of {@code SCHEDULE}. */
public record HistoricalSchedule(int reqId, String start, String end, String timeZone,
    List<ScheduleSession> sessions) implements ServerMessage {

  public HistoricalSchedule {
    sessions = List.copyOf(sessions);
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.HISTORICAL_SCHEDULE;
  }
}
