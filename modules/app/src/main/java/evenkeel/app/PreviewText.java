package evenkeel.app;

import evenkeel.domain.HandOrder;
import evenkeel.gateway.OrderPreview;
import evenkeel.gateway.OrderPreview.Effect;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** What the broker says that an order would do, for people and for programs. */
final class PreviewText {
  private PreviewText() {}

  static void print(Terminal terminal, HandOrder order, OrderPreview preview, boolean isJson) {
    if (isJson) {
      terminal.line(Json.object(object -> fields(object, order, preview)));
      return;
    }
    terminal.line("Preview of " + order + "; nothing is sent.");
    Table table = new Table(
        Table.left("In the account's currency"), Table.right("Before"), Table.right("Change"), Table.right("After"));
    row(table, "Initial margin", preview.initialMargin());
    row(table, "Maintenance margin", preview.maintenanceMargin());
    row(table, "Equity with loan", preview.equityWithLoan());
    terminal.print(table);
    terminal.line("Commission " + commission(preview));
    if (!preview.warning().isEmpty()) {
      terminal.line("The broker warns: " + preview.warning());
    }
  }

  private static String commission(OrderPreview preview) {
    String currency = preview.currency().isEmpty() ? "" : " " + preview.currency();
    return preview.commission().map(it -> Figures.money(it) + currency)
        .or(() -> preview.commissionMin().flatMap(min -> preview.commissionMax()
            .map(max -> Figures.money(min) + " to " + Figures.money(max) + currency)))
        .orElse("not told");
  }

  private static void row(Table table, String name, Effect effect) {
    table.row(name, shown(effect.before()), shown(effect.change()), shown(effect.after()));
  }

  private static String shown(Optional<BigDecimal> amount) {
    return amount.map(Figures::money).orElse("not told");
  }

  private static void fields(Json.Writer object, HandOrder order, OrderPreview preview)
      throws IOException {
    object.text("order", order.toString());
    effect(object, "initial_margin", preview.initialMargin());
    effect(object, "maintenance_margin", preview.maintenanceMargin());
    effect(object, "equity_with_loan", preview.equityWithLoan());
    number(object, "commission", preview.commission());
    number(object, "commission_min", preview.commissionMin());
    number(object, "commission_max", preview.commissionMax());
    object.text("currency", preview.currency()).text("warning", preview.warning());
  }

  private static void effect(Json.Writer object, String name, Effect effect) throws IOException {
    number(object, name + "_before", effect.before());
    number(object, name + "_change", effect.change());
    number(object, name + "_after", effect.after());
  }

  private static void number(Json.Writer object, String name, Optional<BigDecimal> value) throws IOException {
    if (value.isPresent()) {
      object.number(name, value.get());
    }
  }
}
