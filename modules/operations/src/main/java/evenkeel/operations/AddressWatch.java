package evenkeel.operations;

import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether this machine's addresses change: IBKR is reported to end the token for restarts without a password then. A
 * change counts once it is seen at two looks in a row, and a machine that is offline has not changed.
 */
final class AddressWatch {
  private final MachineAddresses.Source source;
  private final AddressMemory memory;
  private Optional<AddressMemory.Note> note;
  private MachineAddresses seen = MachineAddresses.NONE;

  AddressWatch(MachineAddresses.Source source, AddressMemory memory) {
    this.source = source;
    this.memory = memory;
    this.note = memory.read();
  }

  /** Looks once more; a change is told once. */
  Optional<Alert> look(Instant now) {
    MachineAddresses before = seen;
    seen = source.now();
    boolean isKnown = note.map(AddressMemory.Note::addresses).filter(seen::equals).isPresent();
    if (seen.isNone() || isKnown || !seen.equals(before)) {
      return Optional.empty();
    }
    Optional<AddressMemory.Change> change = note.map(
        known -> new AddressMemory.Change(known.addresses(), now));
    note = Optional.of(new AddressMemory.Note(seen, change));
    memory.write(note.get());
    return change.map(it -> new Alert(
        Severity.WARNING, "address", new GatewayText.AddressChanged(it.before().shown(), seen.shown()), now));
  }

  /** What is known, where it has changed since the last weekly end of the log-in. */
  Optional<AddressMemory.Note> changed(Instant now) {
    return note.filter(known -> known.changeSinceLogIn(now).isPresent());
  }
}
