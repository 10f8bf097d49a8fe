package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.Language;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How {@code status}, {@code trigger} and {@code stop} talk to the running process: a Unix domain socket in the data
 * directory, which is closed to other users of the machine. {@code control.json} beside it names the socket.
 *
 * <p>A request is one JSON line ({@code path}, {@code language}, {@code body}), the answer is one JSON line or several.
 * The trading engine lives in the same process, so the number of connections, the size of a request and the time for it
 * are bounded: a connection beyond a bound is closed unanswered.
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

  /** More at once are refused: each of them has a thread. */
  static final int CONNECTIONS_MAX = 32;
  /** A request is some hundred bytes. */
  static final int REQUEST_BYTES_MAX = 1 << 16;
  /** From the connection to the end of the request. */
  static final Duration REQUEST_WITHIN = Duration.ofSeconds(5);

  private static final String FILE = "control.json";
  private static final String SOCKET = "control.sock";
  /** 104 on macOS, 108 on Linux, with the NUL at the end (unix(4), unix(7)). */
  private static final int SOCKET_PATH_BYTES_MAX = 103;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServerSocketChannel server;
  private final Path file;
  private final Path socket;
  private final Map<String, Action> actions;
  private final Map<String, Conversation> conversations;
  private final Semaphore places = new Semaphore(CONNECTIONS_MAX);
  private final ScheduledExecutorService limits = Executors
      .newSingleThreadScheduledExecutor(work -> daemon("control-limits", work));

  private ControlPoint(
      ServerSocketChannel server, Path file, Path socket, Map<String, Action> actions,
      Map<String, Conversation> conversations) {
    this.server = server;
    this.file = file;
    this.socket = socket;
    this.actions = Map.copyOf(actions);
    this.conversations = Map.copyOf(conversations);
  }

  /** Starts to listen; each path runs its action, or holds its conversation, on a thread of its own. */
  static ControlPoint open(
      Path dataDirectory, Map<String, Action> actions, Map<String, Conversation> conversations) {
    Path file = dataDirectory.resolve(FILE);
    try {
      Path socket = socketFor(dataDirectory);
      // Left by a process that was killed: whoever opens this holds the data directory alone.
      Files.deleteIfExists(socket);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      write(file, socket);
      var point = new ControlPoint(server, file, socket, actions, conversations);
      daemon("control", point::accept).start();
      return point;
    } catch (IOException failed) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.ControlPortClosed(String.valueOf(failed.getMessage())), failed);
    }
  }

  /** In the data directory, or, where its path is too long for a socket, in a folder of the owner's own. */
  private static Path socketFor(Path dataDirectory) throws IOException {
    Path beside = dataDirectory.toAbsolutePath().resolve(SOCKET);
    return beside.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES_MAX
        ? beside
        : Files.createTempDirectory("evenkeel-").resolve(SOCKET);
  }

  /** In one step, so that nobody reads half of it. */
  private static void write(Path file, Path socket) throws IOException {
    ObjectNode content = JSON.createObjectNode();
    content.put("socket", socket.toString()).put("pid", ProcessHandle.current().pid());
    Path fresh = file.resolveSibling(FILE + ".new");
    DataDirectory.createFile(fresh);
    Files.writeString(fresh, content.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Thread daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel connection = server.accept();
        if (places.tryAcquire()) {
          daemon("control", () -> serve(connection)).start();
        } else {
          connection.close();
        }
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException refused) {
        // Of one connection (no descriptor left, for example): the next one is waited for, after a while.
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      return limits.schedule(() -> true, 1, TimeUnit.SECONDS).get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | RejectedExecutionException closing) {
      return false;
    }
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      ScheduledFuture<?> limit = limits.schedule(
          () -> closeQuietly(connection), REQUEST_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      JsonNode request;
      try {
        request = JSON.readTree(new Lines(connection, REQUEST_BYTES_MAX).next());
      } finally {
        limit.cancel(false);
      }
      answer(connection, request);
    } catch (IOException gone) {
      // Whoever asked has gone, was too slow, or said too much: nobody is left to answer.
    } finally {
      places.release();
    }
  }

  private static void closeQuietly(SocketChannel connection) {
    try {
      connection.close();
    } catch (IOException closed) {
      // It is closed either way.
    }
  }

  private void answer(SocketChannel connection, JsonNode request) throws IOException {
    String path = request.path("path").asText();
    Language language = language(request.path("language").asText());
    Action action = actions.get(path);
    Conversation conversation = conversations.get(path);
    if (action != null) {
      say(connection, action.answer().apply(language));
      connection.close();
      action.afterwards().run();
    } else if (conversation != null) {
      var isGone = new AtomicBoolean();
      conversation.hold(request.path("body"), language, line -> {
        if (isGone.get()) {
          return;
        }
        try {
          say(connection, line);
        } catch (IOException gone) {
          // What was asked for goes on all the same, and so does whoever tells it; only nobody listens any more.
          isGone.set(true);
        }
      });
    }
  }

  /** English for whoever asks in none that there is. */
  private static Language language(String wanted) {
    return Arrays.stream(Language.values()).filter(language -> language.name().equalsIgnoreCase(wanted)).findFirst()
        .orElse(Language.EN);
  }

  private static void say(SocketChannel connection, ObjectNode line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    synchronized (connection) {
      while (bytes.hasRemaining()) {
        connection.write(bytes);
      }
    }
  }

  /** Reads a channel line by line. */
  private static final class Lines {
    private final SocketChannel channel;
    private final int bytesMax;
    private byte[] pending = new byte[0];

    Lines(SocketChannel channel, int bytesMax) {
      this.channel = channel;
      this.bytesMax = bytesMax;
    }

    /**
     * The next line without its end; empty once the channel has ended.
     *
     * @throws IOException also for a line that is too long or was not ended
     */
    String next() throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      int searched = 0;
      while (true) {
        for (int i = searched; i < pending.length; i++) {
          if (pending[i] == '\n') {
            String line = new String(pending, 0, i, StandardCharsets.UTF_8);
            pending = Arrays.copyOfRange(pending, i + 1, pending.length);
            return line;
          }
        }
        searched = pending.length;
        if (searched > bytesMax) {
          throw new IOException("a line is longer than " + bytesMax + " bytes");
        }
        buffer.clear();
        int read = channel.read(buffer);
        if (read < 0) {
          if (pending.length > 0) {
            throw new IOException("the connection ended within a line");
          }
          return "";
        }
        byte[] more = Arrays.copyOf(pending, pending.length + read);
        System.arraycopy(buffer.array(), 0, more, pending.length, read);
        pending = more;
      }
    }
  }

  /**
   * Asks the running process for something that takes its time, and hands on each line of the answer as it comes.
   *
   * @throws CommandFailure when none runs on this data directory, or it does not answer
   */
  static void converse(
      Settings settings, String path, Language language, JsonNode request, Consumer<JsonNode> lines) {
    Boolean unused = send(settings, path, language, request, Duration.ofDays(365), answer -> {
      boolean isAny = false;
      for (String line = answer.next(); !line.isEmpty(); line = answer.next()) {
        lines.accept(parse(line));
        isAny = true;
      }
      if (!isAny) {
        throw new IOException("no answer");
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
    return send(settings, path, language, JSON.createObjectNode(), PATIENCE, answer -> {
      String line = answer.next();
      if (line.isEmpty()) {
        throw new IOException("no answer");
      }
      return parse(line);
    });
  }

  private interface Reader<T> {
    T read(Lines answer) throws IOException;
  }

  private static <T> T send(
      Settings settings, String path, Language language, JsonNode body, Duration patience, Reader<T> reader) {
    Path dataDirectory = settings.dataDirectory();
    try (ScheduledExecutorService limit = Executors.newSingleThreadScheduledExecutor(work -> daemon("limit", work));
        SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      try {
        ScheduledFuture<?> unused = limit.schedule(
            () -> closeQuietly(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
        Path socket = Path.of(
            JSON.readTree(Files.readString(dataDirectory.resolve(FILE))).path("socket").asText());
        connection.connect(UnixDomainSocketAddress.of(socket));
        ObjectNode request = JSON.createObjectNode().put("path", path).put("language", language.name());
        request.set("body", body);
        say(connection, request);
        return reader.read(new Lines(connection, Integer.MAX_VALUE - BUFFER_BYTES));
      } finally {
        limit.shutdownNow();
      }
    } catch (IOException | UncheckedIOException notThere) {
      throw new CommandFailure(
          ExitCode.NOT_GOOD, Directories.isHeld(settings)
              ? new ComplaintText.ProcessDeaf(dataDirectory)
              : new ComplaintText.ProcessNone(dataDirectory),
          notThere);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      limits.shutdownNow();
      Files.deleteIfExists(socket);
      Files.deleteIfExists(file);
      Path folder = socket.getParent();
      if (folder != null && !folder.equals(file.toAbsolutePath().getParent())) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException stays) {
      throw new UncheckedIOException("cannot remove " + file, stays);
    }
  }
}
