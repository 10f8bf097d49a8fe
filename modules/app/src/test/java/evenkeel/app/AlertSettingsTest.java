package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import evenkeel.alerts.AlertSettings;
import evenkeel.alerts.ChannelSettings;
import evenkeel.alerts.QuietHours;
import evenkeel.alerts.Secret;
import evenkeel.domain.Language;
import evenkeel.engine.Alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSettingsTest {
  @TempDir
  Path folder;

  @Test
  void shouldReadEveryChannelInTheOrderGiven() throws IOException {
    AlertSettings alerts = load("""
        channels = [email, ntfy, telegram, bark, wecom, dingtalk, feishu, webhook, desktop]
        quiet-hours { from = "23:00", until = "07:30" }
        dead-man { url = "https://hc-ping.com/abc", every = 10m }
        email { severity = critical, host = smtp.example.org, port = 465, security = tls, user = me
          password = ${?SMTP_PASSWORD}, from = "e@example.org", to = ["a@example.org", "b@example.org"] }
        ntfy { topic = t }
        telegram { token = "1:x", chat = 42 }
        bark { severity = information, key = k }
        wecom { url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k" }
        dingtalk { url = "https://oapi.dingtalk.com/robot/send?access_token=t", secret = SEC }
        feishu { url = "https://open.feishu.cn/open-apis/bot/v2/hook/x" }
        webhook { url = "http://127.0.0.1:9/x", content-type = "text/plain", template = "{text}" }
        """);

    assertThat(alerts.quietHours()).contains(new QuietHours(LocalTime.of(23, 0), LocalTime.of(7, 30)));
    assertThat(alerts.pulse())
        .contains(new AlertSettings.Pulse(new Secret("https://hc-ping.com/abc"), Duration.ofMinutes(10)));
    assertThat(alerts.channels()).extracting(ChannelSettings::name).containsExactly(
        "email", "ntfy", "telegram", "bark", "wecom", "dingtalk", "feishu", "webhook", "desktop");
    assertThat(alerts.channels().get(0)).isEqualTo(new ChannelSettings.Email(
        Severity.CRITICAL, "smtp.example.org", 465, ChannelSettings.Security.TLS, "me", new Secret("from outside"),
        "e@example.org", List.of("a@example.org", "b@example.org")));
    assertThat(alerts.channels().get(2)).isEqualTo(new ChannelSettings.Telegram(
        Severity.WARNING, URI.create("https://api.telegram.org"), new Secret("1:x"), "42"));
  }

  @Test
  void shouldReadASecretFromAFile() throws IOException {
    Path file = folder.resolve("topic");
    Files.writeString(file, "my-topic\n");

    assertThat(load("channels = [ntfy], ntfy { topic-file = \"" + file + "\" }").channels().getFirst())
        .isEqualTo(new ChannelSettings.Ntfy(
            Severity.WARNING, URI.create("https://ntfy.sh"), new Secret("my-topic"), new Secret("")));
  }

  @Test
  void shouldNotLookAtChannelsThatAreNotUsed() throws IOException {
    assertThat(load("telegram { chat = 42 }").channels()).isEmpty();
  }

  @Test
  void shouldNameWhatIsMissingAndNeverShowASecret() throws IOException {
    assertThat(complaints("channels = [ntfy, pigeon, ntfy]")).satisfiesExactlyInAnyOrder(
        line -> assertThat(line).contains("evenkeel.alerts.channels must be of desktop, email", "'pigeon'"),
        line -> assertThat(line).contains("evenkeel.alerts.channels names ntfy twice"),
        line -> assertThat(line).contains("evenkeel.alerts.ntfy.topic is needed"));
    assertThat(complaints("channels = [email], email { host = h }")).satisfiesExactlyInAnyOrder(
        line -> assertThat(line).contains("evenkeel.alerts.email.from is needed"),
        line -> assertThat(line).contains("evenkeel.alerts.email.to must be a list of mail addresses"));
    assertThat(complaints("channels = [wecom], wecom { url = \"sesame-street\" }")).singleElement().asString()
        .contains("evenkeel.alerts.wecom.url must be an address").doesNotContain("sesame");
    assertThat(complaints("channels = [bark], bark { key-file = \"/no/such/file\" }")).singleElement().asString()
        .contains("evenkeel.alerts.bark.key-file names a file that cannot be read");
    assertThat(complaints("dead-man { url = \"sesame-street\" }")).singleElement().asString()
        .contains("evenkeel.alerts.dead-man.url must be an address").doesNotContain("sesame");
  }

  @Test
  void shouldRefuseWhatMakesNoSense() throws IOException {
    assertThat(complaints("quiet-hours { from = \"07:00\", until = \"07:00\" }")).singleElement().asString()
        .contains("evenkeel.alerts.quiet-hours.until must differ");
    assertThat(complaints("quiet-hours { from = \"7 pm\", until = \"07:00\" }")).singleElement().asString()
        .contains("evenkeel.alerts.quiet-hours.from must be a time of day");
    assertThat(complaints("retry { pause = 2h }")).singleElement().asString()
        .contains("evenkeel.alerts.retry.pause-max must not be below");
    assertThat(complaints("ntfy { topik = t }")).singleElement().asString()
        .contains("evenkeel.alerts.ntfy.topik is no known key; did you mean topic?");
    assertThat(complaints("channels = ntfy")).singleElement().asString()
        .contains("evenkeel.alerts.channels must be a list in brackets");
  }

  private List<String> complaints(String block) {
    return catchThrowableOfType(CommandFailure.class, () -> load(block)).lines(Language.EN);
  }

  private AlertSettings load(String block) throws IOException {
    Path file = folder.resolve("evenkeel.conf");
    Files.writeString(file, "evenkeel { alerts {\n" + block + "\n} }\n");
    // Otherwise a secret in it is one complaint more.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return SettingsLoader.load(
        Optional.of(file), Map.of("HOME", folder.toString(), "SMTP_PASSWORD", "from outside")).alerts();
  }
}
