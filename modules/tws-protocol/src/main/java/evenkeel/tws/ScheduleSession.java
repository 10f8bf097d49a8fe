package evenkeel.tws;

/** One trading session: texts {@code yyyyMMdd-HH:mm:ss} in the zone of the schedule, date yyyyMMdd. */
public record ScheduleSession(String start, String end, String refDate) {}
