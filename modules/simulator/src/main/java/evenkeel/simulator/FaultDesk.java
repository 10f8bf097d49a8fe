package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.tws.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets the faults of a scenario happen when their time has come. */
final class FaultDesk {
  private static final int LOST = 1100;

  private final House house;
  private final LogIns logIns;
  private final OrderDesk orders;
  private final OrderTeller teller;
  private final QuoteDesk quotes;
  private final AccountDesk accounts;
  private final AccountChanges changes;
  private final OrderBook book;
  private final Fills fills;
  private final Corrections corrections;
  private final ForeignDesk foreign;

  FaultDesk(
      House house, LogIns logIns, OrderDesk orders, OrderTeller teller, QuoteDesk quotes,
      AccountDesk accounts, OrderBook book, Fills fills, Corrections corrections,
      ForeignDesk foreign) {
    this.house = house;
    this.logIns = logIns;
    this.orders = orders;
    this.teller = teller;
    this.quotes = quotes;
    this.accounts = accounts;
    this.changes = new AccountChanges(house, accounts, orders);
    this.book = book;
    this.fills = fills;
    this.corrections = corrections;
    this.foreign = foreign;
  }

  /** Plans those that wait for a time. One whose time has passed happens at once. */
  void start() {
    changes.start();
    for (TimedFault timed : house.scenario().faults()) {
      switch (timed.when()) {
        case TimedFault.At at -> plan(at.instant(), timed.fault());
        case TimedFault.AtTime at -> plan(next(at.time()), timed.fault());
        case TimedFault.Daily daily -> planDaily(next(daily.time()), daily.time(), timed.fault());
        case TimedFault.AfterConnect it -> waits();
        case TimedFault.OnOrder it -> waits();
        case TimedFault.OnFill it -> waits();
        case TimedFault.OnConnect it -> waits();
      }
    }
  }

  /** For something to happen, not for a time. */
  private static void waits() {}

  private void plan(Instant at, Fault fault) {
    house.timeline().at(at, () -> happen(fault));
  }

  private void planDaily(Instant at, LocalTime time, Fault fault) {
    house.timeline().at(at, () -> {
      happen(fault);
      ZonedDateTime tomorrow = at.atZone(NyseCalendar.ZONE).plusDays(1).with(time);
      planDaily(tomorrow.toInstant(), time, fault);
    });
  }

  private Instant next(LocalTime time) {
    ZonedDateTime now = house.now().atZone(NyseCalendar.ZONE);
    ZonedDateTime today = now.with(time);
    return (today.isBefore(now) ? today.plusDays(1) : today).toInstant();
  }

  void connected(int number) {
    happenOn(it -> it instanceof TimedFault.OnConnect on && on.number() == number);
    if (number == 1) {
      for (TimedFault timed : house.scenario().faults()) {
        if (timed.when() instanceof TimedFault.AfterConnect after) {
          plan(house.now().plus(after.delay()), timed.fault());
        }
      }
    }
  }

  void ordered(int number) {
    happenOn(it -> it instanceof TimedFault.OnOrder on && on.number() == number);
  }

  void filled(int number) {
    happenOn(it -> it instanceof TimedFault.OnFill on && on.number() == number);
  }

  private void happenOn(Predicate<TimedFault.When> moment) {
    house.scenario().faults().stream().filter(it -> moment.test(it.when()))
        .forEach(it -> happen(it.fault()));
  }

  void happen(Fault fault) {
    switch (fault) {
      case Fault.OfTransport it -> transport(it);
      case Fault.OfLink it -> link(it);
      case Fault.OfOrders it -> order(it);
      case Fault.OfFills it -> fill(it);
      case Fault.OfData it -> data(it);
      case Fault.OfAccount it -> account(it);
      case AccountChange it -> changes.happen(it);
    }
  }

