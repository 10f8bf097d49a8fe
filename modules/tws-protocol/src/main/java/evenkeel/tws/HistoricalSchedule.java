package evenkeel.tws;

import java.util.ArrayList;
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

  static HistoricalSchedule decode(FieldReader in) {
    int reqId = in.id("reqId");
    String start = in.text("start");
    String end = in.text("end");
    String timeZone = in.text("timeZone");
    int count = in.count("sessionsCount");
    List<ScheduleSession> sessions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sessions.add(new ScheduleSession(in.text("session.start"), in.text("session.end"),
          in.text("session.refDate")));
    }
    return new HistoricalSchedule(reqId, start, end, timeZone, sessions);
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.text("start", start);
    out.text("end", end);
    out.text("timeZone", timeZone);
    out.integer("sessionsCount", sessions.size());
    for (ScheduleSession session : sessions) {
      out.text("session.start", session.start());
      out.text("session.end", session.end());
      out.text("session.refDate", session.refDate());
    }
  }
}
