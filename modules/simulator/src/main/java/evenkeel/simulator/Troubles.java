package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The faults that last: what the desks look at before they do the usual thing. */
final class Troubles {
  private final OrderTroubles orders = new OrderTroubles();
  private final DataTroubles data = new DataTroubles();
  private final Next<Fault.ClientIdInUse> clientIdInUse = new Next<>();
  private Fault.@Nullable Trickle reading;
  private @Nullable Duration clientIdsHeld;
  private int statusTimes = 1;
  private Fault.FillMessages.Sequence sequence = Fault.FillMessages.Sequence.USUAL;
  private Duration commissionLate = Duration.ZERO;
  private int commissionTimes = 1;
  private int fillParts = 1;
  private Fault.Auction auction = new Fault.Auction(BigDecimal.ONE, Duration.ZERO);
  private final Map<String, Fault.RejectSymbol> rejected = new TreeMap<>();
  private Fault.@Nullable NextOrderInactive inactive;
  private Fault.@Nullable OrderNote note;
  private int swallowed;
  private int silenced;
  private int pacingViolations;
  private int closedAfterHello;
  private Fault.Welcome.Kind welcome = Fault.Welcome.Kind.USUAL;
  private Duration orderNewsLate = Duration.ZERO;
  private Fault.@Nullable RefuseNextOrder refusal;
  private boolean cancelOvertaken;
  private boolean cancelNotFound;
  private boolean remainingHidden;
  private boolean linkLost;
  private Instant competingUntil = Instant.MIN;
  private Instant accountNotReadyUntil = Instant.MIN;
  private Instant downUntil = Instant.MIN;

  OrderTroubles orders() {
    return orders;
  }

  DataTroubles data() {
    return data;
  }

  Next<Fault.ClientIdInUse> clientIdInUse() {
    return clientIdInUse;
  }

  /** How slowly the Gateway reads; empty when it does not. */
  Optional<Fault.Trickle> reading() {
    return Optional.ofNullable(reading);
  }

  void reading(Fault.Trickle how) {
    reading = how.bytes() == 0 ? null : how;
  }

  /** How long ids stay taken, when a fault has said so. */
  Optional<Duration> clientIdsHeld() {
    return Optional.ofNullable(clientIdsHeld);
  }

  void holdClientIds(Duration lasting) {
    clientIdsHeld = lasting;
  }

  int statusTimes() {
    return statusTimes;
  }

  void statusTimes(int times) {
    statusTimes = times;
  }

  Fault.FillMessages.Sequence sequence() {
    return sequence;
  }

  void sequence(Fault.FillMessages.Sequence changed) {
    sequence = changed;
  }

  Duration commissionLate() {
    return commissionLate;
  }

  void commissionLate(Duration delay) {
    commissionLate = delay;
  }

  int commissionTimes() {
    return commissionTimes;
  }

  void commissionTimes(int times) {
    commissionTimes = times;
  }

  int fillParts() {
    return fillParts;
  }

  void fillParts(int parts) {
    fillParts = Math.max(1, parts);
  }

  Fault.Auction auction() {
    return auction;
  }

  void auction(Fault.Auction changed) {
    auction = changed;
  }

  Optional<Fault.RejectSymbol> rejected(String symbol) {
    return Optional.ofNullable(rejected.get(symbol));
  }

  void reject(Fault.RejectSymbol fault) {
    rejected.put(fault.symbol(), fault);
  }

  Optional<Fault.NextOrderInactive> takeInactive() {
    Optional<Fault.NextOrderInactive> taken = Optional.ofNullable(inactive);
    inactive = null;
    return taken;
  }

  void inactive(Fault.NextOrderInactive fault) {
    inactive = fault;
  }

  Optional<Fault.OrderNote> takeNote() {
    Optional<Fault.OrderNote> taken = Optional.ofNullable(note);
    note = null;
    return taken;
  }

  void note(Fault.OrderNote fault) {
    note = fault;
  }

  /** Whether this order vanishes. */
  boolean takeSwallowed() {
    return swallowed > 0 && swallowed-- > 0;
  }

  void swallow(int count) {
    swallowed = count;
  }

  /** Whether this order is not talked about. */
  boolean takeSilenced() {
    return silenced > 0 && silenced-- > 0;
  }

  void silenceOrders(int count) {
    silenced = count;
  }

  boolean takePacingViolation() {
    return pacingViolations > 0 && pacingViolations-- > 0;
  }

  void violatePacing(int count) {
    pacingViolations = count;
  }

  boolean takeCloseAfterHello() {
    return closedAfterHello > 0 && closedAfterHello-- > 0;
  }

  void closeAfterHello(int count) {
    closedAfterHello = count;
  }

  Fault.Welcome.Kind welcome() {
    return welcome;
  }

  void welcome(Fault.Welcome.Kind kind) {
    welcome = kind;
  }

  Duration orderNewsLate() {
    return orderNewsLate;
  }

  void orderNewsLate(Duration delay) {
    orderNewsLate = delay;
  }

  Optional<Fault.RefuseNextOrder> takeRefusal() {
    Optional<Fault.RefuseNextOrder> taken = Optional.ofNullable(refusal);
    refusal = null;
    return taken;
  }

  void refuse(Fault.RefuseNextOrder fault) {
    refusal = fault;
  }

  boolean takeCancelOvertaken() {
    boolean taken = cancelOvertaken;
    cancelOvertaken = false;
    return taken;
  }

  void overtakeCancel() {
    cancelOvertaken = true;
  }

  boolean takeCancelNotFound() {
    boolean taken = cancelNotFound;
    cancelNotFound = false;
    return taken;
  }

  void loseCancel() {
    cancelNotFound = true;
  }

  /** Whether cancelled orders show nothing remaining. */
  boolean isRemainingHidden() {
    return remainingHidden;
  }

  void hideRemaining() {
    remainingHidden = true;
  }

  boolean isLinkLost() {
    return linkLost;
  }

  void linkLost(boolean lost) {
    linkLost = lost;
  }

  boolean isCompeting(Instant now) {
    return now.isBefore(competingUntil);
  }

  void compete(Instant until) {
    competingUntil = until;
  }

  boolean isAccountReady(Instant now) {
    return !now.isBefore(accountNotReadyUntil);
  }

  void accountNotReady(Instant until) {
    accountNotReadyUntil = until;
  }

  boolean isDown(Instant now) {
    return now.isBefore(downUntil);
  }

  void down(Instant until) {
    downUntil = until;
  }
}
