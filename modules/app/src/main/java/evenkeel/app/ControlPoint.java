package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import evenkeel.domain.Language;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How {@code status}, {@code trigger} and {@code stop} talk to the running process: HTTP on a loopback port of the
 * system's choice, with a secret that only the owner's user can read, from {@code control.json} in the data directory.
 */
final class ControlPoint implements AutoCloseable {
  /**
   * What can be asked for.
   *
   * @param answer what is answered, in the language of whoever asks
   * @param afterwards done once the answer has left
   */
  record Action(Function<Language, ObjectNode> answer, Runnable afterwards) {}

  /** Something that is asked for and answered in several lines, the last of which ends it. */
  interface Conversation {
    /**
     * Answers each time there is something to say, from any thread. What is said once whoever asked has gone, or once
     * this has returned, is lost without harm.
     */
    void hold(JsonNode request, Language language, Consumer<ObjectNode> answer);
  }

  private static final String FILE = "control.json";
  private static final String LANGUAGE_HEADER = "Accept-Language";
  private static final String SECRET_HEADER = "X-Evenkeel-Secret";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Path file;

  private ControlPoint(HttpServer server, Path file) {
    this.server = server;
    this.file = file;
  }

  /** Starts to listen; each path runs its action, or holds its conversation, on a thread of its own. */
  static ControlPoint open(
      Path dataDirectory, Map<String, Action> actions, Map<String, Conversation> conversations) {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    String text = HexFormat.of().formatHex(secret);
    Path file = dataDirectory.resolve(FILE);
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "control");
        thread.setDaemon(true);
        return thread;
      }));
      actions.forEach((path, action) -> server.createContext("/" + path, exchange -> answer(exchange, text, action)));
      conversations.forEach((path, conversation) -> server.createContext(
          "/" + path, exchange -> converse(exchange, text, conversation)));
      server.start();
      write(file, server.getAddress().getPort(), text);
      return new ControlPoint(server, file);
    } catch (IOException failed) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.ControlPortClosed(String.valueOf(failed.getMessage())), failed);
    }
  }

  /** In one step, so that nobody reads half of it. */
  private static void write(Path file, int port, String secret) throws IOException {
    ObjectNode content = JSON.createObjectNode();
    content.put("port", port).put("secret", secret).put("pid", ProcessHandle.current().pid());
    Path fresh = file.resolveSibling(FILE + ".new");
    DataDirectory.createFile(fresh);
    Files.writeString(fresh, content.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void answer(HttpExchange exchange, String secret, Action action) throws IOException {
    if (isAnswered(exchange, secret, action)) {
      action.afterwards().run();
    }
  }

  private static boolean isAnswered(HttpExchange exchange, String secret, Action action) throws IOException {
    try (exchange) {
      if (!isOwner(exchange, secret)) {
        exchange.sendResponseHeaders(403, -1);
        return false;
      }
      byte[] body = action.answer().apply(language(exchange)).toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      return true;
    }
  }

  private static boolean isOwner(HttpExchange exchange, String secret) {
    String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst(SECRET_HEADER)).orElse("");
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  /** English for whoever asks in none that there is. */
  private static Language language(HttpExchange exchange) {
    String wanted = Optional.ofNullable(exchange.getRequestHeaders().getFirst(LANGUAGE_HEADER)).orElse("");
    return Arrays.stream(Language.values()).filter(language -> language.name().equalsIgnoreCase(wanted)).findFirst()
        .orElse(Language.EN);
  }

  private static void converse(HttpExchange exchange, String secret, Conversation conversation) throws IOException {
    try (exchange) {
      if (!isOwner(exchange, secret)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      var isGone = new AtomicBoolean();
      conversation.hold(request, language(exchange), line -> {
        if (isGone.get()) {
          return;
        }
        try {
          body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          body.flush();
        } catch (IOException gone) {
          // What was asked for goes on all the same, and so does whoever tells it; only nobody listens any more.
          isGone.set(true);
        }
      });
    }
  }

  /**
   * Asks the running process for something that takes its time, and hands on each line of the answer as it comes.
   *
   * @throws CommandFailure when none runs on this data directory, or it does not answer
   */
  static void converse(
      Settings settings, String path, Language language, JsonNode request, Consumer<JsonNode> lines) {
    send(settings, path, language, HttpRequest.BodyPublishers.ofString(request.toString()), Duration.ofDays(365),
        response -> {
          try (Stream<String> all = response) {
            all.forEach(line -> lines.accept(parse(line)));
          }
          return true;
        });
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException garbled) {
      throw new UncheckedIOException("the running process answered '" + line + "'", garbled);
    }
  }

  /**
   * Asks the running process.
   *
   * @throws CommandFailure when none runs on this data directory, or it does not answer
   */
  static JsonNode call(Settings settings, String path, Language language) {
    return send(settings, path, language, HttpRequest.BodyPublishers.noBody(), PATIENCE, response -> {
      try (Stream<String> lines = response) {
        return parse(lines.collect(Collectors.joining()));
      }
    });
  }

  private static <T> T send(
      Settings settings, String path, Language language, HttpRequest.BodyPublisher body, Duration patience,
      Function<Stream<String>, T> reader) {
    Path dataDirectory = settings.dataDirectory();
    Path file = dataDirectory.resolve(FILE);
    try {
      JsonNode where = JSON.readTree(Files.readString(file));
      HttpRequest request = HttpRequest
          .newBuilder(URI.create("http://127.0.0.1:" + where.path("port").asInt() + "/" + path))
          .header(SECRET_HEADER, where.path("secret").asText()).header(LANGUAGE_HEADER, language.name())
          .timeout(patience).POST(body).build();
      try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
        HttpResponse<Stream<String>> response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
          throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.ProcessAnswered(
              response.statusCode(), where.path("pid").asLong()));
        }
        return reader.apply(response.body());
      }
    } catch (IOException | UncheckedIOException notThere) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, Directories.isHeld(settings)
              ? new ComplaintText.ProcessDeaf(dataDirectory)
              : new ComplaintText.ProcessNone(dataDirectory),
          notThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, new ComplaintText.Interrupted(), interrupted);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      throw new UncheckedIOException("cannot remove " + file, stays);
    }
  }
}
