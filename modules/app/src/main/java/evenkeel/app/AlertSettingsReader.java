package evenkeel.app;

import evenkeel.alerts.AlertSettings;
import evenkeel.alerts.ChannelSettings;
import evenkeel.alerts.QuietHours;
import evenkeel.alerts.Secret;
import evenkeel.domain.Phrase;
import evenkeel.engine.Alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The block {@code alerts}. A channel's own block is checked when {@code channels} names it; a secret stands under its
 * key or in the file that its key with {@code -file} names, and is never part of a complaint.
 */
final class AlertSettingsReader {
  private static final int PORT_MAX = 65_535;
  private static final int ATTEMPTS_MAX = 20;
  private static final List<String> NAMES = List.of(
      "desktop", "email", "ntfy", "telegram", "bark", "wecom", "dingtalk", "feishu", "webhook");

  private final SettingsBlock alerts;
  private final Function<String, Path> path;
  private boolean isGood = true;

  private AlertSettingsReader(SettingsBlock alerts, Function<String, Path> path) {
    this.alerts = alerts;
    this.path = path;
  }

  /**
   * The settings, or empty with problems in the block.
   *
   * @param path the file that a text names
   */
  static Optional<AlertSettings> read(SettingsBlock alerts, Function<String, Path> path) {
    return new AlertSettingsReader(alerts, path).read();
  }

  private Optional<AlertSettings> read() {
    SettingsBlock retry = alerts.block("retry");
    Optional<QuietHours> quiet = quietHours(alerts.block("quiet-hours"));
    SettingsBlock pulse = alerts.block("dead-man");
    Secret pulseUrl = secret(pulse, "url");
    Optional<AlertSettings.Pulse> knocking = Optional.empty();
    if (!pulseUrl.isEmpty()) {
      checkAddress(pulse, "url", pulseUrl);
      knocking = Optional.of(new AlertSettings.Pulse(pulseUrl, pulse.duration("every")));
    }
    Optional<AlertSettings.Pulse> pulseToUse = knocking;
    List<ChannelSettings> channels = channels();
    Optional<AlertSettings> settings = alerts.construct(() -> new AlertSettings(
        channels, quiet, alerts.duration("batch-window"), retry.integer("attempts", 1, ATTEMPTS_MAX),
        retry.duration("pause"), retry.duration("pause-max"), alerts.duration("timeout"),
        alerts.yesOrNo("sign-of-life"), pulseToUse));
    return settings.filter(it -> isGood);
  }

  private Optional<QuietHours> quietHours(SettingsBlock block) {
    if (block.text("from").isEmpty() && block.text("until").isEmpty()) {
      return Optional.empty();
    }
    LocalTime from = block.parsed("from", new ConfigText.TimeWanted("23:00"), AlertSettingsReader::time);
    LocalTime until = block.parsed("until", new ConfigText.TimeWanted("07:00"), AlertSettingsReader::time);
    if (from.equals(until)) {
      problem(block, "until", new ConfigText.MustDiffer());
      return Optional.empty();
    }
    return Optional.of(new QuietHours(from, until));
  }

  /** An empty text is the default, and reads as midnight where the other of the two is given. */
  private static Optional<LocalTime> time(String text) {
    try {
      return Optional.of(text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private List<ChannelSettings> channels() {
    Set<String> seen = new HashSet<>();
    List<ChannelSettings> channels = new ArrayList<>();
    for (String name : alerts.texts("channels")) {
      if (!NAMES.contains(name)) {
        problem(alerts, "channels", new ConfigText.ChannelWas(String.join(", ", NAMES), name));
      } else if (!seen.add(name)) {
        problem(alerts, "channels", new ConfigText.NamedTwice(name));
      } else {
        channels.add(channel(name, alerts.block(name)));
      }
    }
    return channels;
  }

  private ChannelSettings channel(String name, SettingsBlock block) {
    Severity severity = block.choice("severity", Severity.class);
    return switch (name) {
      case "desktop" -> new ChannelSettings.Desktop(severity);
      case "email" -> new ChannelSettings.Email(
          severity, needed(block, "host"), block.integer("port", 1, PORT_MAX),
          block.choice("security", ChannelSettings.Security.class), block.text("user"), secret(block, "password"),
          address(block), recipients(block));
      case "ntfy" -> new ChannelSettings.Ntfy(
          severity, server(block), neededSecret(block, "topic"), secret(block, "token"));
      case "telegram" -> new ChannelSettings.Telegram(
          severity, server(block), neededSecret(block, "token"), needed(block, "chat"));
      case "bark" -> new ChannelSettings.Bark(severity, server(block), neededSecret(block, "key"));
      case "wecom" -> new ChannelSettings.WeCom(severity, url(block));
      case "dingtalk" -> new ChannelSettings.DingTalk(severity, url(block), secret(block, "secret"));
      case "feishu" -> new ChannelSettings.Feishu(severity, url(block), secret(block, "secret"));
      case "webhook" -> new ChannelSettings.Webhook(
          severity, url(block), secret(block, "authorization"), needed(block, "content-type"),
          needed(block, "template"));
      case String other -> throw new IllegalStateException("a channel without settings: " + other);
    };
  }

  private String needed(SettingsBlock block, String key) {
    String text = block.text(key);
    if (text.isEmpty()) {
      problem(block, key, new ConfigText.NeededHere());
    }
    return text;
  }

  private String address(SettingsBlock block) {
    String from = needed(block, "from");
    if (!from.isEmpty() && !from.contains("@")) {
      problem(block, "from", new ConfigText.MailAddressWanted());
    }
    return from;
  }

  private List<String> recipients(SettingsBlock block) {
    List<String> to = block.texts("to");
    if (to.isEmpty() || !to.stream().allMatch(it -> it.contains("@"))) {
      problem(block, "to", new ConfigText.MailAddressesWanted());
    }
    return to;
  }

  private URI server(SettingsBlock block) {
    String text = block.text("server");
    Optional<URI> address = webAddress(text);
    if (address.isEmpty()) {
      problem(block, "server", new ConfigText.AddressWanted());
    }
    return address.orElseGet(() -> URI.create("http://127.0.0.1"));
  }

  private Secret url(SettingsBlock block) {
    Secret url = neededSecret(block, "url");
    if (!url.isEmpty()) {
      checkAddress(block, "url", url);
    }
    return url;
  }

  private Secret neededSecret(SettingsBlock block, String key) {
    Secret secret = secret(block, key);
    if (secret.isEmpty()) {
      problem(block, key, new ConfigText.NeededHereOrInFile(key));
    }
    return secret;
  }

  /** From its key, or from the file of the key with {@code -file}; without the line break that editors add. */
  private Secret secret(SettingsBlock block, String key) {
    String file = block.text(key + "-file");
    if (file.isEmpty()) {
      return new Secret(block.text(key));
    }
    try {
      return new Secret(Files.readString(path.apply(file)).strip());
    } catch (IOException refused) {
      problem(block, key + "-file", new ConfigText.SecretFileUnreadable(file));
      return new Secret(" ");
    }
  }

  private void checkAddress(SettingsBlock block, String key, Secret url) {
    if (!url.value().isBlank() && webAddress(url.value()).isEmpty()) {
      problem(block, key, new ConfigText.AddressWanted());
    }
  }

  private static Optional<URI> webAddress(String text) {
    try {
      var address = new URI(text);
      boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return isWeb && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }

  private void problem(SettingsBlock block, String key, Phrase what) {
    block.problem(key, what);
    isGood = false;
  }
}