  private void transport(Fault.OfTransport fault) {
    Troubles troubles = house.troubles();
    switch (fault) {
      case Fault.Restart restart -> restart(restart);
      case Fault.DropConnections drop -> house.links().all().forEach(it -> drop(it, drop));
      case Fault.Silent silent -> house.outbox().silence(house.now().plus(silent.lasting()));
      case Fault.HalfOpen it -> house.links().all().forEach(link -> die(link, it.deaf()));
      case Fault.Trickle it -> trickle(it);
      case Fault.CloseAfterHello it -> troubles.closeAfterHello(it.count());
      case Fault.Welcome it -> troubles.welcome(it.kind());
      case Fault.ClientIdInUse it -> troubles.clientIdInUse().set(it, it.count());
      case Fault.ClientIdsHeld it -> troubles.holdClientIds(it.lasting());
      case Fault.GreetingZone it -> house.clock().word(it);
      case Fault.NextIdLate it -> logIns.nextIdLate(it.delay());
      case Fault.NextIdAt it -> logIns.nextIdAt(it.id());
      case Fault.NextIdTwice it -> logIns.nextIdTwice(it.after());
      case Fault.StrangeMessages it -> house.links().ready().forEach(this::sendStrange);
      case Fault.Garbage garbage -> house.links().ready()
          .forEach(it -> house.outbox().sendBytes(it, garbage()));
      case Fault.PacingViolation it -> troubles.violatePacing(it.count());
    }
  }

  private void link(Fault.OfLink fault) {
    switch (fault) {
      case Fault.LinkLost lost -> loseLink(lost);
      case Fault.LinkRestored restored -> restoreLink(restored);
      case Fault.FarmChange change -> {
        house.troubles().data().change(change);
        link(change.farm().notice(change.state()));
      }
      case Fault.PortChanged changed -> changePort(changed);
      case Fault.Desupported it -> {
        logIns.desupported(it.notice());
        link(it.notice());
      }
      case Fault.Notice notice -> house.noticeToAll(notice.code(), notice.text());
    }
  }

  private void order(Fault.OfOrders fault) {
    Troubles troubles = house.troubles();
    OrderTroubles more = troubles.orders();
    switch (fault) {
      case Fault.DuplicateStatuses it -> troubles.statusTimes(it.times());
      case Fault.DuplicateMessages it -> more.messageTimes(it.times());
      case Fault.SwappedStatuses it -> more.swap();
      case Fault.PermIdLate it -> more.permIdLate().set(it, it.count());
      case Fault.SecondPermId it -> orders.secondPermIds(it.twin());
      case Fault.SizeReduced it -> more.sizeReduced().set(it, 1);
      case Fault.HeldOrder it -> more.held().set(it, 1);
      case Fault.NextOrderInactive it -> troubles.inactive(it);
      case Fault.SwallowOrders it -> troubles.swallow(it.count());
      case Fault.WindowConfirmed it -> orders.windowConfirmed();
      case Fault.SilentOrders it -> troubles.silenceOrders(it.count());
      case Fault.OrderNewsLate it -> troubles.orderNewsLate(it.delay());
      case Fault.RefuseNextOrder it -> troubles.refuse(it);
      case Fault.RandomRefusals it -> more.refuseAtRandom(it);
      case Fault.RejectSymbol it -> troubles.reject(it);
      case Fault.OrderNote it -> troubles.note(it);
      case Fault.CancelOvertaken it -> troubles.overtakeCancel();
      case Fault.CancelNotFound it -> troubles.loseCancel();
      case Fault.SwallowCancels it -> more.swallowedCancels().set(it, it.count());
      case Fault.PreviewTrouble it -> more.previews().set(it, it.count());
      case Fault.FillAfterCancel it -> more.fillAfterCancel().set(it, 1);
      case Fault.CancelledWithoutRemaining it -> troubles.hideRemaining();
      case Fault.CancelOrders it -> orders.cancelAll(it);
      case Fault.CompletedForgotten it -> more.forgetCompleted();
      case Fault.ForeignOrder it -> foreign.place(it);
      case Fault.NeedsMarketData it -> more.refuseBlind(it);
      case Fault.Precaution it -> more.precaution(it);
      case Fault.HiddenOrder it -> more.hiddenOrders().set(it, it.count());
      case Fault.IdsAboveForeign it -> logIns.demandIdsAboveForeign();
      case Fault.DeactivateOrders it -> orders.deactivate(it.newest());
      case Fault.CancelForeign it -> foreign.cancel(it);
      case Fault.WhatIfTwice it -> more.whatIfTwice().set(it, it.count());
    }
  }

