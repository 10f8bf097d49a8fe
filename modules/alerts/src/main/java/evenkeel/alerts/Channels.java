package evenkeel.alerts;

import evenkeel.clock.EvenkeelClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The channels of a configuration, by name, and the knocking at the outside. Connections are made when needed. */
public final class Channels implements AutoCloseable {
  private final HttpClient client;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final AlertSettings settings;

  public Channels(AlertSettings settings, EvenkeelClock clock) {
    this.settings = settings;
    // Never along a redirect: it would carry a token to wherever somebody points.
    this.client = HttpClient.newBuilder().connectTimeout(settings.timeout())
        .followRedirects(HttpClient.Redirect.NEVER).build();
    var services = new Services(client, settings.timeout(), clock);
    settings.channels().forEach(channel -> channels.put(channel.name(), switch (channel) {
      case ChannelSettings.Desktop it ->
        new DesktopChannel(DesktopChannel.commandOf(System.getProperty("os.name", "")), settings.timeout());
      case ChannelSettings.Email it -> new MailChannel(it, settings.timeout(), clock);
      case ChannelSettings.Ntfy it -> services.ntfy(it);
      case ChannelSettings.Telegram it -> services.telegram(it);
      case ChannelSettings.Bark it -> services.bark(it);
      case ChannelSettings.WeCom it -> services.weCom(it);
      case ChannelSettings.DingTalk it -> services.dingTalk(it);
      case ChannelSettings.Feishu it -> services.feishu(it);
      case ChannelSettings.Webhook it -> services.webhook(it);
    }));
  }

  public Optional<Channel> channel(String name) {
    return Optional.ofNullable(channels.get(name));
  }

  /** Knocks once, where that is configured. */
  Receipt knock() {
    return settings.pulse().map(pulse -> WebChannel.exchange(client,
        HttpRequest.newBuilder(URI.create(pulse.url().value())).timeout(settings.timeout()).GET().build(),
        answer -> true)).orElseGet(Receipt.Delivered::new);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
