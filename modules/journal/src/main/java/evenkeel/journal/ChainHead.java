package evenkeel.journal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** The hash of the newest event of the journal; an anchor for whoever wants to keep one. */
public final class ChainHead implements Extension {
  private static final Id ID = new Id();

  private final AtomicReference<Optional<String>> hash = new AtomicReference<>(Optional.empty());

  private ChainHead() {}

  /** The one of this actor system. */
  public static ChainHead of(ActorSystem system) {
    return ID.get(system);
  }

  /** 64 hexadecimal digits; empty while no event is chained. */
  public Optional<String> hash() {
    return hash.get();
  }

  void set(String newest) {
    hash.set(newest.equals(HashChain.START) ? Optional.empty() : Optional.of(newest));
  }

  private static final class Id extends AbstractExtensionId<ChainHead> {
    @Override
    public ChainHead createExtension(ExtendedActorSystem system) {
      return new ChainHead();
    }
  }
}
