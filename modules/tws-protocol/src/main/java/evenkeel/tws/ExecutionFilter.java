package evenkeel.tws;

import java.util.ArrayList;
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
    String secType, String exchange, String side, OptionalInt lastNDays,
    List<Integer> specificDates) {
  /** Everything of the current day. */
  public static final ExecutionFilter ALL = new ExecutionFilter(0, AccountId.NONE, "", "", "", "",
      "", OptionalInt.empty(), List.of());

  public ExecutionFilter {
    specificDates = List.copyOf(specificDates);
  }

  static ExecutionFilter decode(FieldReader in) {
    int clientId = in.integerOrZero("clientId");
    AccountId account = in.account("account");
    String time = in.text("time");
    String symbol = in.text("symbol");
    String secType = in.text("secType");
    String exchange = in.text("exchange");
    String side = in.text("side");
    OptionalInt lastNDays = OptionalInt.empty();
    List<Integer> dates = new ArrayList<>();
    if (in.since(ServerVersions.EXECUTION_DAYS)) {
      lastNDays = in.optionalInteger("lastNDays");
      int count = in.count("specificDatesCount");
      for (int i = 0; i < count; i++) {
        dates.add(in.integer("specificDate"));
      }
    }
    return new ExecutionFilter(clientId, account, time, symbol, secType, exchange, side, lastNDays,
        dates);
  }

  void encode(FieldWriter out) {
    out.integer("clientId", clientId);
    out.account("account", account);
    out.text("time", time);
    out.text("symbol", symbol);
    out.text("secType", secType);
    out.text("exchange", exchange);
    out.text("side", side);
    if (out.carries(ServerVersions.EXECUTION_DAYS, "lastNDays",
        lastNDays.isPresent() || !specificDates.isEmpty())) {
      out.integerOrMax("lastNDays", lastNDays);
      out.integer("specificDatesCount", specificDates.size());
      for (int date : specificDates) {
        out.integer("specificDate", date);
      }
    }
  }
}