  private void fill(Fault.OfFills fault) {
    Troubles troubles = house.troubles();
    OrderTroubles more = troubles.orders();
    switch (fault) {
      case Fault.FillMessages it -> troubles.sequence(it.sequence());
      case Fault.CommissionLate it -> troubles.commissionLate(it.delay());
      case Fault.CommissionReports it -> troubles.commissionTimes(it.times());
      case Fault.CorrectedExecutions it -> more.correct(it);
      case Fault.MispricedExecutions it -> more.mispriced().set(it, it.count());
      case Fault.ExtraExecutions it -> more.extraExecutions().set(it, it.count());
      case Fault.CorrectShares it -> corrections.correctShares(it);
      case Fault.ExecutionsForgotten it -> book.forget(it.count());
      case Fault.ExecutionsEmpty it -> more.emptyExecutions(house.now().plus(it.lasting()));
      case Fault.ExecutionIdsRestart it -> fills.restartIds();
      case Fault.StrangerExecution it -> foreign.stranger(it);
      case Fault.RevisedCommissions it -> more.revise(it);
      case Fault.PartialFills it -> troubles.fillParts(it.parts());
      case Fault.PartThenCancelled it -> more.partThenCancelled().set(it, 1);
      case Fault.Auction it -> troubles.auction(it);
    }
  }

  private void data(Fault.OfData fault) {
    switch (fault) {
      case Fault.CompetingSession it -> {
        house.troubles().compete(house.now().plus(it.lasting()));
        quotes.compete();
      }
      case Fault.Quotes it -> house.instruments().named(it.symbol())
          .ifPresent(instrument -> house.market().override(instrument, it.override()));
      case Fault.DataKindChange it -> quotes.change(DataKind.valueOf(it.kind().name()));
      case Fault.HistoryTrouble it -> house.troubles().data().history().set(it, it.count());
      case Fault.ContractGone it -> lose(it);
      case Fault.EndMissing it -> {
        house.outbox().lose(it.message(), it.count());
        house.troubles().data().endsWhenFiltered(it.message(), it.unlessFiltered());
      }
      case Fault.TimeAnswersLost it -> house.troubles().data().loseTimeAnswers();
      case Fault.LoseMessages it -> house.outbox().lose(it.message(), it.count());
    }
  }

  private void account(Fault.OfAccount fault) {
    Troubles troubles = house.troubles();
    switch (fault) {
      case Fault.AccountNotReady it -> {
        troubles.accountNotReady(house.now().plus(it.lasting()));
        accounts.readinessChanged();
        house.after(it.lasting(), accounts::readinessChanged);
      }
      case Fault.AccountValuesMissing it -> {
        troubles.data().miss(it, house.now().plus(it.lasting()));
        house.after(it.lasting(), accounts::readinessChanged);
      }
      case Fault.PositionsWithoutExchange it -> troubles.data().hideExchanges();
      case Fault.SettlementLate it ->
        house.accounts().forEach(book -> book.settlesLate(it.sessions()));
      case Fault.LedgerPrefix it -> troubles.data().prefixLedger();
      case Fault.TagsPerCurrency it -> troubles.data().repeatTagsPerCurrency();
      case Fault.PositionOfType it -> other(it);
      case Fault.UnknownPosition it -> unknown(it);
    }
  }

  private void restart(Fault.Restart restart) {
    house.links().all().forEach(house::hangUp);
    house.troubles().down(house.now().plus(restart.down()));
    orders.forgetHeldBack();
    logIns.restart(restart.idsBack());
    // Coming back is a moment that a driver has to look at, if only to listen again.
    house.after(restart.down(), () -> {});
  }

  private void changePort(Fault.PortChanged changed) {
    house.noticeToAll(1300, "TWS socket port has been reset and this connection is being dropped."
        + " Please reconnect on the new port -" + changed.port());
    house.troubles().down(house.now().plus(changed.away()));
    house.after(house.scenario().session().answerDelay(),
        () -> house.links().all().forEach(house::hangUp));
    house.after(changed.away(), () -> {});
  }

