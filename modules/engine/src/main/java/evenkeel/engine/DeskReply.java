package evenkeel.engine;

import evenkeel.domain.OrderRef;
import java.time.Instant;
import java.util.List;

/** What becomes of a request about orders that stand at the broker. */
public sealed interface DeskReply {
  /**
   * The request is journalled and has left. That it is done is the broker's word, which comes as news.
   *
   * @param orders those of our runs that it is about; none for one that no run knows
   */
  record Asked(List<OrderRef> orders, Instant at) implements DeskReply {
    public Asked {
      orders = List.copyOf(orders);
    }
  }

  /** Nothing has left, for this reason, in a sentence without a full stop. */
  record NotAsked(String why) implements DeskReply {}
}
