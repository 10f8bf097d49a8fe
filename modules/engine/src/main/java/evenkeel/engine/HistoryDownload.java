package evenkeel.engine;

import evenkeel.gateway.Answer;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.HistoryPacing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A download under way: the time and answers go in, permitted requests come out. No thread and no clock. What has come
 * is kept over every lost connection and never asked for again. A complaint about the pace, and silence, are waited
 * out, said, and tried again a bounded number of times; then the part is missing, and that is said too. Not thread
 * safe.
 */
final class HistoryDownload {
  /** After the first, the second and any further complaint about the pace; "wait at least 15 s" (TWS API, code 162). */
  private static final List<Duration> PENALTIES = List.of(
      Duration.ofSeconds(16), Duration.ofMinutes(1), Duration.ofMinutes(10));
  private static final Duration REST = Duration.ofSeconds(15);
  private static final Duration LONG_REST = Duration.ofSeconds(60);
  private static final int TRIES = 5;
  private static final int SERVICE_FAILED = 162;
  private static final int NO_REAL_TIME = 420;
  private static final int SERVER_FAILED_FIRST = 322;
  private static final int SERVER_FAILED_LAST = 323;

  private enum Stage {
    WAITING, OPEN, DONE, FAILED
  }

  /** One request's way. */
  private static final class Part {
    private final BrokerRequest.History request;
    private Stage stage = Stage.WAITING;
    private Instant notBefore = Instant.MIN;
    private int tries;
    private long askedInEpoch;
    private boolean isUnanswered;

    Part(BrokerRequest.History request) {
      this.request = request;
    }
  }

  /** One order's way. */
  private static final class Series {
    private final HistoryOrder order;
    private final HistoryParts plan;
    private final List<Part> parts;
    private final TreeSet<Bar> bars = new TreeSet<>();
    private Optional<String> trouble = Optional.empty();

    Series(HistoryOrder order, Instant now) {
      this.order = order;
      this.plan = HistoryParts.of(order, now);
      this.parts = plan.requests().stream().map(Part::new).toList();
    }

    void fail(String why) {
      trouble = Optional.of(trouble.orElse(why));
      parts.stream().filter(part -> part.stage == Stage.WAITING).forEach(part -> part.stage = Stage.FAILED);
    }
  }

  private final HistoryPacing pacing;
  private final List<Series> all;
  private final List<String> said = new ArrayList<>();
  private boolean isLinkUp;
  private long epoch;
  private int complaints;

  HistoryDownload(List<HistoryOrder> orders, HistoryPacing pacing, Instant now) {
    this.pacing = pacing;
    this.all = orders.stream().map(order -> new Series(order, now)).toList();
  }

  /** The requests that may leave now; they count as sent from here. */
  List<BrokerRequest.History> due(Instant now) {
    var due = new ArrayList<BrokerRequest.History>();
    if (isLinkUp) {
      for (Series series : all) {
        for (Part part : series.parts) {
          if (part.stage == Stage.WAITING && isToRetry(series, part) && !now.isBefore(part.notBefore)
              && pacing.isPermitted(part.request, now)) {
            part.stage = Stage.OPEN;
            part.askedInEpoch = epoch;
            pacing.asked(part.request, now);
            due.add(part.request);
          }
        }
      }
    }
    return due;
  }

  /** Judged when it may be asked again: silence while the Gateway had lost IBKR says nothing about the request. */
  private boolean isToRetry(Series series, Part part) {
    if (part.isUnanswered) {
      part.isUnanswered = false;
      boolean wasLinkGood = part.askedInEpoch == epoch;
      part.tries += wasLinkGood ? 1 : 0;
      if (part.tries >= TRIES) {
        series.fail("the Gateway did not answer " + TRIES + " times");
        part.stage = Stage.FAILED;
        return false;
      }
      if (wasLinkGood) {
        said.add("the Gateway does not answer for " + name(part.request) + "; asking again, try " + (part.tries + 1)
            + " of " + TRIES);
      }
    }
    return true;
  }

  void answered(BrokerRequest.History request, Answer<List<Bar>> answer, Instant now) {
    pacing.over(request, now);
    for (Series series : all) {
      for (Part part : series.parts) {
        if (part.request.equals(request) && part.stage == Stage.OPEN) {
          answered(series, part, answer, now);
          return;
        }
      }
    }
  }

  private void answered(Series series, Part part, Answer<List<Bar>> answer, Instant now) {
    switch (answer) {
      case Answer.Given<List<Bar>> given -> {
        part.stage = Stage.DONE;
        given.value().stream().filter(series.plan::isOrdered).forEach(series.bars::add);
        if (given.value().isEmpty()) {
          nothingIn(series, part);
        }
      }
      case Answer.Refused<List<Bar>> refused -> refused(series, part, refused, now);
      case Answer.Partial<List<Bar>> partial -> {
        part.isUnanswered = true;
        again(part, now.plus(REST));
      }
      case Answer.Missing<List<Bar>> missing -> {
        part.isUnanswered = !missing.isForWantOfConnection();
        again(part, now.plus(REST));
      }
    }
  }

