package evenkeel.verification;

import evenkeel.simulator.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Something that goes wrong, on either side of the wire. */
sealed interface Mishap {
  /** What happens at the Gateway and keeps no run from its end. */
  Set<String> HARMLESS = Set.of("restart", "dividend", "deposit", "interest");

  /**
   * When it does.
   *
   * @param at in the true time
   * @param tasks how many tasks of the machine run after that before it does
   */
  record Planned(Instant at, int tasks, Mishap mishap) {}

  /** What it counts as. */
  String kind();

  /** Whether a run may go on all the same: the Gateway's restart, money that comes, an approval. */
  default boolean isHarmless() {
    return switch (this) {
      case AtGateway at -> HARMLESS.contains(at.kind()) || GatewayQuirks.isHarmless(at.text());
      case ByHand(Deed deed) -> deed instanceof Deed.Answer(boolean isApproved) && isApproved;
      case Crash crash -> false;
      case WritesFail fail -> false;
      case WritesSlow slow -> false;
      case DiskFull full -> false;
      case WireBreaks breaks -> false;
      case ClockJumps jumps -> false;
      case Sleeps sleeps -> false;
      case Asks asks -> false;
    };
  }

  /** At the Gateway, at IBKR or on the way; the text is that of the scenario language. */
  record AtGateway(String text) implements Mishap {
    Fault fault() {
      return Fault.parse(text);
    }

    @Override
    public String kind() {
      int end = text.indexOf(',');
      return text.substring(text.indexOf('=') + 1, end < 0 ? text.length() : end).strip();
    }
  }

  /** The process is killed, loses so many of its newest events, and is started again after this time. */
  record Crash(int eventsLost, Duration down) implements Mishap {
    @Override
    public String kind() {
      return eventsLost == 0 ? "crash" : "crash-with-tail-lost";
    }
  }

  /** The next writes are said to have failed. */
  record WritesFail(int count, boolean isDurable) implements Mishap {
    @Override
    public String kind() {
      return isDurable ? "write-failed-yet-durable" : "write-failed";
    }
  }

  /** The next writes take long. */
  record WritesSlow(int count, Duration by, boolean isDurableFirst) implements Mishap {
    @Override
    public String kind() {
      return "write-slow";
    }
  }

  /** Nothing can be written for this long. */
  record DiskFull(Duration lasting) implements Mishap {
    @Override
    public String kind() {
      return "disk-full";
    }
  }

  /** The connection breaks after so many more bytes. */
  record WireBreaks(Wire.Way way, int bytes) implements Mishap {
    @Override
    public String kind() {
      return "wire-breaks-" + (way == Wire.Way.UP ? "up" : "down");
    }
  }

  /** The machine's clock is off by this much for a while. */
  record ClockJumps(Duration by, Duration lasting) implements Mishap {
    @Override
    public String kind() {
      return by.isNegative() ? "clock-back" : "clock-ahead";
    }
  }

  /** The machine sleeps. */
  record Sleeps(Duration lasting) implements Mishap {
    @Override
    public String kind() {
      return "machine-asleep";
    }
  }

  /** The owner does something while the process runs. */
  record ByHand(Deed deed) implements Mishap {
    @Override
    public String kind() {
      return "by-hand-" + deed.kind();
    }
  }

  /** Somebody asks the Gateway for so much data that its turn comes late. */
  record Asks(int questions) implements Mishap {
    @Override
    public String kind() {
      return "many-questions";
    }
  }
}
