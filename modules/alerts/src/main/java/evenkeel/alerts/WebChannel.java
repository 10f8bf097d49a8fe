package evenkeel.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that takes a POST. What goes wrong is told by its kind and the status alone: addresses and answers may hold
 * secrets.
 */
final class WebChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(WebChannel.class);
  private static final int TOO_MANY = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int ANSWER_CHARACTERS_MAX = 10_000;

  /** What is posted. */
  record Form(URI address, Map<String, String> headers, String body) {}

  private final HttpClient client;
  private final Duration timeout;
  private final Function<Letter, Form> form;
  private final Predicate<JsonNode> isTaken;

  /**
   * A channel.
   *
   * @param isTaken whether an answer with a good status is a yes; many services say no with status 200
   */
  WebChannel(HttpClient client, Duration timeout, Function<Letter, Form> form, Predicate<JsonNode> isTaken) {
    this.client = client;
    this.timeout = timeout;
    this.form = form;
    this.isTaken = isTaken;
  }

  @Override
  public Receipt send(Letter letter) {
    Form filled = form.apply(letter);
    HttpRequest.Builder request = HttpRequest.newBuilder(filled.address()).timeout(timeout)
        .POST(HttpRequest.BodyPublishers.ofString(filled.body(), StandardCharsets.UTF_8));
    filled.headers().forEach(request::setHeader);
    return exchange(client, request.build(), isTaken);
  }

  /** Sends a request and says how that went. */
  static Receipt exchange(HttpClient client, HttpRequest request, Predicate<JsonNode> isTaken) {
    try {
      HttpResponse<String> answer = client.send(
          request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return receipt(answer, isTaken);
    } catch (HttpConnectTimeoutException slow) {
      return new Receipt.Failed("the service's address does not answer", false);
    } catch (HttpTimeoutException slow) {
      return new Receipt.Failed("the service did not answer in time", false);
    } catch (ConnectException refused) {
      return new Receipt.Failed("nothing listens at the service's address, or its name is not known", false);
    } catch (IOException broken) {
      LOG.debug("A connection to an alert channel broke kind={}", broken.getClass().getSimpleName());
      return new Receipt.Failed("the connection broke (" + broken.getClass().getSimpleName() + ")", false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Receipt.Failed("interrupted", false);
    }
  }

  private static Receipt receipt(HttpResponse<String> answer, Predicate<JsonNode> isTaken) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return isTaken.test(Json.read(Letter.cut(answer.body(), ANSWER_CHARACTERS_MAX)))
          ? new Receipt.Delivered()
          : new Receipt.Failed("the service refused it with status " + status, false);
    }
    boolean mayPass = status >= 500 || status == TOO_MANY || status == REQUEST_TIMEOUT;
    return new Receipt.Failed("the service answered with status " + status, !mayPass);
  }
}
