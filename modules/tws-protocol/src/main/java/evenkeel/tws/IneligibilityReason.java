package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/** Why an instrument cannot be traded. */
public record IneligibilityReason(String id, String description) {

  static List<IneligibilityReason> decodeAll(FieldReader in) {
    int count = in.count("ineligibilityReasonCount");
    if (count == 0) {
      return List.of();
    }
    List<IneligibilityReason> reasons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      reasons.add(new IneligibilityReason(in.text("ineligibilityReason.id"),
          in.text("ineligibilityReason.description")));
    }
    return reasons;
  }

  static void encodeAll(FieldWriter out, List<IneligibilityReason> reasons) {
    out.integer("ineligibilityReasonCount", reasons.size());
    for (IneligibilityReason reason : reasons) {
      out.text("ineligibilityReason.id", reason.id);
      out.text("ineligibilityReason.description", reason.description);
    }
  }
}
