package evenkeel.app;

import evenkeel.domain.Decision;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits in the engine's news for what a command that makes one run has to know. */
final class RunWatch implements Consumer<EngineNews> {
  /** The end: what was decided, and the run that came of it, reported. */
  record End(Decision decision, Optional<Run> run) {}

  private final RunScreen screen;
  private final CompletableFuture<LinkStatus> ready = new CompletableFuture<>();
  private final CompletableFuture<Decision> decided = new CompletableFuture<>();
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private @Nullable RunId awaited;
  private EngineNews.@Nullable ReportDue newest;

  RunWatch(RunScreen screen) {
    this.screen = screen;
  }

  /** The link, once it is ready; fails with {@link CommandFailure} when it cannot become so by itself. */
  CompletableFuture<LinkStatus> ready() {
    return ready;
  }

  CompletableFuture<Decision> decided() {
    return decided;
  }

  /** The end of the first run that is decided from here on. */
  CompletableFuture<End> end() {
    return end;
  }

  @Override
  public void accept(EngineNews news) {
    switch (news) {
      case EngineNews.LinkChanged changed -> onLink(changed.status());
      case EngineNews.Unusable unusable -> fail(new CommandFailure(ExitCode.REFUSED, unusable.why()));
      case EngineNews.Decided made -> {
        awaited = made.decision().run();
        screen.decided(made.decision());
        decided.complete(made.decision());
      }
      case EngineNews.Booked booked -> screen.booked(booked.event());
      case EngineNews.ReportDue due -> newest = due;
      case EngineNews.Reported reported -> onReported(reported.run());
      case EngineNews.Raised raised -> screen.alert(raised.alert());
      case EngineNews.AccountChosen chosen -> screen.account(chosen.account());
      case EngineNews.Deferred deferred -> screen.deferred(deferred.reasons());
    }
  }

  private void onLink(LinkStatus status) {
    if (status.state() == LinkState.READY) {
      ready.complete(status);
    } else if (status.state() == LinkState.OFFLINE && !ready.isDone()) {
      fail(new CommandFailure(
          ExitCode.GATEWAY, status.problem().map(LinkStatus.Problem::sentence).orElse("the Gateway cannot be used")));
    }
  }

  private void onReported(RunId run) {
    EngineNews.ReportDue due = newest;
    if (run.equals(awaited) && due != null && due.decision().run().equals(run)) {
      end.complete(new End(due.decision(), due.run()));
    }
  }

  private void fail(CommandFailure failure) {
    ready.completeExceptionally(failure);
    decided.completeExceptionally(failure);
    end.completeExceptionally(failure);
  }
}
