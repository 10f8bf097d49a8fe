package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/**
 * One leg of a combination. Market data and historical requests carry only the first four fields.
 */
public record ComboLeg(int conId, int ratio, String action, String exchange, int openClose,
    int shortSaleSlot, String designatedLocation, int exemptCode) {

  /** A leg as market data requests carry it. */
  public ComboLeg(int conId, int ratio, String action, String exchange) {
    this(conId, ratio, action, exchange, 0, 0, "", -1);
  }

  /** The four fields of market data and historical requests, for each leg. */
  static List<ComboLeg> decodeShort(FieldReader in) {
    int count = in.count("comboLegsCount");
    List<ComboLeg> legs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      legs.add(new ComboLeg(in.integerOrZero("comboLeg.conId"), in.integerOrZero("comboLeg.ratio"),
          in.text("comboLeg.action"), in.text("comboLeg.exchange")));
    }
    return legs;
  }

  static void encodeShort(FieldWriter out, List<ComboLeg> legs) {
    out.integer("comboLegsCount", legs.size());
    for (ComboLeg leg : legs) {
      leg.encodeStart(out);
    }
  }

  /** The eight fields of orders, for each leg. */
  static List<ComboLeg> decodeLong(FieldReader in) {
    int count = in.count("comboLegsCount");
    if (count == 0) {
      return List.of();
    }
    List<ComboLeg> legs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      legs.add(new ComboLeg(in.integerOrZero("comboLeg.conId"), in.integerOrZero("comboLeg.ratio"),
          in.text("comboLeg.action"), in.text("comboLeg.exchange"),
          in.integerOrZero("comboLeg.openClose"), in.integerOrZero("comboLeg.shortSaleSlot"),
          in.text("comboLeg.designatedLocation"), in.integerOrZero("comboLeg.exemptCode")));
    }
    return legs;
  }

  static void encodeLong(FieldWriter out, List<ComboLeg> legs) {
    out.integer("comboLegsCount", legs.size());
    for (ComboLeg leg : legs) {
      leg.encodeStart(out);
      out.integer("comboLeg.openClose", leg.openClose);
      out.integer("comboLeg.shortSaleSlot", leg.shortSaleSlot);
      out.text("comboLeg.designatedLocation", leg.designatedLocation);
      out.integer("comboLeg.exemptCode", leg.exemptCode);
    }
  }

  private void encodeStart(FieldWriter out) {
    out.integer("comboLeg.conId", conId);
    out.integer("comboLeg.ratio", ratio);
    out.text("comboLeg.action", action);
    out.text("comboLeg.exchange", exchange);
  }
}
