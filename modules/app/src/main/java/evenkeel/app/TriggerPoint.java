package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Decision;
import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.Trigger;
import evenkeel.engine.RebalancePlanner;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running process's side of {@link TriggerCommand}: one look, one answer. */
final class TriggerPoint implements ControlPoint.Conversation {
  static final String PATH = "trigger";
  static final String REASON = "reason";
  static final String TEXT = "text";
  static final String EXIT = "exit";
  private static final Logger LOG = LoggerFactory.getLogger(TriggerPoint.class);

  private final House house;
  private final Settings settings;
  private final EvenkeelClock clock;

  TriggerPoint(House house, Settings settings, EvenkeelClock clock) {
    this.house = house;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void hold(JsonNode request, Language language, Consumer<ObjectNode> answer) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
    Optional<Session> session = NyseCalendar.session(today)
        .filter(it -> now.isBefore(settings.engine().cutOff().cutOff(it)));
    if (session.isEmpty()) {
      answer.accept(end(ExitCode.REFUSED, language.say(
          new ComplaintText.TooLateToday(Figures.date(NyseCalendar.next(today).date(), language)))));
      return;
    }
    Trigger trigger = Trigger.manual(session.get(), now, settings.engine().cutOff().cutOff(session.get()));
    LOG.info("Asked to look by hand run={} reason=\"{}\"", trigger.run(), request.path(REASON).asText());
    try {
      answer.accept(told(Await.within(GatewayClient.HANG, house.consider(trigger)), language));
    } catch (IllegalStateException late) {
      answer.accept(end(ExitCode.NOT_GOOD, language.say(new ComplaintText.NoDecisionCame(trigger.run()))));
    }
  }

  private static ObjectNode told(RebalancePlanner.Reply reply, Language language) {
    return switch (reply) {
      case RebalancePlanner.Decided made -> end(
          switch (made.decision().verdict()) {
            case Decision.Trade trade -> ExitCode.DONE;
            case Decision.Place place -> ExitCode.DONE;
            case Decision.Rest rest -> ExitCode.DONE;
            case Decision.Refuse refuse -> ExitCode.REFUSED;
            case Decision.Missed missed -> ExitCode.REFUSED;
          },
          language.say(RunScreen.shown(made.decision())));
      case RebalancePlanner.Deferred later -> end(
          ExitCode.REFUSED, language.say(new ComplaintText.ReasonsAndWhere(later.reasons())));
    };
  }

  private static ObjectNode end(int exitCode, String text) {
    return JsonNodeFactory.instance.objectNode().put(TEXT, text).put(EXIT, exitCode);
  }
}
