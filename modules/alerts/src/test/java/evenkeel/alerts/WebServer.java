package evenkeel.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real HTTP server on a free port: keeps what it is asked and answers as it was told, and with 200 after that. */
final class WebServer implements AutoCloseable {
  /** One request. */
  record Asked(String method, URI address, String authorization, String type, String body) {
    JsonNode json() {
      return Json.read(body);
    }
  }

  /** An answer; a status below 0 stands for none at all. */
  record Answer(int status, String body) {
    static final Answer SILENCE = new Answer(-1, "");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Answer usual;

  private WebServer(HttpServer server, Answer usual) {
    this.server = server;
    this.usual = usual;
  }

  static WebServer start(String usualBody) throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var server = new WebServer(http, new Answer(200, usualBody));
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(
        exchange.getRequestMethod(), exchange.getRequestURI(),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""), body));
    Answer next = Optional.ofNullable(answers.poll()).orElse(usual);
    if (next.status() < 0) {
      return; // Left open: whoever asked waits until their patience ends.
    }
    byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  WebServer then(int status) {
    answers.add(new Answer(status, ""));
    return this;
  }

  WebServer then(Answer answer) {
    answers.add(answer);
    return this;
  }

  Asked next() throws InterruptedException {
    return Optional.ofNullable(asked.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing was asked in 20 s"));
  }

  boolean isIdle() {
    return asked.isEmpty();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  Secret secretAt(String path) {
    return new Secret(at(path).toString());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
