package evenkeel.verification;

import evenkeel.gateway.GatewaySupervisor;
import evenkeel.tws.ServerMessage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** A rule of the engine that is taken away, to see whether the auditor notices. Exists in this module alone. */
enum Tampering {
  /** Nothing is taken away. */
  NONE;

  /** What the engine takes for the Gateway's supervisor. */
  ActorRef<GatewaySupervisor.Command> between(ActorContext<?> context, ActorRef<GatewaySupervisor.Command> gateway) {
    return gateway;
  }

  /** What the process hears in place of a message. */
  ServerMessage heard(ServerMessage message) {
    return message;
  }
}
