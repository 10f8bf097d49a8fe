package evenkeel.verification;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Gives every dispatcher an executor that only queues. Made by Pekko from its name. */
public final class QueueExecutor extends ExecutorServiceConfigurator {
  private final Lane lane;

  /** As Pekko calls it. */
  public QueueExecutor(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    this.lane = ((VirtualScheduler) prerequisites.scheduler()).lane();
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> new Queue(lane);
  }

  private static final class Queue extends AbstractExecutorService {
    private final Lane lane;
    private boolean isShutDown;

    Queue(Lane lane) {
      this.lane = lane;
    }

    @Override
    public void execute(Runnable task) {
      lane.execute(task);
    }

    @Override
    public void shutdown() {
      isShutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      isShutDown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return isShutDown;
    }

    @Override
    public boolean isTerminated() {
      return isShutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
