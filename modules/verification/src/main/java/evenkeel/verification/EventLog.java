package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What happened, a line each, in the exchange's time. The same seed gives the same text, byte for byte. */
final class EventLog implements Witness {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
      .withZone(ZoneId.of("America/New_York"));

  private final World world;
  private final StringBuilder text = new StringBuilder();

  EventLog(World world) {
    this.world = world;
  }

  String text() {
    return text.toString();
  }

  /** What was not drained yet, which is forgotten here. */
  String drain() {
    String drained = text.toString();
    text.setLength(0);
    return drained;
  }

  void line(String kind, String what) {
    text.append(TIME.format(world.now())).append(' ').append(kind).append(' ').append(what).append('\n');
  }

  @Override
  public void opened(long connection) {
    line("wire", "connection " + connection + " is open");
  }

  @Override
  public void sent(long connection, ClientMessage message) {
    if (message instanceof RequestCurrentTime) {
      // Every half minute of every day.
      return;
    }
    line("sent", message instanceof PlaceOrder place
        ? "placeOrder " + place.orderId() + " " + place.order().action() + " "
            + place.order().totalQuantity().map(BigDecimal::toPlainString).orElse("-") + " "
            + place.contract().symbol() + " " + place.order().orderType() + " " + place.order().orderRef()
        : message.type().toString());
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    if (message instanceof evenkeel.tws.ErrorMessage error) {
      line("heard", "error " + error.id() + " " + error.code() + " " + error.text());
    }
  }

  @Override
  public void ended(long connection) {
    line("wire", "connection " + connection + " is over");
  }

  @Override
  public void booked(LedgerEntry entry) {
    var line = new StringBuilder(entry.event().toString());
    entry.orderId().ifPresent(id -> line.append(" order=").append(id));
    entry.permId().ifPresent(id -> line.append(" perm=").append(id));
    entry.orderRef().ifPresent(ref -> line.append(" ref=").append(ref));
    entry.quantity().ifPresent(shares -> line.append(" quantity=").append(shares.toPlainString()));
    entry.price().ifPresent(price -> line.append(" price=").append(price.toPlainString()));
    entry.filled().ifPresent(shares -> line.append(" filled=").append(shares.toPlainString()));
    entry.execId().ifPresent(id -> line.append(" exec=").append(id));
    entry.code().ifPresent(code -> line.append(" code=").append(code));
    entry.text().ifPresent(words -> line.append(" text=").append(words));
    line("ledger", line.toString());
  }

  @Override
  public void journalled(Journal.Entry entry) {
    line("journal", entry.manifest() + " " + (entry.manifest().equals("decision-made") ? "" : entry.json()));
  }

  @Override
  public void lost(int events) {
    line("journal", "lost its newest events: " + events);
  }

  @Override
  public void logged(String words) {
    line("log", words);
  }

  @Override
  public void mishap(String what) {
    line("MISHAP", what);
  }
}
