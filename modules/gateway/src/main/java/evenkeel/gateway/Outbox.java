package evenkeel.gateway;

import evenkeel.tws.ClientMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Messages that wait for their turn. Orders leave before questions about the books, those before requests for data, all
 * together within the {@link MessageBudget}.
 */
final class Outbox {
  /** The order in which waiting messages leave: the declaration's. */
  enum Urgency {
    SESSION, ORDER, BOOKS, DATA
  }

  /** Hears what becomes of a message: exactly one of the two. */
  interface Receipt {
    void left(Instant at);

    void dropped(String why);
  }

  private record Waiting(ClientMessage message, Receipt receipt) {}

  private enum NoReceipt implements Receipt {
    INSTANCE;

    @Override
    public void left(Instant at) {
      // Nobody wants to know.
    }

    @Override
    public void dropped(String why) {
      // Nobody wants to know.
    }
  }

  private final MessageBudget budget;
  private final Consumer<ClientMessage> connection;
  private final Map<Urgency, Deque<Waiting>> queues = new EnumMap<>(Urgency.class);

  Outbox(MessageBudget budget, Consumer<ClientMessage> connection) {
    this.budget = budget;
    this.connection = connection;
    for (Urgency urgency : Urgency.values()) {
      queues.put(urgency, new ArrayDeque<>());
    }
  }

  void add(Urgency urgency, ClientMessage message, Instant now) {
    add(urgency, message, NoReceipt.INSTANCE, now);
  }

  void add(Urgency urgency, ClientMessage message, Receipt receipt, Instant now) {
    queue(urgency).addLast(new Waiting(message, receipt));
    flush(now);
  }

  /** Lets go what the budget allows. */
  void flush(Instant now) {
    for (Deque<Waiting> queue : queues.values()) {
      while (!queue.isEmpty()) {
        if (!budget.take(now)) {
          return;
        }
        Waiting next = queue.removeFirst();
        connection.accept(next.message());
        next.receipt().left(now);
      }
    }
  }

  /** Throws away what has not left yet. */
  void drop(Urgency urgency, String why) {
    Deque<Waiting> queue = queue(urgency);
    List<Waiting> dropped = List.copyOf(queue);
    queue.clear();
    dropped.forEach(waiting -> waiting.receipt().dropped(why));
  }

  /** When {@link #flush} has something to do; empty when nothing waits. */
  Optional<Instant> next() {
    return queues.values().stream().allMatch(Deque::isEmpty) ? Optional.empty() : Optional.of(budget.next());
  }

  /** The clock was set forward by so much, which lets nothing more go than before. */
  void setForward(Duration by) {
    budget.setForward(by);
  }

  /** Sends half as fast from now on. */
  void slowDown() {
    budget.slowDown();
  }

  private Deque<Waiting> queue(Urgency urgency) {
    Deque<Waiting> queue = queues.get(urgency);
    if (queue == null) {
      throw new IllegalStateException("no queue for " + urgency);
    }
    return queue;
  }
}
