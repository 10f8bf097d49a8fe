package evenkeel.gateway;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Goes behind news of orders, so that no more of them are under way than can be held: whoever gets it answers with
 * {@link GatewaySupervisor.CaughtUp} once all news that came before it are dealt with. While answers are missing, the
 * session lets the transport read nothing more.
 *
 * @param session number of the connection
 * @param number of the mark in it
 */
public record NewsMark(int session, int number, ActorRef<GatewaySupervisor.Command> gateway) {
  /** All news before this mark are dealt with. */
  public void caughtUp() {
    gateway.tell(new GatewaySupervisor.CaughtUp(session, number));
  }
}
