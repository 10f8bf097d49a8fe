package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The hedging order of a volatility order.
 *
 * @param orderType empty for none; Gateways spell that {@code None}
 */
public record DeltaNeutralOrder(String orderType, Optional<BigDecimal> auxPrice, int conId,
    String settlingFirm,
    AccountId clearingAccount, String clearingIntent, String openClose, boolean shortSale,
    int shortSaleSlot,
    String designatedLocation) {
  public static final DeltaNeutralOrder NONE = new DeltaNeutralOrder("", Optional.empty(), 0, "",
      AccountId.NONE, "",
      "", false, 0, "");
}
