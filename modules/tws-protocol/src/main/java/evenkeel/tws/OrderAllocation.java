package evenkeel.tws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an account receives of an allocated order. */
public record OrderAllocation(AccountId account, Optional<BigDecimal> position,
    Optional<BigDecimal> positionDesired, Optional<BigDecimal> positionAfter,
    Optional<BigDecimal> desiredQuantity, Optional<BigDecimal> allowedQuantity, boolean monetary) {

  static List<OrderAllocation> decodeAll(FieldReader in) {
    int count = in.count("orderAllocationsCount");
    if (count == 0) {
      return List.of();
    }
    List<OrderAllocation> allocations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      allocations.add(new OrderAllocation(in.account("allocation.account"),
          in.decimal("allocation.position"), in.decimal("allocation.positionDesired"),
          in.decimal("allocation.positionAfter"), in.decimal("allocation.desiredQuantity"),
          in.decimal("allocation.allowedQuantity"), in.flag("allocation.monetary")));
    }
    return allocations;
  }

  static void encodeAll(FieldWriter out, List<OrderAllocation> allocations) {
    out.integer("orderAllocationsCount", allocations.size());
    for (OrderAllocation each : allocations) {
      out.account("allocation.account", each.account);
      out.decimalOrEmpty("allocation.position", each.position);
      out.decimalOrEmpty("allocation.positionDesired", each.positionDesired);
      out.decimalOrEmpty("allocation.positionAfter", each.positionAfter);
      out.decimalOrEmpty("allocation.desiredQuantity", each.desiredQuantity);
      out.decimalOrEmpty("allocation.allowedQuantity", each.allowedQuantity);
      out.flag("allocation.monetary", each.monetary);
    }
  }
}
