package evenkeel.app;

import evenkeel.alerts.DeliveryRecord;
import evenkeel.alerts.DeliveryRecord.Entry;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.PreflightEvidence.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the record of deliveries proves: which alerts a service took or none did, and which of them the owner said to
 * have seen. Attempts, tests, and what was only shown on the machine's own screen prove nothing.
 */
final class DeliveredAlerts {
  private DeliveredAlerts() {}

  /** Oldest first. */
  static List<Told> read(DataDirectory directory) throws IOException {
    var told = new ArrayList<Told>();
    for (Entry entry : new DeliveryRecord(directory).entries()) {
      if (entry.isDelivery() || entry.isExpiry()) {
        told.add(new Told(entry.at(), entry.key(), entry.isCritical(), entry.isDelivery(), false));
      } else if (entry.isAcknowledgement()) {
        told.replaceAll(each -> new Told(each.at(), each.key(), each.isCritical(), each.isDelivered(), true));
      }
    }
    return told;
  }
}
