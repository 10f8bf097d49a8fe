package evenkeel.tws;

import java.util.ArrayList;
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

  static SymbolSamples decode(FieldReader in) {
    int reqId = in.id("reqId");
    int count = in.count("samplesCount");
    List<SymbolSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(SymbolSample.decode(in));
    }
    return new SymbolSamples(reqId, samples);
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.integer("samplesCount", samples.size());
    for (SymbolSample sample : samples) {
      sample.encode(out);
    }
  }
}
