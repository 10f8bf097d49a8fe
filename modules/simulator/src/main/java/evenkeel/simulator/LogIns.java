package evenkeel.simulator;

import evenkeel.tws.AccountId;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.Hello;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.StartApi;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** From the first bytes of a client until it is ready, and the ids of clients and their orders. */
final class LogIns {
  /** The link to IBKR is lost; here: before the client came (TWS API, system message codes). */
  private static final int LINK_LOST = 2110;
  /** A refused client hears why and is cut off this much later. */
  private static final Duration REFUSED = Duration.ofMillis(500);
  private static final Duration ACCOUNTS_LATE = Duration.ofSeconds(5);

  private final House house;
  private final Consumer<Link> whenReady;
  private final SortedMap<Integer, Instant> heldUntil = new TreeMap<>();
  private final SortedMap<Integer, Integer> nextOrderIds = new TreeMap<>();
  /** The highest ids of others' orders that clients were shown. */
  private final SortedMap<Integer, Integer> shownForeign = new TreeMap<>();
  private boolean aboveForeign;
  private Duration nextIdLate = Duration.ZERO;
  private Optional<Duration> nextIdAgain = Optional.empty();
  private Optional<Fault.Notice> ending = Optional.empty();
  /** No client's next id is below it. */
  private int lowestOrderId;
  private int readied;

  /** @param whenReady is told of each client that got ready, after it was told itself */
  LogIns(House house, Consumer<Link> whenReady) {
    this.house = house;
    this.whenReady = whenReady;
    house.onGone(this::left);
  }

  /** Answers the highest version that both speak; closes when there is none. */
  void greet(Link link, Hello hello) {
    OptionalInt version = hello.choose(ServerVersions.MIN,
        house.scenario().session().serverVersion());
    if (version.isEmpty() || house.troubles().takeCloseAfterHello()) {
      house.hangUp(link);
      return;
    }
    String time = house.clock().greeting(house.now());
    house.outbox().sendBytes(link, house.clock().worded()
        .map(it -> greeting(version.getAsInt(), time, it.charset()))
        .orElseGet(() -> new ServerGreeting(version.getAsInt(), time).encode()));
    link.greeted(version.getAsInt(), hello.options().contains(Hello.PACE_API));
  }

  private static byte[] greeting(int version, String words, Charset charset) {
    return FrameWriter.frame((version + "\0" + words + "\0").getBytes(charset));
  }

