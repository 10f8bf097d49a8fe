package evenkeel.tws;

import java.util.List;

/** An instrument that resembles the pattern that was asked for. */
public record SymbolSample(int conId, String symbol, String secType, String primaryExchange,
    String currency,
    List<String> derivativeSecTypes, String description, String issuerId) {

  public SymbolSample {
    derivativeSecTypes = List.copyOf(derivativeSecTypes);
  }
}
