package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.util.List;

/** Several witnesses, each told in this order. */
record Witnesses(List<Witness> all) implements Witness {
  Witnesses {
    all = List.copyOf(all);
  }

  @Override
  public void opened(long connection) {
    all.forEach(witness -> witness.opened(connection));
  }

  @Override
  public void sent(long connection, ClientMessage message) {
    all.forEach(witness -> witness.sent(connection, message));
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    all.forEach(witness -> witness.heard(connection, message));
  }

  @Override
  public void ended(long connection) {
    all.forEach(witness -> witness.ended(connection));
  }

  @Override
  public void booked(LedgerEntry entry) {
    all.forEach(witness -> witness.booked(entry));
  }

  @Override
  public void journalled(Journal.Entry entry) {
    all.forEach(witness -> witness.journalled(entry));
  }

  @Override
  public void lost(int events) {
    all.forEach(witness -> witness.lost(events));
  }

  @Override
  public void logged(String line) {
    all.forEach(witness -> witness.logged(line));
  }

  @Override
  public void mishap(String what) {
    all.forEach(witness -> witness.mishap(what));
  }
}
