package evenkeel.alerts;

import evenkeel.engine.Alert.Severity;
import java.net.URI;
import java.util.List;

/** A channel that is to be used, with all that it needs. Secrets print as asterisks. */
public sealed interface ChannelSettings {

  /** The least severity that it carries. */
  Severity severity();

  /** How the configuration, the table of a test and the record of deliveries call it. */
  default String name() {
    return switch (this) {
      case Desktop it -> "desktop";
      case Email it -> "email";
      case Ntfy it -> "ntfy";
      case Telegram it -> "telegram";
      case Bark it -> "bark";
      case WeCom it -> "wecom";
      case DingTalk it -> "dingtalk";
      case Feishu it -> "feishu";
      case Webhook it -> "webhook";
    };
  }

  /** Whether anybody far away says that it arrived. What is on a screen may be on a screen that nobody looks at. */
  default boolean confirms() {
    return !(this instanceof Desktop);
  }

  /** How the connection to a mail server is kept private. */
  enum Security {
    /** Encrypted from the first byte, usually port 465. */
    TLS,
    /** Encrypted before the log-in, usually port 587; refused where the server does not offer it. */
    STARTTLS,
    /** Not at all: for a server on this machine. */
    NONE
  }

  /** A notification of this machine's desktop. */
  record Desktop(Severity severity) implements ChannelSettings {}

  /** Mail by a server that takes it from this user; no log-in where the user is empty. */
  record Email(
      Severity severity, String host, int port, Security security, String user, Secret password, String from,
      List<String> to)
      implements
        ChannelSettings {
    public Email {
      to = List.copyOf(to);
    }
  }

  /** A topic of ntfy; whoever knows it reads it. */
  record Ntfy(Severity severity, URI server, Secret topic, Secret token) implements ChannelSettings {}

  /** A chat with a bot. */
  record Telegram(Severity severity, URI server, Secret token, String chat) implements ChannelSettings {}

  /** A device key of the Bark app. */
  record Bark(Severity severity, URI server, Secret key) implements ChannelSettings {}

  /** A group robot of WeCom. */
  record WeCom(Severity severity, Secret url) implements ChannelSettings {}

  /** A group robot of DingTalk; its secret signs, where it has one. */
  record DingTalk(Severity severity, Secret url, Secret secret) implements ChannelSettings {}

  /** A group robot of Feishu or Lark; its secret signs, where it has one. */
  record Feishu(Severity severity, Secret url, Secret secret) implements ChannelSettings {}

  /**
   * Any other service that takes a POST.
   *
   * @param template the body, in which {title}, {text}, {severity} and {key} are replaced
   */
  record Webhook(Severity severity, Secret url, Secret authorization, String contentType, String template)
      implements
        ChannelSettings {}
}
