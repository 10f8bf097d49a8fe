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
    Instrument instrument, String longName, BigDecimal minTick, Set<String> orderTypes, Listing listing) {
  public InstrumentDetails {
    orderTypes = Set.copyOf(orderTypes);
  }

  /** Where and when it trades is not known. */
  public InstrumentDetails(Instrument instrument, String longName, BigDecimal minTick, Set<String> orderTypes) {
    this(instrument, longName, minTick, orderTypes, Listing.UNKNOWN);
  }
}
