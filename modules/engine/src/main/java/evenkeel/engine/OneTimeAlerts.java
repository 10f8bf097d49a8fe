package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** Alerts of which each is told once, as long as the actor lives that tells them. */
final class OneTimeAlerts {
  private final ActorRef<EngineNews> news;
  private final EvenkeelClock clock;
  private final Set<String> said = new HashSet<>();

  OneTimeAlerts(ActorRef<EngineNews> news, EvenkeelClock clock) {
    this.news = news;
    this.clock = clock;
  }

  /** A critical one. */
  void say(String key, EngineText text) {
    say(Alert.Severity.CRITICAL, key, text);
  }

  void say(Alert.Severity severity, String key, EngineText text) {
    say(new Alert(severity, key, text, clock.instant()));
  }

  void say(Alert alert) {
    if (said.add(alert.key())) {
      news.tell(new EngineNews.Raised(alert));
    }
  }
}