  private void die(Link link, boolean deaf) {
    link.die();
    if (deaf) {
      house.outbox().deafen(link);
    }
  }

  private void trickle(Fault.Trickle how) {
    switch (how.way()) {
      case WRITTEN -> house.outbox().trickle(how);
      case READ -> house.troubles().reading(how);
      case BOTH -> {
        house.outbox().trickle(how);
        house.troubles().reading(how);
      }
    }
  }

  private void drop(Link link, Fault.DropConnections drop) {
    if (drop.midFrame()) {
      byte[] notice = "4\0002\000-1\0002104\000Market data farm connection is OK:usfarm\000\000"
          .getBytes(StandardCharsets.US_ASCII);
      byte[] frame = FrameWriter.frame(notice);
      house.outbox().sendBytes(link, Arrays.copyOf(frame, frame.length / 2));
    }
    house.after(house.scenario().session().answerDelay(), () -> {
      if (drop.reset()) {
        house.reset(link);
      } else {
        house.hangUp(link);
      }
    });
  }

  private void sendStrange(Link link) {
    Outbox outbox = house.outbox();
    outbox.sendBytes(link, FrameWriter.frame(List.of("199", "1", "what is this")));
    String time = Long.toString(house.now().getEpochSecond());
    outbox.sendBytes(link, FrameWriter.frame(List.of("49", "1", time, "surplus", "fields")));
    byte[] notice = "4\0002\000-1\0002104\000\u00e9\u00fc\000\000"
        .getBytes(StandardCharsets.ISO_8859_1);
    outbox.sendBytes(link, FrameWriter.frame(notice));
  }

  private byte[] garbage() {
    byte[] bytes = new byte[40];
    Chance chance = house.chance("garbage").of(house.now().toEpochMilli());
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) chance.of(i).below(256);
    }
    return bytes;
  }

  private void loseLink(Fault.LinkLost lost) {
    house.troubles().linkLost(true);
    sayLost(lost, lost.times());
  }

  private void sayLost(Fault.LinkLost lost, int times) {
    if (times <= 0 || !house.troubles().isLinkLost()) {
      return;
    }
    house.noticeToAll(lost.code(), lost.code() == LOST
        ? "Connectivity between IBKR and Trader Workstation has been lost."
        : "Connectivity between Trader Workstation and server is broken. It will be restored"
            + " automatically.");
    if (times > 1) {
      house.after(lost.every(), () -> sayLost(lost, times - 1));
    }
  }

  private void restoreLink(Fault.LinkRestored restored) {
    house.troubles().linkLost(false);
    if (restored.subscriptionsKept()) {
      house.noticeToAll(1102, "Connectivity between IBKR and Trader Workstation has been restored"
          + " - data maintained. All data farms are connected: usfarm; ushmds; secdefil.");
    } else {
      quotes.loseAll();
      house.noticeToAll(1101, "Connectivity between IBKR and Trader Workstation has been restored"
          + " - data lost.");
    }
    teller.linked(restored.fillsTold());
    orders.linked();
  }

  private void lose(Fault.ContractGone fault) {
    Instrument gone = house.instruments().wanted(fault.symbol());
    if (fault.conId().isPresent()) {
      changes.renumber(gone, fault.conId().getAsInt());
    } else {
      orders.cancelAll(gone);
      house.instruments().replace(gone, Optional.empty());
    }
  }

  private void other(Fault.PositionOfType fault) {
    AccountBook book = house.accounts().iterator().next();
    Instrument instrument = InstrumentCatalogue.other(fault);
    if (instrument.isForex()) {
      // No holding: it only shows what conversions have made of the cash.
      book.showVirtual();
      book.put(instrument, fault.quantity(), fault.cost(), house.today());
    } else {
      changes.transfer(book, instrument, fault.quantity(), fault.cost());
    }
  }

  private void unknown(Fault.UnknownPosition fault) {
    Instrument instrument = InstrumentCatalogue.hidden(fault.symbol(), fault.conId(),
        fault.cost());
    changes.transfer(house.accounts().iterator().next(), instrument, fault.quantity(),
        fault.cost());
  }
}
