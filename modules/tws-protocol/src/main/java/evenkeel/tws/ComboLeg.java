package evenkeel.tws;

/**
 * One leg of a combination. Market data and historical requests carry only the first four fields.
 */
public record ComboLeg(int conId, int ratio, String action, String exchange, int openClose,
    int shortSaleSlot,
    String designatedLocation, int exemptCode) {

  /** A leg as market data requests carry it. */
  public ComboLeg(int conId, int ratio, String action, String exchange) {
    this(conId, ratio, action, exchange, 0, 0, "", -1);
  }
}
