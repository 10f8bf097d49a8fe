package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes wrong with orders and their fills beyond the first words about them. */
final class OrderTroubles {
  private final Next<Fault.PermIdLate> permIdLate = new Next<>();
  private final Next<Fault.SizeReduced> sizeReduced = new Next<>();
  private final Next<Fault.HeldOrder> held = new Next<>();
  private final Next<Fault.SwallowCancels> swallowedCancels = new Next<>();
  private final Next<Fault.PreviewTrouble> previews = new Next<>();
  private final Next<Fault.WhatIfTwice> whatIfTwice = new Next<>();
  private final Next<Fault.FillAfterCancel> fillAfterCancel = new Next<>();
  private final Next<Fault.PartThenCancelled> partThenCancelled = new Next<>();
  private final Next<Fault.MispricedExecutions> mispriced = new Next<>();
  private final Next<Fault.ExtraExecutions> extraExecutions = new Next<>();
  private Instant executionsEmptyUntil = Instant.MIN;
  private final Next<Fault.HiddenOrder> hiddenOrders = new Next<>();
  private Fault.@Nullable NeedsMarketData blind;
  private Fault.@Nullable Precaution precaution;
  private int messageTimes = 1;
  private boolean swapped;
  private boolean completedForgotten;
  private Fault.@Nullable RandomRefusals random;
  private Fault.@Nullable CorrectedExecutions corrected;
  private Fault.@Nullable RevisedCommissions revised;

  Next<Fault.PermIdLate> permIdLate() {
    return permIdLate;
  }

  Next<Fault.SizeReduced> sizeReduced() {
    return sizeReduced;
  }

  Next<Fault.HeldOrder> held() {
    return held;
  }

  Next<Fault.SwallowCancels> swallowedCancels() {
    return swallowedCancels;
  }

  Next<Fault.PreviewTrouble> previews() {
    return previews;
  }

  Next<Fault.HiddenOrder> hiddenOrders() {
    return hiddenOrders;
  }

  Next<Fault.MispricedExecutions> mispriced() {
    return mispriced;
  }

  Next<Fault.ExtraExecutions> extraExecutions() {
    return extraExecutions;
  }

  Optional<Fault.NeedsMarketData> blind() {
    return Optional.ofNullable(blind);
  }

  void refuseBlind(Fault.NeedsMarketData fault) {
    blind = fault;
  }

  Optional<Fault.Precaution> precaution() {
    return Optional.ofNullable(precaution);
  }

  void precaution(Fault.Precaution fault) {
    precaution = fault;
  }

  Next<Fault.WhatIfTwice> whatIfTwice() {
    return whatIfTwice;
  }

  /** Whether questions for executions are answered with nothing. */
  boolean areExecutionsEmpty(Instant now) {
    return now.isBefore(executionsEmptyUntil);
  }

  void emptyExecutions(Instant until) {
    executionsEmptyUntil = until;
  }

  Next<Fault.FillAfterCancel> fillAfterCancel() {
    return fillAfterCancel;
  }

  Next<Fault.PartThenCancelled> partThenCancelled() {
    return partThenCancelled;
  }

  /** How often each message about an order is sent. */
  int messageTimes() {
    return messageTimes;
  }

  void messageTimes(int times) {
    messageTimes = Math.max(1, times);
  }

  /** Whether each change is told after the next one. */
  boolean isSwapped() {
    return swapped;
  }

  void swap() {
    swapped = true;
  }

  /** Whether orders that are over are not shown any more. */
  boolean isCompletedForgotten() {
    return completedForgotten;
  }

  void forgetCompleted() {
    completedForgotten = true;
  }

  /** The refusal that chance has for this order. */
  Optional<OrderRules.Refusal> refusal(Chance chance) {
    Fault.RandomRefusals fault = random;
    return fault != null && chance.uniform() < fault.share()
        ? Optional.of(new OrderRules.Refusal(fault.code(), fault.text()))
        : Optional.empty();
  }

  void refuseAtRandom(Fault.RandomRefusals fault) {
    random = fault;
  }

  Optional<Fault.CorrectedExecutions> corrected() {
    return Optional.ofNullable(corrected);
  }

  void correct(Fault.CorrectedExecutions fault) {
    corrected = fault;
  }

  Optional<Fault.RevisedCommissions> revised() {
    return Optional.ofNullable(revised);
  }

  void revise(Fault.RevisedCommissions fault) {
    revised = fault;
  }

  /** So much of the shares, in whole ones. */
  static BigDecimal part(BigDecimal shares, BigDecimal part) {
    return shares.multiply(part).setScale(0, RoundingMode.DOWN);
  }
}
