package evenkeel.tws;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which executions of the day are asked for; empty fields do not filter.
 *
 * @param clientId 0 for all
 * @param time lower bound; {@code yyyyMMdd-HH:mm:ss} is UTC
 * @param lastNDays from version 200 on, as is {@code specificDates} (yyyyMMdd)
 */
public record ExecutionFilter(int clientId, AccountId account, String time, String symbol,
    String secType,
    String exchange, String side, OptionalInt lastNDays, List<Integer> specificDates) {
  /** Everything of the current day. */
  public static final ExecutionFilter ALL = new ExecutionFilter(0, AccountId.NONE, "", "", "", "",
      "",
      OptionalInt.empty(), List.of());

  public ExecutionFilter {
    specificDates = List.copyOf(specificDates);
  }
}
