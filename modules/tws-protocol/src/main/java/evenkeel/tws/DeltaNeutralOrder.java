package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The hedging order of a volatility order.
 *
 * @param orderType empty for none; Gateways spell that {@code None}
 */
public record DeltaNeutralOrder(String orderType, Optional<BigDecimal> auxPrice, int conId,
    String settlingFirm, AccountId clearingAccount, String clearingIntent, String openClose,
    boolean shortSale, int shortSaleSlot, String designatedLocation) {
  private static final String CON_ID = "deltaNeutralConId";
  private static final String SETTLING_FIRM = "deltaNeutralSettlingFirm";
  private static final String CLEARING_ACCOUNT = "deltaNeutralClearingAccount";
  private static final String CLEARING_INTENT = "deltaNeutralClearingIntent";
  private static final String OPEN_CLOSE = "deltaNeutralOpenClose";
  private static final String SHORT_SALE = "deltaNeutralShortSale";
  private static final String SHORT_SALE_SLOT = "deltaNeutralShortSaleSlot";
  private static final String DESIGNATED_LOCATION = "deltaNeutralDesignatedLocation";

  public static final DeltaNeutralOrder NONE = new DeltaNeutralOrder("", Optional.empty(), 0, "",
      AccountId.NONE, "", "", false, 0, "");

  /** As placeOrder carries it: the group follows only when there is a type. */
  static DeltaNeutralOrder decodeRequest(FieldReader in) {
    String raw = in.text("deltaNeutralOrderType");
    Optional<BigDecimal> auxPrice = in.decimal("deltaNeutralAuxPrice");
    return raw.isEmpty() && auxPrice.isEmpty() ? NONE : decodeGroup(in, raw, auxPrice);
  }

  void encodeRequest(FieldWriter out) {
    out.text("deltaNeutralOrderType", orderType);
    out.decimalOrEmpty("deltaNeutralAuxPrice", auxPrice);
    if (!orderType.isEmpty()) {
      encodeGroup(out, openClose);
    }
  }

  /** As openOrder carries it: the group is there because a Gateway writes the word None for none. */
  static DeltaNeutralOrder decodeOpen(FieldReader in) {
    return decodeRequest(in);
  }

  void encodeOpen(FieldWriter out) {
    out.textOr("deltaNeutralOrderType", orderType, "None");
    out.decimalOrEmpty("deltaNeutralAuxPrice", auxPrice);
    encodeGroup(out, openClose.isEmpty() ? "?" : openClose);
  }

  /** As completedOrder carries it: like openOrder, with four fields in the group. */
  static DeltaNeutralOrder decodeCompleted(FieldReader in) {
    String raw = in.text("deltaNeutralOrderType");
    Optional<BigDecimal> auxPrice = in.decimal("deltaNeutralAuxPrice");
    if (raw.isEmpty()) {
      return new DeltaNeutralOrder("", auxPrice, 0, "", AccountId.NONE, "", "", false, 0, "");
    }
    return new DeltaNeutralOrder(noneIfNone(raw), auxPrice, in.integerOrZero(CON_ID), "",
        AccountId.NONE, "", "", in.flag(SHORT_SALE), in.integerOrZero(SHORT_SALE_SLOT),
        in.text(DESIGNATED_LOCATION));
  }

  void encodeCompleted(FieldWriter out) {
    out.textOr("deltaNeutralOrderType", orderType, "None");
    out.decimalOrEmpty("deltaNeutralAuxPrice", auxPrice);
    out.integer(CON_ID, conId);
    encodeShortSale(out);
  }

  private static DeltaNeutralOrder decodeGroup(FieldReader in, String raw,
      Optional<BigDecimal> auxPrice) {
    if (raw.isEmpty()) {
      return new DeltaNeutralOrder("", auxPrice, 0, "", AccountId.NONE, "", "", false, 0, "");
    }
    return new DeltaNeutralOrder(noneIfNone(raw), auxPrice, in.integerOrZero(CON_ID),
        in.text(SETTLING_FIRM), in.account(CLEARING_ACCOUNT), in.text(CLEARING_INTENT),
        in.textOrNone(OPEN_CLOSE), in.flag(SHORT_SALE), in.integerOrZero(SHORT_SALE_SLOT),
        in.text(DESIGNATED_LOCATION));
  }

  private void encodeGroup(FieldWriter out, String wireOpenClose) {
    out.integer(CON_ID, conId);
    out.text(SETTLING_FIRM, settlingFirm);
    out.account(CLEARING_ACCOUNT, clearingAccount);
    out.text(CLEARING_INTENT, clearingIntent);
    out.text(OPEN_CLOSE, wireOpenClose);
    encodeShortSale(out);
  }

  private void encodeShortSale(FieldWriter out) {
    out.flag(SHORT_SALE, shortSale);
    out.integer(SHORT_SALE_SLOT, shortSaleSlot);
    out.text(DESIGNATED_LOCATION, designatedLocation);
  }

  private static String noneIfNone(String raw) {
    return raw.equals("None") ? "" : raw;
  }
}
