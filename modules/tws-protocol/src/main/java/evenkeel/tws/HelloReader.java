package evenkeel.tws;

import java.util.Optional;

/** Reads the {@link Hello} at the start of a client's stream, in whatever pieces it arrives. */
public final class HelloReader {

  /**
   * Takes bytes until the hello is complete.
   *
   * @return how many bytes were used; those after the hello belong to the first frame
   * @throws ProtocolViolation when this is not a hello
   */
  public int feed(byte[] bytes, int offset, int length) {
    Checks.require(false, "follows with the codec");
    return 0;
  }

  /** The hello, once it is complete. */
  public Optional<Hello> hello() {
    Checks.require(false, "follows with the codec");
    return Optional.empty();
  }
}
