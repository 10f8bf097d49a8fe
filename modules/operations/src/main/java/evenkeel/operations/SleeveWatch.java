package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Decision;
import evenkeel.domain.Phrase;
import evenkeel.domain.SleeveRules;
import evenkeel.domain.Targets;
import evenkeel.domain.WholeWealth;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.EngineNews;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Looks at the whole portfolio whenever the part at the broker was looked at: keeps the judgement in
 * {@code whole_portfolio.json} and says when money should move between the venues. It decides nothing: a value
 * elsewhere that is old or missing concerns nobody else.
 *
 * <p>It waits for the disk and the network, so it is spawned on {@link #DISPATCHER}.
 */
public final class SleeveWatch {
  /** For what blocks. */
  public static final DispatcherSelector DISPATCHER = DispatcherSelector.blocking();

  private static final int DIGITS = 4;
  private static final int CENTS = 2;

  /** What it goes by, and where its alerts go. */
  public record Surroundings(
      SleeveSource source, SleeveRules rules, Targets targets, Path file, EvenkeelClock clock,
      ActorRef<EngineNews> news) {}

  private final Surroundings around;

  private SleeveWatch(Surroundings around) {
    this.around = around;
  }

  public static Behavior<EngineNews> create(Surroundings surroundings) {
    var watch = new SleeveWatch(surroundings);
    Behavior<EngineNews> watching = Behaviors.receiveMessage(news -> {
      if (news instanceof EngineNews.Decided decided) {
        watch.look(decided.decision());
      }
      return Behaviors.same();
    });
    return Behaviors.supervise(watching).onFailure(SupervisorStrategy.resume());
  }

  /** A decision that saw no portfolio, or no price, leaves the last judgement as it is. */
  private void look(Decision decision) {
    decision.looked().ifPresent(portfolio -> decision.drift().ifPresent(
        drift -> SleeveReader.read(around.source(), around.clock()::instant).ifPresent(
            reading -> take(WholeWealth.judge(
                around.targets(), portfolio.netLiquidation(), drift, reading, around.rules(),
                around.clock().instant())))));
  }

  private void take(WholeWealth wealth) {
    Instant now = around.clock().instant();
    switch (wealth) {
      case WholeWealth.Judged judged -> judged.move().ifPresent(move -> say("move-money", move(judged, move), now));
      case WholeWealth.Unknown unknown -> say("elsewhere-unknown", new SleeveText.ElsewhereUnknown(
          unknown.reason()), now);
    }
    try {
      AtomicFile.write(around.file(), Json.document(json(wealth, now)));
    } catch (IOException refused) {
      say("elsewhere-refused", new SleeveText.JudgementRefused(DataDirectory.reason(refused)), now);
    }
  }

  private static Phrase move(WholeWealth.Judged judged, WholeWealth.Move move) {
    WholeWealth.Line elsewhere = judged.elsewhere();
    return switch (move.to()) {
      case ELSEWHERE -> new SleeveText.MoveElsewhere(
          move.usd(), elsewhere.name(), percent(elsewhere.weight()), percent(elsewhere.target()));
      case BROKER -> new SleeveText.MoveToBroker(
          move.usd(), elsewhere.name(), percent(elsewhere.weight()), percent(elsewhere.target()));
    };
  }

  private static BigDecimal percent(BigDecimal fraction) {
    return fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
  }

  private static ObjectNode json(WholeWealth wealth, Instant now) {
    ObjectNode node = Json.object();
    node.put("at", Json.time(now));
    switch (wealth) {
      case WholeWealth.Judged judged -> {
        node.put("total", Json.rounded(judged.total(), CENTS));
        node.put("elsewhere_as_of", Json.time(judged.asOf()));
        ArrayNode lines = node.putArray("lines");
        for (WholeWealth.Line line : judged.lines()) {
          ObjectNode one = lines.addObject();
          one.put("name", line.name());
          one.put("value", Json.rounded(line.value(), CENTS));
          one.put("weight", Json.rounded(line.weight(), DIGITS));
          one.put("target", Json.rounded(line.target(), DIGITS));
          one.put("drift", Json.rounded(line.drift(), DIGITS));
        }
        judged.move().ifPresent(move -> node.putObject("move").put("to", move.to().name().toLowerCase(Locale.ROOT))
            .put("usd", Json.rounded(move.usd(), CENTS)));
      }
      case WholeWealth.Unknown unknown -> node.put("unknown", unknown.reason());
    }
    return node;
  }

  private void say(String key, Phrase phrase, Instant now) {
    around.news().tell(new EngineNews.Raised(new Alert(Severity.WARNING, key, phrase, now)));
  }
}
