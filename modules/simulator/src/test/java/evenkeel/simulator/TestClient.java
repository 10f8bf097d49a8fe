package evenkeel.simulator;

import evenkeel.tws.AccountId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.Contract;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Order;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.StartApi;
import evenkeel.tws.WireLimits;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The other end of a connection: speaks with the client's codec, keeps what it hears. */
final class TestClient {
  private final Conversation conversation;
  private final ConnectionId id;
  private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<ServerMessage> messages = new ArrayList<>();
  private @Nullable ClientCodec codec;
  private int version;
  private final List<Integer> pieces = new ArrayList<>();
  private boolean closed;
  private boolean reset;
  private boolean deafened;
  private boolean listening = true;

  TestClient(Conversation conversation, ConnectionId id) {
    this.conversation = conversation;
    this.id = id;
  }

  static byte[] helloBytes(String versions) {
    byte[] text = versions.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + text.length).put("API\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(text.length).put(text).array();
  }

  TestClient hello(String versions) {
    return raw(helloBytes(versions));
  }

  TestClient start(int clientId) {
    return send(new StartApi(clientId, ""));
  }

  TestClient send(ClientMessage message) {
    if (codec == null) {
      throw new IllegalStateException("the Gateway has not answered the hello");
    }
    return raw(codec.encode(message));
  }

  /** Sends and lets what comes back be bytes only, since some of it is no message. */
  TestClient sendQuietly(ClientMessage message) {
    listening = false;
    return send(message);
  }

  TestClient sendQuietly(byte[] sent) {
    listening = false;
    return raw(sent);
  }

  TestClient raw(byte[] sent) {
    if (!deafened) {
      conversation.receive(id, sent);
    }
    return this;
  }

  /** Places an order such as {@code BUY 100 DBMF MOC} or {@code SELL 5 GLD LMT 180.5 GTC}. */
  TestClient place(int orderId, String words) {
    return send(new PlaceOrder(orderId, stock(words.split(" ", -1)[2]), order(words).build()));
  }

  static Contract stock(String symbol) {
    return Contract.stock(symbol, "SMART", "", "USD");
  }

  static Order.Builder order(String words) {
    String[] parts = words.split(" ", -1);
    Order.Builder order = Order.builder().action(parts[0])
        .totalQuantity(new BigDecimal(parts[1])).orderType(parts[3]).tif("DAY")
        .account(new AccountId("DU1234567")).orderRef("ref-" + parts[2]);
    if (parts.length > 4) {
      order.limitPrice(new BigDecimal(parts[4]));
    }
    if (parts.length > 5) {
      order.tif(parts[5]);
    }
    return order;
  }

  void hear(byte[] heard) {
    bytes.writeBytes(heard);
    pieces.add(heard.length);
    if (!listening) {
      return;
    }
    frames.feed(heard, 0, heard.length);
    while (frames.next()) {
      if (codec == null) {
        version = ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length())
            .serverVersion();
        codec = new ClientCodec(version);
      } else {
        messages.add(codec.decode(frames.bytes(), frames.offset(), frames.length()));
      }
    }
  }

  void closed() {
    closed = true;
  }

  void reset() {
    reset = true;
    closed = true;
  }

  boolean isReset() {
    return reset;
  }

  /** The Gateway takes nothing from this connection any more. */
  void notHeardAnyMore() {
    deafened = true;
  }

  /** The lengths of the pieces in which bytes came since the last call. */
  List<Integer> pieces() {
    List<Integer> taken = List.copyOf(pieces);
    pieces.clear();
    return taken;
  }

  boolean isClosed() {
    return closed;
  }

  int version() {
    return version;
  }

  /** Every byte since the start. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  void disconnect() {
    if (!deafened) {
      conversation.disconnect(id);
    }
  }

  /** The messages since the last call. */
  List<ServerMessage> heard() {
    List<ServerMessage> taken = List.copyOf(messages);
    messages.clear();
    return taken;
  }

  /** The same as short lines; see {@link Words}. */
  List<String> words() {
    return heard().stream().map(Words::of).toList();
  }

  /** The messages of one kind since the last call; the others are forgotten too. */
  <T extends ServerMessage> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
