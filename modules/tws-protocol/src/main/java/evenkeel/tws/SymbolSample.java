package evenkeel.tws;

import java.util.ArrayList;
import java.util.List;

/** An instrument that resembles the pattern that was asked for. */
public record SymbolSample(int conId, String symbol, String secType, String primaryExchange,
    String currency, List<String> derivativeSecTypes, String description, String issuerId) {

  public SymbolSample {
    derivativeSecTypes = List.copyOf(derivativeSecTypes);
  }

  static SymbolSample decode(FieldReader in) {
    int conId = in.integer("conId");
    String symbol = in.text("symbol");
    String secType = in.text("secType");
    String primaryExchange = in.text("primaryExchange");
    String currency = in.text("currency");
    int count = in.count("derivativeSecTypesCount");
    List<String> derivatives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      derivatives.add(in.text("derivativeSecType"));
    }
    boolean described = in.since(ServerVersions.ISSUER_ID);
    return new SymbolSample(conId, symbol, secType, primaryExchange, currency, derivatives,
        described ? in.text("description") : "", described ? in.text("issuerId") : "");
  }

  void encode(FieldWriter out) {
    out.integer("conId", conId);
    out.text("symbol", symbol);
    out.text("secType", secType);
    out.text("primaryExchange", primaryExchange);
    out.text("currency", currency);
    out.integer("derivativeSecTypesCount", derivativeSecTypes.size());
    for (String derivative : derivativeSecTypes) {
      out.text("derivativeSecType", derivative);
    }
    if (out.since(ServerVersions.ISSUER_ID)) {
      out.text("description", description);
      out.text("issuerId", issuerId);
    }
  }
}
