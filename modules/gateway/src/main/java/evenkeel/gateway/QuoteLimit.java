package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * So many news of one stream go on at once within a second, more than any market tells of one instrument. Of what is
 * beyond, the newest of each kind is kept and goes on when the second is over.
 */
final class QuoteLimit {
  static final int NEWS_PER_SECOND = 200;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<Object, QuoteNews> held = new LinkedHashMap<>();
  private Instant begin = Instant.EPOCH;
  private int count;

  /** Whether the news goes on now; else it is kept in the place of an older one. */
  boolean take(QuoteNews news, Instant now) {
    if (now.isBefore(begin) || !now.isBefore(begin.plus(SECOND))) {
      begin = now;
      count = 0;
    }
    count++;
    if (count <= NEWS_PER_SECOND) {
      return true;
    }
    held.put(news instanceof QuoteNews.Tick tick ? tick.field() : news.getClass(), news);
    return false;
  }

  /** What was held back, if its time has come. */
  List<QuoteNews> due(Instant now) {
    if (held.isEmpty() || (now.isBefore(dueAt()) && !now.isBefore(begin))) {
      return List.of();
    }
    List<QuoteNews> due = List.copyOf(held.values());
    held.clear();
    return due;
  }

  /** When what was held back is due; far away where nothing is. */
  Instant dueAt() {
    return held.isEmpty() ? Instant.MAX : begin.plus(SECOND);
  }
}
