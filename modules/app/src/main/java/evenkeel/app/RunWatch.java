package evenkeel.app;

import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits in the engine's news for what a command that makes one run has to know, and has the rest told. */
final class RunWatch implements House.Listener {
  /** The end: what was decided, and the run that came of it, reported. */
  record End(Decision decision, Optional<Run> run) {
    /** Whose report file has it. */
    YearMonth month() {
      return YearMonth.from(decision.trigger().session());
    }

    /** What is not good about it. */
    Optional<CommandFailure> complaint() {
      return switch (decision.verdict()) {
        case Decision.Trade trade -> run.flatMap(End::unfilled);
        case Decision.Place place -> run.flatMap(End::unfilled);
        case Decision.Rest rest -> Optional.empty();
        case Decision.Refuse refuse -> Optional.of(refused(refuse.refused().reasons()));
        case Decision.Missed missed -> Optional.of(refused(List.of(missed.reason())));
      };
    }

    private static Optional<CommandFailure> unfilled(Run run) {
      List<Phrase> unfilled = run.orders().values().stream()
          .filter(life -> !(life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED))
          // What the broker refused as unsettled is bought by the second step.
          .filter(life -> !(run.isWaiting() && run.deferred().contains(life.leg().ref())))
          .<Phrase>map(life -> new ComplaintText.FilledPartly(
              life.leg().side(), life.leg().symbol(), Figures.shares(life.fills().shares()),
              Figures.shares(life.leg().quantity()), RunScreen.outcome(life)))
          .toList();
      return unfilled.isEmpty()
          ? Optional.empty()
          : Optional.of(new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NotAllFilled(unfilled)));
    }
  }

  /** The end of a run that did not trade. */
  static CommandFailure refused(List<String> reasons) {
    return new CommandFailure(
        ExitCode.REFUSED, new ComplaintText.NothingWasSent(new ComplaintText.ReasonsAndWhere(reasons)));
  }

  private final RunScreen screen;
  private final CompletableFuture<LinkStatus> ready = new CompletableFuture<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private @Nullable Decision awaited;
  private @Nullable Run newest;

  RunWatch(RunScreen screen) {
    this.screen = screen;
  }

  /** The link, once it is ready; fails with {@link CommandFailure} when it cannot become so by itself. */
  CompletableFuture<LinkStatus> ready() {
    return ready;
  }

  /** The end of the first run that is decided from here on. */
  CompletableFuture<End> end() {
    return end;
  }

  /** Nothing more will come. */
  void fail(Throwable failure) {
    ready.completeExceptionally(failure);
    end.completeExceptionally(failure);
  }

  @Override
  public void recall(ExecutionBook book) {
    screen.recall(book);
  }

  @Override
  public void hear(EngineNews news) {
    switch (news) {
      case EngineNews.LinkChanged changed -> onLink(changed.status());
      case EngineNews.Unusable unusable -> fail(new CommandFailure(ExitCode.REFUSED, Phrase.of(unusable.why())));
      case EngineNews.Decided made -> {
        // The guards may make a refusal of what was decided to be traded.
        if (awaited == null || isAwaited(made.decision().run())) {
          awaited = made.decision();
        }
        screen.decided(made.decision());
      }
      case EngineNews.PricesReplaced replaced -> screen.pricesReplaced(replaced.why());
      case EngineNews.Recalled recalled -> {
        // Of another run than the one that is watched.
      }
      case EngineNews.Compared compared -> {
        // What it led to is booked.
      }
      case EngineNews.Booked booked -> screen.booked(booked.event());
      case EngineNews.ReportDue due -> {
        if (isAwaited(due.decision().run())) {
          newest = due.run().orElse(null);
        }
      }
      case EngineNews.Reported reported -> {
        if (awaited != null && isAwaited(reported.run())) {
          end.complete(new End(awaited, Optional.ofNullable(newest)));
        }
      }
      case EngineNews.Raised raised -> {
        // That it did not trade, and why, is how the command itself ends.
        if (awaited == null || !raised.alert().key().equals("not-traded-" + awaited.run())) {
          screen.alert(raised.alert());
        }
      }
      case EngineNews.AccountChosen chosen -> screen.account(chosen.account());
      case EngineNews.Deferred deferred -> screen.deferred(deferred.reasons());
    }
  }

  private void onLink(LinkStatus status) {
    if (status.state() == LinkState.READY) {
      ready.complete(status);
    }
    if (ready.isDone()) {
      screen.link(status);
    } else if (status.state() == LinkState.OFFLINE || status.state() == LinkState.HELD) {
      fail(GatewayClient.unusable(status));
    }
  }

  private boolean isAwaited(RunId run) {
    return awaited != null && awaited.run().equals(run);
  }
}
