package evenkeel.app;

import evenkeel.domain.ExecutionBook;
import evenkeel.engine.EngineNews;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several listeners as one; they may come and go. One that fails is let go, so that the others hear on. */
final class Audience implements House.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

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
    tell(listener -> listener.hear(news));
  }

  @Override
  public void recall(ExecutionBook book) {
    tell(listener -> listener.recall(book));
  }

  private void tell(Consumer<House.Listener> news) {
    for (House.Listener listener : List.copyOf(listeners)) {
      try {
        news.accept(listener);
      } catch (RuntimeException failure) {
        LOG.error("A listener of the news failed and hears no more", failure);
        listeners.remove(listener);
      }
    }
  }
}
