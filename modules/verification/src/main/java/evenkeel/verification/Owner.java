package evenkeel.verification;

import evenkeel.domain.HandOrder;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.RunId;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import evenkeel.domain.Trigger;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.OrderExecutor;
import evenkeel.engine.RebalancePlanner;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Instrument;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.OwnersFile;
import evenkeel.operations.Permits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Does by hand what the commands of the program do, with whatever life of the process there is. */
final class Owner {
  private static final Duration AT_ONCE = Duration.ofMinutes(2);

  private final AuditedPeriod plan;
  private final World world;
  private final OwnersFile file;
  private final Permits permits;
  private final Auditor auditor;
  private final Tampering tampering;

  Owner(AuditedPeriod plan, World world, DataDirectory directory, Auditor auditor, Tampering tampering) {
    this.tampering = tampering;
    this.plan = plan;
    this.world = world;
    this.file = new OwnersFile(directory);
    this.permits = new Permits(directory);
    this.auditor = auditor;
  }

  void does(Deed deed, Optional<Machine> machine) {
    if (deed instanceof Deed.Pause pause) {
      pause(pause.lasting());
    }
    if (deed instanceof Deed.Resume resume) {
      resume(resume.acceptsBroker());
    }
    if (deed instanceof Deed.Answer answer) {
      answer(answer.isApproved());
    }
    if (deed instanceof Deed.Change change && tampering == Tampering.NO_GUARD_OF_CHANGES) {
      machine.ifPresent(life -> life.executor().ifPresent(executor -> change(change, life, true).ifPresent(
          executor::tell)));
      return;
    }
    machine.ifPresent(life -> command(deed, life).ifPresent(
        command -> life.account().ifPresent(room -> room.tell(command))));
  }

  private Optional<AccountRoom.Command> command(Deed deed, Machine life) {
    return switch (deed) {
      case Deed.Place(HandOrder order) -> Optional.of(new AccountRoom.Place(
          new RebalancePlanner.Place(trigger(order), order, life.nobody())));
      case Deed.Rebalance rebalance -> Optional.of(new AccountRoom.Consider(
          new RebalancePlanner.Consider(Trigger.manual(session(), world.wall(), day().cutOff()), life.nobody())));
      case Deed.Cancel(int which) -> sent(which).map(
          id -> new AccountRoom.Desk(new OrderExecutor.Cancel(id, life.nobody())));
      case Deed.CancelAll all -> Optional.of(new AccountRoom.Desk(new OrderExecutor.CancelAll(life.nobody())));
      case Deed.Change change -> change(change, life, false).map(AccountRoom.Desk::new);
      case Deed.Pause pause -> Optional.empty();
      case Deed.Resume resume -> Optional.empty();
      case Deed.Answer answer -> Optional.empty();
    };
  }

  private Optional<OrderExecutor.Request> change(Deed.Change deed, Machine life, boolean isExamined) {
    return sent(deed.which()).map(id -> new OrderExecutor.Change(
        id, Optional.of(BigDecimal.valueOf(deed.shares())), Optional.empty(), isExamined, life.nobody()));
  }

  /** The id of an order that was sent, counted from the newest. */
  private Optional<Integer> sent(int which) {
    List<Integer> sent = auditor.orderIds();
    return which < sent.size() ? Optional.of(sent.get(sent.size() - 1 - which)) : Optional.empty();
  }

  /** Asks for contracts that nobody needs. */
  void asks(int questions, Optional<Machine> machine) {
    var details = new BrokerRequest.Details(Instrument.usStock(new Symbol("GLD")));
    machine.ifPresent(life -> life.gateway().ifPresent(gateway -> {
      for (int i = 0; i < questions; i++) {
        gateway.tell(new GatewaySupervisor.Ask<>(details, life.nobody()));
      }
    }));
  }

  private void answer(boolean isApproved) {
    try {
      RunId run = plan.monthEnd(world.now());
      auditor.answered(run, permits.answer(run, isApproved, world.wall()).isApproved());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void pause(Duration lasting) {
    try {
      file.pause("by hand", world.wall());
      auditor.paused(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    world.after(lasting, () -> world.whenAwake(() -> resume(false)));
  }

  private void resume(boolean acceptsBroker) {
    try {
      if (acceptsBroker) {
        file.resumeAndAcceptBroker(world.wall());
      } else {
        file.resume(world.wall());
      }
      auditor.paused(false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As the command line makes them. */
  private Trigger trigger(HandOrder order) {
    Instant soon = world.wall().plus(AT_ONCE);
    boolean isEarlier = order.type().fillsAtClose() && day().cutOff().isBefore(soon);
    return Trigger.order(session(), world.wall(), isEarlier ? day().cutOff() : soon);
  }

  private Session session() {
    return NyseCalendar.session(day().session()).orElseThrow();
  }

  private DayPlan day() {
    return plan.day(world.now());
  }
}
