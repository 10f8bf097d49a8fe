package evenkeel.tws;

import java.util.OptionalInt;

/**
 * Who decided and who sent the order, and other tags of regulators and partners.
 *
 * @param submitter who sent it, as the Gateway knows (from version 198 on)
 * @param shareholder in completed orders only
 */
public record OrderCompliance(String extOperator, OptionalInt manualOrderIndicator,
    String softDollarName, String softDollarValue, String softDollarDisplayName,
    String decisionMaker, String decisionAlgo, String executionTrader, String executionAlgo,
    String advancedErrorOverride, String submitter, String shareholder,
    String bondAccruedInterest) {
  public static final OrderCompliance NONE = new OrderCompliance("", OptionalInt.empty(), "", "",
      "", "", "", "", "", "", "", "", "");
}