  private void refused(Series series, Part part, Answer.Refused<List<Bar>> refused, Instant now) {
    String text = refused.text().toLowerCase(Locale.ROOT);
    boolean isService = refused.code() == SERVICE_FAILED;
    if (isService && text.contains("pacing")) {
      complained(series, part, refused, now);
    } else if (isService && (text.contains("no data") || text.contains("returned no data"))) {
      part.stage = Stage.DONE;
      nothingIn(series, part);
    } else if (isService && text.contains("cancel")) {
      part.isUnanswered = true;
      again(part, now.plus(REST));
    } else if (refused.code() == NO_REAL_TIME) {
      tryLater(series, part, refused, now.plus(LONG_REST));
    } else if (refused.code() >= SERVER_FAILED_FIRST && refused.code() <= SERVER_FAILED_LAST) {
      tryLater(series, part, refused, now.plus(REST));
    } else {
      part.stage = Stage.FAILED;
      series.fail(refused.problem());
    }
  }

  private void complained(Series series, Part part, Answer.Refused<List<Bar>> refused, Instant now) {
    Duration penalty = PENALTIES.get(Math.min(complaints, PENALTIES.size() - 1));
    complaints++;
    pacing.holdUntil(now.plus(penalty));
    said.add("the Gateway complains of too many historical requests; waiting " + penalty.toSeconds()
        + " s before the next one");
    tryLater(series, part, refused, now.plus(penalty));
  }

  private void tryLater(Series series, Part part, Answer.Refused<List<Bar>> refused, Instant at) {
    part.tries++;
    if (part.tries >= TRIES) {
      part.stage = Stage.FAILED;
      series.fail(refused.problem() + ", " + TRIES + " times");
    } else {
      if (refused.code() != SERVICE_FAILED) {
        said.add(name(part.request) + ": " + refused.problem() + "; asking again later");
      }
      again(part, at);
    }
  }

  private static void again(Part part, Instant at) {
    part.stage = Stage.WAITING;
    part.notBefore = at;
  }

  /** Before a month or more without a single bar there is nothing: the instrument was not traded yet. */
  private static void nothingIn(Series series, Part part) {
    boolean isLong = switch (part.request.span().unit()) {
      case M, Y -> true;
      case S, D, W -> false;
    };
    if (isLong) {
      series.parts.stream().skip(series.parts.indexOf(part)).filter(older -> older.stage == Stage.WAITING)
          .forEach(older -> older.stage = Stage.DONE);
    }
  }

  /**
   * The link's state.
   *
   * @param linkEpoch as in {@link evenkeel.gateway.LinkStatus}
   */
  void link(boolean answers, long linkEpoch) {
    isLinkUp = answers;
    epoch = linkEpoch;
  }

  /** Nobody waits for the link any longer. */
  void giveUp(String why) {
    all.stream().filter(series -> series.parts.stream().anyMatch(part -> part.stage == Stage.WAITING))
        .forEach(series -> series.fail(why));
  }

  /** When {@link #due} may have something; empty while that depends on an answer or on the link. */
  Optional<Instant> nextWake(Instant now) {
    if (!isLinkUp) {
      return Optional.empty();
    }
    return all.stream().flatMap(series -> series.parts.stream()).filter(part -> part.stage == Stage.WAITING)
        .flatMap(part -> pacing.permittedAt(part.request, now)
            .map(at -> at.isBefore(part.notBefore) ? part.notBefore : at).stream())
        .min(Instant::compareTo);
  }

  boolean isOver() {
    return parts().noneMatch(part -> part.stage == Stage.WAITING || part.stage == Stage.OPEN);
  }

  int total() {
    return (int) parts().count();
  }

  int done() {
    return (int) parts().filter(part -> part.stage == Stage.DONE || part.stage == Stage.FAILED).count();
  }

  private Stream<Part> parts() {
    return all.stream().flatMap(series -> series.parts.stream());
  }

  /** What a human should hear since the last call. */
  List<String> takeSaid() {
    List<String> sentences = List.copyOf(said);
    said.clear();
    return sentences;
  }

  List<HistoryOutcome> outcomes() {
    return all.stream().map(series -> new HistoryOutcome(series.order, List.copyOf(series.bars), series.trouble))
        .toList();
  }

  /** What is to be remembered by the next process. */
  List<HistoryPacing.Asked> recent(Instant now) {
    return pacing.recent(now);
  }

  private static String name(BrokerRequest.History request) {
    return request.instrument().symbol() + ", " + request.span() + " of " + request.size()
        + request.end().map(end -> " until " + end).orElse("");
  }
}
