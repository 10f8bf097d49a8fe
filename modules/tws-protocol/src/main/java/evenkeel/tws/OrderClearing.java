package evenkeel.tws;

/**
 * Who the order is for and how it is cleared; retail orders keep {@link #NONE}.
 *
 * @param openClose institutional only; empty or {@code O}
 * @param origin 0 customer, 1 firm
 * @param exemptCode -1 for none
 */
public record OrderClearing(String openClose, int origin, String rule80A, String settlingFirm,
    AccountId account, String intent, int shortSaleSlot, String designatedLocation, int exemptCode,
    AccountId customerAccount, boolean professionalCustomer) {
  public static final OrderClearing NONE = new OrderClearing("", 0, "", "", AccountId.NONE, "", 0,
      "", -1, AccountId.NONE, false);
}
