package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import evenkeel.alerts.ChannelSettings.Security;
import evenkeel.engine.Alert.Severity;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail against a real SMTP server. */
class MailChannelTest {
  private static final Letter LETTER = new Letter(
      Severity.WARNING, "disk", "Evenkeel：请今天处理", "11-24 02:31  磁盘已满\n.\nline after a lone dot");
  private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-11-23T10:00:00Z"));

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.setUser("owner@example.org", "owner", "pass word");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void shouldDeliverToEveryRecipientWithLogIn() throws Exception {
    server.getUserManager().setAuthRequired(true);
    assertThat(channel("owner", "pass word", Security.NONE).send(LETTER)).isEqualTo(new Receipt.Delivered());

    assertThat(server.waitForIncomingEmail(20_000, 2)).isTrue();
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo(LETTER.title());
    assertThat(((String) mail.getContent()).replace("\r\n", "\n").strip()).isEqualTo(LETTER.text());
    assertThat(mail.getFrom()[0]).hasToString("evenkeel@example.org");
    assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(2);
    assertThat(mail.getSentDate()).isEqualTo(Date.from(CLOCK.instant()));
  }

  @Test
  void shouldDeliverWithoutALogIn() {
    assertThat(channel("", "", Security.NONE).send(LETTER)).isEqualTo(new Receipt.Delivered());
    assertThat(server.waitForIncomingEmail(20_000, 2)).isTrue();
  }

  @Test
  void shouldNotTryAWrongPasswordAgain() {
    server.getUserManager().setAuthRequired(true);
    assertThat(channel("owner", "wrong-password", Security.NONE).send(LETTER))
        .isEqualTo(new Receipt.Failed("the mail server refused user and password", true));
  }

  /** A password must not go out in the clear because somebody in between has hidden the offer to encrypt. */
  @Test
  void shouldNotSendWithoutEncryptionWhereItWasAskedFor() {
    assertThat(channel("owner", "pass word", Security.STARTTLS).send(LETTER)).isInstanceOf(Receipt.Failed.class);
    assertThat(channel("owner", "pass word", Security.TLS).send(LETTER)).isInstanceOf(Receipt.Failed.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void shouldSayThatNothingListens() {
    MailChannel channel = channel("", "", Security.NONE);
    server.stop();

    assertThat(channel.send(LETTER))
        .isEqualTo(new Receipt.Failed("nothing listens at the mail server's address", false));
  }

  @Test
  void shouldNotWaitForeverForAServerThatIsSilent() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(channel("", "", Security.NONE, silent.getLocalPort(), Duration.ofMillis(300)).send(LETTER))
          .isEqualTo(new Receipt.Failed("the mail server did not answer in time", false));
    }
  }

  private MailChannel channel(String user, String password, Security security) {
    return channel(user, password, security, server.getSmtp().getPort(), Duration.ofSeconds(20));
  }

  private static MailChannel channel(String user, String password, Security security, int port, Duration timeout) {
    return new MailChannel(new ChannelSettings.Email(
        Severity.WARNING, "127.0.0.1", port, security, user, new Secret(password), "evenkeel@example.org",
        List.of("owner@example.org", "second@example.org")), timeout, CLOCK);
  }
}
