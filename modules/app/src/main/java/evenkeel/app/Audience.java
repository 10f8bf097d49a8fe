package evenkeel.app;

import evenkeel.domain.ExecutionBook;
import evenkeel.engine.EngineNews;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Several listeners as one; they may come and go. */
final class Audience implements House.Listener {
  private final List<House.Listener> listeners = new CopyOnWriteArrayList<>();

  Audience(House.Listener first) {
    listeners.add(first);
  }

  void join(House.Listener listener) {
    listeners.add(listener);
  }

  void leave(House.Listener listener) {
    listeners.remove(listener);
  }

  @Override
  public void hear(EngineNews news) {
    listeners.forEach(listener -> listener.hear(news));
  }

  @Override
  public void recall(ExecutionBook book) {
    listeners.forEach(listener -> listener.recall(book));
  }
}
