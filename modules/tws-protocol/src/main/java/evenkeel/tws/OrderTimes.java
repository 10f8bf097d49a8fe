package evenkeel.tws;

import java.util.OptionalInt;

/**
 * When an order is alive. Texts have the forms of {@link GatewayTime}.
 *
 * @param duration seconds
 * @param autoCancelDate in completed orders only; set for orders that are good till cancelled
 */
public record OrderTimes(String goodAfterTime, String goodTillDate, String activeStartTime,
    String activeStopTime, OptionalInt duration, String manualOrderTime, String autoCancelDate) {
  public static final OrderTimes NONE = new OrderTimes("", "", "", "", OptionalInt.empty(), "", "");
}
