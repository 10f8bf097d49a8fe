package evenkeel.app;

import evenkeel.domain.ExecutionBook;
import evenkeel.engine.EngineNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Remembers the engine's news from its start on, and waits for those that somebody wants. */
final class NewsWatch implements House.Listener {
  private record Wanted<T>(Function<EngineNews, Optional<T>> match, CompletableFuture<T> first) {
    void offer(EngineNews news) {
      match.apply(news).ifPresent(first::complete);
    }
  }

  private final Consumer<EngineNews> screen;
  private final Consumer<ExecutionBook> recalled;
  private final List<EngineNews> heard = new ArrayList<>();
  private final List<Wanted<?>> wanted = new ArrayList<>();

  /**
   * @param screen is told everything as it comes
   * @param recalled is told what the journal knows from before
   */
  NewsWatch(Consumer<EngineNews> screen, Consumer<ExecutionBook> recalled) {
    this.screen = screen;
    this.recalled = recalled;
  }

  /** The first news of this kind, of those that came already too. */
  synchronized <T> CompletableFuture<T> first(Function<EngineNews, Optional<T>> match) {
    var one = new Wanted<>(match, new CompletableFuture<T>());
    heard.forEach(one::offer);
    wanted.add(one);
    return one.first();
  }

  /** Nothing more will come. */
  synchronized void fail(Throwable failure) {
    wanted.forEach(one -> one.first().completeExceptionally(failure));
  }

  @Override
  public synchronized void hear(EngineNews news) {
    screen.accept(news);
    heard.add(news);
    wanted.forEach(one -> one.offer(news));
  }

  @Override
  public synchronized void recall(ExecutionBook book) {
    recalled.accept(book);
  }
}
