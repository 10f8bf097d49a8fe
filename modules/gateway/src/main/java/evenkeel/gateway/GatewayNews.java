package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What is known of the Gateway beyond where the connection stands. */
public sealed interface GatewayNews {
  /**
   * The clocks were compared.
   *
   * @param ahead how far this machine's clock is ahead of the Gateway's; negative when it is behind
   */
  record ClockRead(Duration ahead, Instant at) implements GatewayNews {}

  /**
   * The same user is logged in elsewhere, and that session gets the prices (code 10197). Orders still work.
   *
   * @param text the Gateway's words
   */
  record SessionTaken(String text, Instant at) implements GatewayNews {}

  /**
   * A notice of the Gateway about itself that the owner has to hear: the end of its version (2172), or a code from 2100
   * to 2199 that is not known here.
   *
   * @param text the Gateway's words
   */
  record Noticed(int code, String text, Instant at) implements GatewayNews {}

  /**
   * A connection is up.
   *
   * @param zone of the Gateway, as its greeting names it; empty where that cannot be told
   */
  record ZoneTold(Optional<ZoneId> zone, Instant at) implements GatewayNews {}

  /**
   * The time of an execution is in a zone that cannot be told, so that it counts as now.
   *
   * @param words the Gateway's
   */
  record TimeUnknown(String words, Instant at) implements GatewayNews {}
}
