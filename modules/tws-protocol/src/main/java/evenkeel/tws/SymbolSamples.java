package evenkeel.tws;

import java.util.List;

/** The answer to {@link RequestMatchingSymbols}. */
public record SymbolSamples(int reqId, List<SymbolSample> samples) implements ServerMessage {
  public SymbolSamples {
    samples = List.copyOf(samples);
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.SYMBOL_SAMPLES;
  }
}
