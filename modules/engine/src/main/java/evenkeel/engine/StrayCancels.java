package evenkeel.engine;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.DeskEvent.StrayCancelAnswered;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.OrderNews;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Cancels that were asked for of orders that no run knows, until the broker answers. */
final class StrayCancels {
  private final int clientId;
  private final Set<Integer> asked = new HashSet<>();

  StrayCancels(int clientId) {
    this.clientId = clientId;
  }

  void asked(int orderId) {
    asked.add(orderId);
  }

  /** The answer, if this is one. */
  Optional<StrayCancelAnswered> hear(OrderNews news, Instant now) {
    Optional<StrayCancelAnswered> answer = switch (news) {
      case OrderNews.Status status when status.clientId() == clientId && status.status().isTerminal() ->
        Optional.of(new StrayCancelAnswered(
            status.orderId(), status.status() != BrokerStatus.FILLED, 0, status.status().word(), now));
      case OrderNews.Notice notice -> answer(notice, now);
      case OrderNews.Status status -> Optional.empty();
      case OrderNews.Shown shown -> Optional.empty();
      case OrderNews.Executed executed -> Optional.empty();
      case OrderNews.Charged charged -> Optional.empty();
    };
    return answer.filter(it -> asked.remove(it.orderId()));
  }

  private static Optional<StrayCancelAnswered> answer(OrderNews.Notice notice, Instant now) {
    MessageCode code = MessageCode.ofOrder(notice.code());
    boolean isRefusal = code.kind() == MessageCode.Kind.REFUSED
        || code.reaction() == MessageCode.Reaction.CANCEL_REFUSED;
    boolean isEnd = code.kind() == MessageCode.Kind.ENDED;
    return isRefusal || isEnd
        ? Optional.of(new StrayCancelAnswered(notice.orderId(), isEnd, notice.code(), notice.text(), now))
        : Optional.empty();
  }
}
