package evenkeel.gateway;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What the broker knows of an instrument.
 *
 * @param orderTypes the API's words for the order types that it may be traded with
 * @param minTick the smallest price step, which may be coarser at higher prices
 */
public record InstrumentDetails(
    Instrument instrument, String longName, BigDecimal minTick, Set<String> orderTypes) {
  public InstrumentDetails {
    orderTypes = Set.copyOf(orderTypes);
  }
}
