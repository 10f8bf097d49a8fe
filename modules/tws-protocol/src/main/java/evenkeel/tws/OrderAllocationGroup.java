package evenkeel.tws;

/**
 * How an advisor spreads an order. Empty for an ordinary account.
 *
 * @param profile up to version 176 only
 * @param sharesAllocation deprecated; Gateways echo permId, account and size in it
 */
public record OrderAllocationGroup(String group, String method, String percentage, String profile,
    String modelCode, String sharesAllocation) {
  public static final OrderAllocationGroup NONE = new OrderAllocationGroup("", "", "", "", "", "");

  /** Leaves out the shares allocation, in which Gateways write the account number. */
  @Override
  public String toString() {
    return "OrderAllocationGroup[group=" + group + ", method=" + method + ", percentage="
        + percentage + ", profile=" + profile + ", modelCode=" + modelCode + "]";
  }
}
