package evenkeel.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.clock.EvenkeelClock;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What each service wants to be posted, and how it says that it has taken it, as their makers document it. */
final class Services {
  private static final String JSON = "application/json; charset=utf-8";

  /** WeCom's limit for a text message (WeCom group robot documentation). */
  private static final int WECOM_BYTES_MAX = 2048;
  /** Below the limits of Telegram (4096 characters) and ntfy (4096 bytes), and enough for anybody to read. */
  private static final int BYTES_MAX = 3900;

  private final HttpClient client;
  private final Duration timeout;
  private final EvenkeelClock clock;

  Services(HttpClient client, Duration timeout, EvenkeelClock clock) {
    this.client = client;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** JSON to the server's root: the form of ntfy that carries any alphabet in a title. */
  Channel ntfy(ChannelSettings.Ntfy ntfy) {
    return channel(letter -> {
      ObjectNode body = Json.object();
      body.put("topic", ntfy.topic().value());
      body.put("title", letter.title());
      body.put("message", Letter.cut(letter.text(), BYTES_MAX));
      body.put("priority", switch (letter.severity()) {
        case INFORMATION -> 3;
        case WARNING -> 4;
        case CRITICAL -> 5;
      });
      Map<String, String> headers = ntfy.token().isEmpty()
          ? Map.of()
          : Map.of("Authorization", "Bearer " + ntfy.token().value());
      return json(ntfy.server(), headers, body);
    }, answer -> true);
  }

  Channel telegram(ChannelSettings.Telegram telegram) {
    return channel(letter -> {
      ObjectNode body = Json.object();
      body.put("chat_id", telegram.chat());
      body.put("text", letter.whole(BYTES_MAX));
      return json(below(telegram.server(), "bot" + telegram.token().value() + "/sendMessage"), Map.of(), body);
    }, answer -> answer.path("ok").asBoolean());
  }

  Channel bark(ChannelSettings.Bark bark) {
    return channel(letter -> {
      ObjectNode body = Json.object();
      body.put("device_key", bark.key().value());
      body.put("title", letter.title());
      body.put("body", Letter.cut(letter.text(), BYTES_MAX));
      body.put("group", "Evenkeel");
      // critical sounds through iOS's silent mode.
      body.put("level", switch (letter.severity()) {
        case INFORMATION -> "active";
        case WARNING -> "timeSensitive";
        case CRITICAL -> "critical";
      });
      return json(below(bark.server(), "push"), Map.of(), body);
    }, answer -> answer.path("code").asInt() == 200);
  }

  Channel weCom(ChannelSettings.WeCom weCom) {
    return channel(
        letter -> json(URI.create(weCom.url().value()), Map.of(), text(letter, WECOM_BYTES_MAX)),
        Services::isErrorCodeZero);
  }

  /** Signed, where there is a secret, by {@code timestamp} (ms) and {@code sign} in the address. */
  Channel dingTalk(ChannelSettings.DingTalk dingTalk) {
    return channel(letter -> {
      String address = dingTalk.url().value();
      if (!dingTalk.secret().isEmpty()) {
        long millis = clock.instant().toEpochMilli();
        String sign = hmac(dingTalk.secret().value(), millis + "\n" + dingTalk.secret().value());
        address += (address.contains("?") ? "&" : "?") + "timestamp=" + millis + "&sign="
            + URLEncoder.encode(sign, StandardCharsets.UTF_8);
      }
      return json(URI.create(address), Map.of(), text(letter, BYTES_MAX));
    }, Services::isErrorCodeZero);
  }

  /** Signed, where there is a secret, by {@code timestamp} (s) and {@code sign} in the body. */
  Channel feishu(ChannelSettings.Feishu feishu) {
    return channel(letter -> {
      ObjectNode body = Json.object();
      if (!feishu.secret().isEmpty()) {
        String seconds = Long.toString(clock.instant().getEpochSecond());
        body.put("timestamp", seconds);
        // Unlike DingTalk's, the text to sign is the key, and nothing is signed with it.
        body.put("sign", hmac(seconds + "\n" + feishu.secret().value(), ""));
      }
      body.put("msg_type", "text");
      body.putObject("content").put("text", letter.whole(BYTES_MAX));
      return json(URI.create(feishu.url().value()), Map.of(), body);
    }, answer -> answer.path("code").asInt(answer.path("StatusCode").asInt(-1)) == 0);
  }

  Channel webhook(ChannelSettings.Webhook webhook) {
    boolean isJson = webhook.contentType().toLowerCase(Locale.ROOT).contains("json");
    Function<String, String> written = isJson ? Json::escaped : Function.identity();
    return channel(letter -> {
      Map<String, String> values = Map.of(
          "{title}", letter.title(), "{text}", letter.text(), "{key}", letter.key(),
          "{severity}", letter.severity().name().toLowerCase(Locale.ROOT));
      var headers = new LinkedHashMap<String, String>();
      headers.put("Content-Type", webhook.contentType());
      if (!webhook.authorization().isEmpty()) {
        headers.put("Authorization", webhook.authorization().value());
      }
      return new WebChannel.Form(
          URI.create(webhook.url().value()), headers, filled(webhook.template(), values, written));
    }, answer -> true);
  }

  /** In one pass, so that a text with braces in it is not taken for a placeholder. */
  private static String filled(String template, Map<String, String> values, Function<String, String> written) {
    var filled = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int from = at;
      String found = values.keySet().stream().filter(key -> template.startsWith(key, from)).findFirst().orElse("");
      filled.append(found.isEmpty()
          ? String.valueOf(template.charAt(at))
          : written.apply(values.getOrDefault(found, "")));
      at += Math.max(found.length(), 1);
    }
    return filled.toString();
  }

  private Channel channel(Function<Letter, WebChannel.Form> form, Predicate<JsonNode> isTaken) {
    return new WebChannel(client, timeout, form, isTaken);
  }

  private static ObjectNode text(Letter letter, int bytesMax) {
    ObjectNode body = Json.object();
    body.put("msgtype", "text");
    body.putObject("text").put("content", letter.whole(bytesMax));
    return body;
  }

  private static boolean isErrorCodeZero(JsonNode answer) {
    return answer.path("errcode").asInt(-1) == 0;
  }

  private static WebChannel.Form json(URI address, Map<String, String> headers, ObjectNode body) {
    var all = new LinkedHashMap<>(headers);
    all.put("Content-Type", JSON);
    return new WebChannel.Form(address, all, Json.line(body));
  }

  private static URI below(URI server, String path) {
    String base = server.toString();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + path);
  }

  /** HMAC with SHA-256, in Base64. */
  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java runtime has HMAC with SHA-256", impossible);
    }
  }
}
