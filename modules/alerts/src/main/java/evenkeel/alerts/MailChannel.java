package evenkeel.alerts;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** Mail by SMTP. */
final class MailChannel implements Channel {
  private final ChannelSettings.Email settings;
  private final Duration timeout;
  private final InstantSource clock;

  MailChannel(ChannelSettings.Email settings, Duration timeout, InstantSource clock) {
    this.settings = settings;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public Receipt send(Letter letter) {
    Session session = Session.getInstance(properties());
    try {
      var message = new MimeMessage(session);
      message.setFrom(new InternetAddress(settings.from()));
      for (String to : settings.to()) {
        message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
      }
      message.setSubject(letter.title(), StandardCharsets.UTF_8.name());
      message.setText(letter.text(), StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(clock.instant()));
      try (Transport transport = session.getTransport("smtp")) {
        if (settings.user().isEmpty()) {
          transport.connect();
        } else {
          transport.connect(settings.user(), settings.password().value());
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
      return new Receipt.Delivered();
    } catch (AuthenticationFailedException refused) {
      return new Receipt.Failed("the mail server refused user and password", true);
    } catch (SMTPSendFailedException refused) {
      return new Receipt.Failed(
          "the mail server refused it with code " + refused.getReturnCode(), refused.getReturnCode() >= 500);
    } catch (SendFailedException refused) {
      return new Receipt.Failed("the mail server refused the recipients", true);
    } catch (MessagingException broken) {
      return new Receipt.Failed(reason(broken), false);
    }
  }

  private Properties properties() {
    String millis = Long.toString(timeout.toMillis());
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case NONE -> {
        // Plain, as it was asked for.
      }
    }
    return properties;
  }

  /** By the kind of trouble alone: what a server says may repeat what it was told. */
  private static String reason(MessagingException broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException unknown -> {
          return "the mail server's name is not known";
        }
        case SocketTimeoutException slow -> {
          return "the mail server did not answer in time";
        }
        case ConnectException refused -> {
          return "nothing listens at the mail server's address";
        }
        case Throwable other -> {
          // Its cause may say more.
        }
      }
    }
    return "the connection to the mail server broke (" + broken.getClass().getSimpleName() + ")";
  }
}
