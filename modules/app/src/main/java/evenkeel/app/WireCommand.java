package evenkeel.app;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import evenkeel.tws.AccountId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.HelloReader;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code wire}: looks at recorded traffic. */
@Command(
    name = "wire", description = "Look at recorded traffic of the TWS socket protocol.",
    subcommands = WireCommand.Decode.class, synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  evenkeel wire decode gateway.bin"})
final class WireCommand implements Callable<Integer> {
  private final Invocation invocation;

  WireCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    throw new CommandFailure(ExitCode.USAGE, new ComplaintText.WireNeedsWord());
  }

  /** {@code wire decode}: what a stream of bytes says, one JSON object a message. */
  @Command(
      name = "decode", description = "Print what a recorded byte stream says, one JSON object a message.",
      sortOptions = false, footer = {
          "",
          "The file holds length-prefixed frames as they were on the socket. A handshake at its start is",
          "recognised and tells the version. Values that are not set are null. Account numbers are shown.",
          "",
          "Example:",
          "  evenkeel wire decode --server-version 178 gateway.bin",
      })
  static final class Decode implements Callable<Integer> {
    /** Versions are above every message id, so the first field tells a greeting from a message. */
    private static final int FIRST_VERSION = 150;
    private static final ObjectMapper MAPPER = mapper();

    @ParentCommand
    private @Nullable WireCommand parent;

    @Parameters(paramLabel = "FILE", description = "The recorded bytes.")
    private Path file = Path.of("");

    @Option(names = "--server-version", paramLabel = "N",
        description = "The version that was agreed. Default: that of the handshake, else 178.")
    private @Nullable Integer serverVersion;

    @Option(names = "--from-client", description = "The bytes are a client's and not a Gateway's.")
    private boolean fromClient;

    @Override
    public Integer call() {
      byte[] bytes = read();
      int version = checked(serverVersion == null ? ServerVersions.PINNED : serverVersion);
      try {
        int left = fromClient ? decodeClient(bytes, version) : decodeServer(bytes, version);
        if (left > 0) {
          throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.FrameCut(file, left));
        }
        return ExitCode.DONE;
      } catch (ProtocolViolation violation) {
        throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NoWireBytes(
            file, String.valueOf(violation.getMessage())), violation);
      }
    }

    private byte[] read() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException unreadable) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.BytesUnreadable(
            file, unreadable.getClass().getSimpleName()), unreadable);
      }
    }

    private static int checked(int version) {
      if (version < ServerVersions.MIN || version > ServerVersions.MAX) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.VersionOutOfRange(
            ServerVersions.MIN, ServerVersions.MAX, version));
      }
      return version;
    }

    private int decodeServer(byte[] bytes, int agreed) {
      var frames = new FrameReader(WireLimits.CLIENT);
      var codec = new ClientCodec(agreed);
      frames.feed(bytes, 0, bytes.length);
      boolean isFirst = true;
      while (frames.next()) {
        if (isFirst && isGreeting(frames)) {
          ServerGreeting greeting = ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length());
          print("greeting", greeting);
          if (serverVersion == null) {
            codec = new ClientCodec(checked(greeting.serverVersion()));
          }
        } else {
          ServerMessage message = codec.decode(frames.bytes(), frames.offset(), frames.length());
          print(message.type().wireName(), message);
        }
        isFirst = false;
      }
      return frames.pending();
    }

    private int decodeClient(byte[] bytes, int agreed) {
      var frames = new FrameReader(WireLimits.SERVER);
      var codec = new ServerCodec(agreed);
      int start = 0;
      if (bytes.length > 0 && bytes[0] == 'A') {
        var hello = new HelloReader();
        start = hello.feed(bytes, 0, bytes.length);
        hello.hello().ifPresent(said -> print("hello", said));
      }
      frames.feed(bytes, start, bytes.length - start);
      while (frames.next()) {
        ClientMessage message = codec.decode(frames.bytes(), frames.offset(), frames.length());
        print(message.type().wireName(), message);
      }
      return frames.pending();
    }

    private static boolean isGreeting(FrameReader frames) {
      int number = 0;
      for (int at = frames.offset(); at < frames.offset() + frames.length() && frames.bytes()[at] != 0; at++) {
        int digit = frames.bytes()[at] - '0';
        if (digit < 0 || digit > 9 || number > FIRST_VERSION) {
          return number > FIRST_VERSION;
        }
        number = number * 10 + digit;
      }
      return number >= FIRST_VERSION;
    }

    private void print(String name, Object message) {
      ObjectNode line = MAPPER.createObjectNode();
      line.put("message", name);
      line.setAll((ObjectNode) MAPPER.valueToTree(message));
      try {
        Objects.requireNonNull(parent).invocation.terminal().line(MAPPER.writeValueAsString(line));
      } catch (JsonProcessingException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** A record is written with its components; an account with its number, since the owner asks for what was said. */
    private static ObjectMapper mapper() {
      return JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addMixIn(AccountId.class, Plain.class)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .visibility(PropertyAccessor.FIELD,
              JsonAutoDetect.Visibility.ANY)
          .visibility(PropertyAccessor.GETTER,
              JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER,
              JsonAutoDetect.Visibility.NONE)
          .build();
    }

    private interface Plain {
      @JsonValue
      String value();
    }
  }
}
