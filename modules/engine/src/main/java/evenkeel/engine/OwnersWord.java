package evenkeel.engine;

import evenkeel.domain.RunId;
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

  /** The account that may be traded with real money, as the owner said last. */
  default Optional<Arming> arming() {
    return Optional.empty();
  }

  /**
   * The decision of the owner about a plan that waits for it.
   *
   * @param by who gave it; empty where that was not recorded
   * @param from where it was given, such as {@code process 4711}; empty where that was not recorded
   */
  record Answer(boolean isApproved, Instant at, String by, String from) {
    public Answer(boolean isApproved, Instant at) {
      this(isApproved, at, "", "");
    }
  }

  /** Empty while nothing was said to this run's plan. */
  default Optional<Answer> answer(RunId run) {
    return Optional.empty();
  }

  /** When the owner last said that the broker's positions and orders are right, whatever our books have. */
  default Optional<Instant> brokerAcceptedAt() {
    return Optional.empty();
  }
}
