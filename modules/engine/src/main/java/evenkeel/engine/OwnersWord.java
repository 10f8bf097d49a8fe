package evenkeel.engine;

import java.time.Instant;
import java.util.Optional;

/** What the owner has said, which no plan overrules and no restart forgets. */
public interface OwnersWord {
  /** Nothing was said. */
  OwnersWord NONE = new OwnersWord() {
    @Override
    public Optional<Pause> pause() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> accountAcceptedAt() {
      return Optional.empty();
    }
  };

  /** The kill switch: no order is sent while it is there. */
  record Pause(String reason, Instant since) {
    /** In a sentence without a full stop. */
    public String sentence() {
      return "trading is paused since " + since + (reason.isEmpty() ? "" : ": " + reason)
          + "; evenkeel resume ends that";
    }
  }

  /** Empty where trading goes on. */
  Optional<Pause> pause();

  /** When the owner last said that the account's value is right. */
  Optional<Instant> accountAcceptedAt();
}