  void start(Link link, StartApi request) {
    int clientId = request.clientId();
    Instant held = heldUntil.getOrDefault(clientId, Instant.MIN);
    Optional<Fault.ClientIdInUse> wished = house.troubles().clientIdInUse().take();
    if (wished.isPresent() || house.links().ofClient(clientId).isPresent()
        || house.now().isBefore(held)) {
      refuse(link, wished.map(Fault.ClientIdInUse::said).orElse(true));
      return;
    }
    link.ready(clientId);
    readied++;
    house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.CONNECTED)
        .client(clientId).entry());
    whenReady.accept(link);
  }

  private void refuse(Link link, boolean said) {
    if (said) {
      house.error(link, -1, 326,
          "Unable to connect as the client id is already in use. Retry with a unique client id.");
    }
    house.after(REFUSED.plus(house.scenario().session().answerDelay()), () -> house.hangUp(link));
  }

  /** How many clients have got ready so far. */
  int readied() {
    return readied;
  }

  /**
   * The first words to a client: its accounts, its next order id, the state of the data farms.
   *
   * @param orders tells its working orders
   */
  void welcome(Link link, Runnable orders) {
    List<Runnable> words = new ArrayList<>();
    Runnable accounts = () -> sendAccounts(link);
    Runnable nextId = () -> welcomeNextOrderId(link);
    switch (house.troubles().welcome()) {
      case USUAL -> words.addAll(List.of(accounts, nextId));
      case ID_FIRST -> words.addAll(List.of(nextId, accounts));
      case NO_ID -> words.add(accounts);
      case NO_ACCOUNTS -> words.add(nextId);
      case ACCOUNTS_LATE -> {
        words.add(() -> house.send(link, new ManagedAccounts(List.of())));
        words.add(nextId);
        house.after(ACCOUNTS_LATE, accounts);
      }
      case TRAILING_COMMA -> words.addAll(List.of(() -> sendAccountsWithComma(link), nextId));
      case ORDERS_FIRST -> words.addAll(List.of(orders, accounts, nextId));
    }
    Chance chance = house.chance("welcome").of(readied);
    List<String> farms = new ArrayList<>(List.of("2104:Market data farm connection is OK:usfarm",
        "2106:HMDS data farm connection is OK:ushmds",
        "2158:Sec-def data farm connection is OK:secdefil"));
    // Now and then a notice is faster than the last word.
    int early = chance.of("early").uniform() < 0.25 ? words.size() - 1 : words.size();
    for (int i = 0; i < 3; i++) {
      String farm = farms.remove(chance.of(i).below(farms.size()));
      words.add(i == 0 ? early : words.size(), () -> house.error(link, -1,
          Integer.parseInt(farm.substring(0, 4)), farm.substring(5)));
    }
    ending.ifPresent(it -> words.add(() -> house.error(link, -1, it.code(), it.text())));
    if (house.troubles().isLinkLost()) {
      words.add(() -> house.error(link, -1, LINK_LOST,
          "Connectivity between Trader Workstation and server is broken. It will be restored"
              + " automatically."));
    }
    words.forEach(Runnable::run);
  }

  void sendAccounts(Link link) {
    house.send(link, new ManagedAccounts(
        house.accounts().stream().map(it -> new AccountId(it.id())).toList()));
  }

  private void sendAccountsWithComma(Link link) {
    String ids = house.accounts().stream().map(it -> it.id() + ",").collect(Collectors.joining());
    house.outbox().sendBytes(link, FrameWriter.frame(List.of("15", "1", ids)));
  }

  private void welcomeNextOrderId(Link link) {
    if (nextIdLate.isZero()) {
      sendNextOrderId(link);
    } else {
      house.after(nextIdLate, () -> sendNextOrderId(link));
    }
    nextIdAgain.ifPresent(it -> house.after(nextIdLate.plus(it), () -> sendNextOrderId(link)));
  }

  void nextIdLate(Duration delay) {
    nextIdLate = delay;
  }

  void nextIdAt(int id) {
    nextOrderIds.clear();
    lowestOrderId = id;
  }

  void nextIdTwice(Duration after) {
    nextIdAgain = Optional.of(after);
  }

  /** From now on each client hears this, too, when it has logged in. */
  void desupported(Fault.Notice notice) {
    ending = Optional.of(notice);
  }

  private void sendNextOrderId(Link link) {
    house.send(link, new NextValidId(nextOrderId(link.clientId())));
  }

  /** Answers a request for ids; like a Gateway's, each answer is one above the one before. */
  void sendAskedOrderId(Link link) {
    long next = (long) nextOrderId(link.clientId()) + link.nextIdAsked();
    house.send(link, new NextValidId((int) Math.min(next, Integer.MAX_VALUE)));
  }

  private int nextOrderId(int clientId) {
    int first = house.scenario().session().firstOrderId();
    return Math.max(nextOrderIds.getOrDefault(clientId, first), lowestOrderId);
  }

  /** Whether a client may use this id for a new order. */
  boolean isFresh(int clientId, int orderId) {
    return orderId >= nextOrderId(clientId)
        && (!aboveForeign || orderId > shownForeign.getOrDefault(clientId, Integer.MIN_VALUE));
  }

  /** Ids of new orders have to be above those of others' orders that the client was shown. */
  void demandIdsAboveForeign() {
    aboveForeign = true;
  }

  /** A client is shown an order: its own id is used, somebody else's is not, and nobody tells. */
  void shown(int clientId, int owner, int orderId) {
    if (owner == clientId) {
      used(clientId, orderId);
    } else {
      shownForeign.merge(clientId, orderId, Math::max);
    }
  }

  /** This id of the client's is used: its next ones are above. */
  void used(int clientId, int orderId) {
    if (orderId >= nextOrderId(clientId) && orderId < Integer.MAX_VALUE) {
      nextOrderIds.put(clientId, orderId + 1);
    }
  }

  /**
   * The Gateway restarts: no client id is taken any more, and the last order ids of every client
   * are forgotten, as when it went down without saving.
   *
   * @param ids how many; below 0 the next ones are by so many higher than any used
   */
  void restart(int ids) {
    heldUntil.clear();
    int first = house.scenario().session().firstOrderId();
    nextOrderIds.replaceAll((client, next) -> Math.max(first, next - ids));
    if (ids < 0) {
      lowestOrderId = Math.max(lowestOrderId, first) - ids;
    }
  }

  private void left(Link link) {
    if (link.is(Link.Stage.READY)) {
      heldUntil.put(link.clientId(),
          house.now().plus(house.troubles().clientIdsHeld()
              .orElse(house.scenario().session().clientIdHeld())));
      house.outbox().ledger(new LedgerLine(house.now(), LedgerEntry.Event.DISCONNECTED)
          .client(link.clientId()).entry());
    }
  }
}
