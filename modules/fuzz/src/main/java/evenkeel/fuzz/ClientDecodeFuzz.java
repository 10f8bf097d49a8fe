package evenkeel.fuzz;

import evenkeel.tws.ClientCodec;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.WireLimits;

/** What a Gateway may send, at any server version: a stream of bytes is messages or a violation, and nothing else. */
public final class ClientDecodeFuzz {
  private static final WireInput.Codecs<ClientCodec> CODECS = new WireInput.Codecs<>(ClientCodec::new);

  private ClientDecodeFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    WireInput.decode(input, WireLimits.CLIENT, CODECS.at(WireInput.serverVersion(input))::decode);
    try {
      ServerGreeting.decode(input, 1, input.length - 1);
    } catch (ProtocolViolation refused) {
      // That is the other thing which may happen.
    }
  }
}
