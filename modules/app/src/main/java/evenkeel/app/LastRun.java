package evenkeel.app;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.NextStep;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.engine.Approval;
import evenkeel.engine.OwnersWord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** What became, so far, of a decision to trade. */
final class LastRun {
  private LastRun() {}

  /**
   * In one line.
   *
   * @param book empty where it cannot be asked
   * @param owner who may have answered already
   */
  static Phrase of(
      Decision decision, Optional<ExecutionBook> book, Approval approval, OwnersWord owner, TimeText times) {
    if (book.isEmpty()) {
      return new StatusText.NotKnownYet();
    }
    return Optional.ofNullable(book.get().runs().get(decision.run())).map(run -> orders(run, times))
        .orElseGet(() -> notStarted(decision, approval, owner, times));
  }

  private static Phrase notStarted(Decision decision, Approval approval, OwnersWord owner, TimeText times) {
    if (!approval.covers(decision) || owner.answer(decision.run()).isPresent()) {
      return new StatusText.NothingSentYet();
    }
    Instant end = approval.until(decision.at(), decision.trigger().deadline());
    String until = times.both(end);
    return approval.tradesUnanswered()
        ? new StatusText.TradesUnlessRejected(decision.run(), until)
        : new StatusText.AwaitsWord(decision.run(), until);
  }

  private static Phrase orders(Run run, TimeText times) {
    var filled = 0;
    var unfilled = 0;
    var standing = 0;
    var waiting = 0;
    var parked = 0;
    for (OrderLife life : run.orders().values()) {
      switch (life) {
        case OrderLife.Closed closed when closed.outcome() == OrderOutcome.FILLED -> filled++;
        case OrderLife.Closed closed -> unfilled++;
        case OrderLife.Working working -> standing++;
        case OrderLife.InFlight sent -> standing++;
        case OrderLife.Planned planned -> waiting++;
        case OrderLife.Parked lost -> parked++;
      }
    }
    List<Phrase> counts = new ArrayList<>();
    counts.add(new StatusText.FilledOf(filled, run.orders().size()));
    addIfAny(counts, unfilled, StatusText.EndedUnfilled::new);
    addIfAny(counts, standing, StatusText.StillStanding::new);
    addIfAny(counts, waiting, StatusText.NotSentYet::new);
    addIfAny(counts, parked, StatusText.OfUnknownFate::new);
    if (run.isWaiting()) {
      NextStep step = run.next().orElseThrow();
      return new StatusText.AwaitsSettlement(
          run.id(), times.date(step.session()), times.both(step.deadline()), counts);
    }
    return run.settledAt().isPresent() ? new StatusText.SettledWith(counts) : new StatusText.UnderWay(counts);
  }

  private static void addIfAny(List<Phrase> counts, int count, IntFunction<Phrase> said) {
    if (count > 0) {
      counts.add(said.apply(count));
    }
  }
}
