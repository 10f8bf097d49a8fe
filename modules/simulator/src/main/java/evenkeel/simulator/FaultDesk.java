package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.tws.FrameWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Lets the faults of a scenario happen when their time has come. */
final class FaultDesk {
  private final House house;
  private final LogIns logIns;
  private final OrderDesk orders;
  private final OrderTeller teller;
  private final QuoteDesk quotes;
  private final AccountDesk accounts;

  FaultDesk(
      House house, LogIns logIns, OrderDesk orders, OrderTeller teller, QuoteDesk quotes,
      AccountDesk accounts) {
    this.house = house;
    this.logIns = logIns;
    this.orders = orders;
    this.teller = teller;
    this.quotes = quotes;
    this.accounts = accounts;
  }

  /** Plans those that wait for a time. One whose time has passed happens at once. */
  void start() {
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
    Troubles troubles = house.troubles();
    switch (fault) {
      case Fault.Restart restart -> restart(restart);
      case Fault.DropConnections drop -> house.links().all().forEach(it -> drop(it, drop));
      case Fault.Silent silent -> house.outbox().silence(house.now().plus(silent.lasting()));
      case Fault.HalfOpen halfOpen -> house.links().all().forEach(Link::die);
      case Fault.CloseAfterHello it -> troubles.closeAfterHello(it.count());
      case Fault.Welcome it -> troubles.welcome(it.kind());
      case Fault.StrangeMessages it -> house.links().ready().forEach(this::sendStrange);
      case Fault.Garbage garbage -> house.links().ready()
          .forEach(it -> house.outbox().sendBytes(it, garbage()));
      case Fault.LinkLost lost -> loseLink();
      case Fault.LinkRestored restored -> restoreLink(restored);
      case Fault.Notice notice -> house.noticeToAll(notice.code(), notice.text());
      case Fault.DuplicateStatuses it -> troubles.statusTimes(it.times());
      case Fault.FillMessages it -> troubles.sequence(it.sequence());
      case Fault.CommissionLate it -> troubles.commissionLate(it.delay());
      case Fault.CommissionReports it -> troubles.commissionTimes(it.times());
      case Fault.NextOrderInactive it -> troubles.inactive(it);
      case Fault.PartialFills it -> troubles.fillParts(it.parts());
      case Fault.SwallowOrders it -> troubles.swallow(it.count());
      case Fault.SilentOrders it -> troubles.silenceOrders(it.count());
      case Fault.OrderNewsLate it -> troubles.orderNewsLate(it.delay());
      case Fault.RefuseNextOrder it -> troubles.refuse(it);
      case Fault.CancelOvertaken it -> troubles.overtakeCancel();
      case Fault.CancelNotFound it -> troubles.loseCancel();
      case Fault.CancelledWithoutRemaining it -> troubles.hideRemaining();
      case Fault.RejectSymbol it -> troubles.reject(it);
      case Fault.OrderNote it -> troubles.note(it);
      case Fault.CancelOrders it -> orders.cancelAll(it.reason());
      case Fault.ForeignOrder it -> orders.foreign(it);
      case Fault.Auction it -> troubles.auction(it);
      case Fault.CompetingSession it -> {
        troubles.compete(house.now().plus(it.lasting()));
        quotes.compete();
      }
      case Fault.Quotes it -> house.instruments().bySymbol(it.symbol())
          .ifPresent(instrument -> house.market().override(instrument, it.override()));
      case Fault.PacingViolation it -> troubles.violatePacing(it.count());
      case Fault.AccountNotReady it -> {
        troubles.accountNotReady(house.now().plus(it.lasting()));
        accounts.readinessChanged();
        house.after(it.lasting(), accounts::readinessChanged);
      }
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

  private void drop(Link link, Fault.DropConnections drop) {
    if (drop.midFrame()) {
      byte[] notice = "4\0002\000-1\0002104\000Market data farm connection is OK:usfarm\000\000"
          .getBytes(StandardCharsets.US_ASCII);
      byte[] frame = FrameWriter.frame(notice);
      house.outbox().sendBytes(link, Arrays.copyOf(frame, frame.length / 2));
    }
    house.after(house.scenario().session().answerDelay(), () -> house.hangUp(link));
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

  private void loseLink() {
    house.troubles().linkLost(true);
    house.noticeToAll(1100, "Connectivity between IBKR and Trader Workstation has been lost.");
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

  private void unknown(Fault.UnknownPosition fault) {
    Instrument instrument = InstrumentCatalogue.hidden(fault.symbol(), fault.conId(),
        fault.cost());
    house.accounts().iterator().next().put(instrument, fault.quantity(), fault.cost(),
        house.today());
  }
}
