package evenkeel.fuzz;

import evenkeel.tws.HelloReader;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.WireLimits;

/**
 * What a client may send to the simulated Gateway, at any server version: a stream of bytes is requests or a violation,
 * and nothing else.
 */
public final class ServerDecodeFuzz {
  private static final WireInput.Codecs<ServerCodec> CODECS = new WireInput.Codecs<>(ServerCodec::new);

  private ServerDecodeFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    WireInput.decode(input, WireLimits.SERVER, CODECS.at(WireInput.serverVersion(input))::decode);
    try {
      new HelloReader().feed(input, 1, input.length - 1);
    } catch (ProtocolViolation refused) {
      // That is the other thing which may happen.
    }
  }
}
