package evenkeel.gateway;

import java.util.Optional;

/**
 * What became of a request. An empty list that the Gateway gave is {@link Given}; silence is {@link Missing}: they are
 * never the same thing.
 */
public sealed interface Answer<T> {
  /** The complete answer. */
  record Given<T>(T value) implements Answer<T> {}

  /**
   * The rows that came of an answer whose end never came: what they show is so, and what they do not show may be so.
   */
  record Partial<T>(T value, String why) implements Answer<T> {}

  /** The Gateway refused the request, with its code and words. */
  record Refused<T>(int code, String text) implements Answer<T> {}

  /** Nothing, or not everything, came back. */
  record Missing<T>(String why) implements Answer<T> {
    /** Whether there was no connection to give it, or not to the end; false when the Gateway was silent. */
    public boolean isForWantOfConnection() {
      return why.contains(CONNECTION_ENDED) || why.contains(NOT_CONNECTED);
    }
  }

  /** The words for a connection that ended with the question open. */
  String CONNECTION_ENDED = "the connection ended";
  /** The words for a question that found no connection. */
  String NOT_CONNECTED = "not connected";

  /** The words for an answer whose end did not come, with the cure (ib_async#137, ib_insync#638). */
  String NO_END = "the end of the answer did not come; tick \"Send instrument-specific attributes in UTC format\" in"
      + " the Gateway's API settings, and update the Gateway";

  /** The words for open orders of which our own client's alone were told to the end (Lean#254, ibpythonic#5). */
  String OWN_ORDERS_ALONE = "the answer for all programs has no end, so that orders of others may be missing; restart"
      + " the Gateway, and update it";
  /** The words for open orders that were asked for in two ways and told to the end in neither. */
  String NO_END_EITHER_WAY = "the end of the answer did not come, asked for in two ways; restart the Gateway, and"
      + " update it";

  /** What the Gateway showed, complete or not; empty where it is not worth anything. */
  default Optional<T> shown() {
    return switch (this) {
      case Given<T> given -> Optional.of(given.value());
      case Partial<T> partial -> Optional.of(partial.value());
      case Refused<T> refused -> Optional.empty();
      case Missing<T> missing -> Optional.empty();
    };
  }

  /** The reason why there is no value, in a sentence without a full stop; for {@link Given} a bug. */
  default String problem() {
    return switch (this) {
      case Given<T> given -> throw new IllegalStateException("an answer was given");
      case Refused<T> refused -> "the Gateway refused: " + refused.text() + " (code " + refused.code() + ")";
      case Partial<T> partial -> partial.why();
      case Missing<T> missing -> missing.why();
    };
  }
}
