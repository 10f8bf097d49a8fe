package evenkeel.app;

import evenkeel.domain.HandOrder;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.gateway.OrderPreview.Effect;
import evenkeel.gateway.OrderPreview;
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
    terminal.say(new DeskText.PreviewOf(order.toString()));
    Table table = new Table(
        Table.left(new Heading.InAccountCurrency()), Table.right(new Heading.Before()),
        Table.right(new Heading.Change()), Table.right(new Heading.After()));
    Language language = terminal.language();
    row(table, language, new DeskText.InitialMargin(), preview.initialMargin());
    row(table, language, new DeskText.MaintenanceMargin(), preview.maintenanceMargin());
    row(table, language, new DeskText.EquityWithLoan(), preview.equityWithLoan());
    terminal.print(table);
    terminal.say(new DeskText.CommissionOf(commission(preview)));
    if (!preview.warning().isEmpty()) {
      terminal.say(new DeskText.BrokerWarns(preview.warning()));
    }
  }

  private static Phrase commission(OrderPreview preview) {
    String currency = preview.currency().isEmpty() ? "" : " " + preview.currency();
    return preview.commission().map(it -> Phrase.of(Figures.money(it) + currency))
        .or(() -> preview.commissionMin().flatMap(min -> preview.commissionMax()
            .map(max -> new DeskText.CommissionRange(Figures.money(min), Figures.money(max) + currency))))
        .orElseGet(DeskText.NotTold::new);
  }

  private static void row(Table table, Language language, Phrase name, Effect effect) {
    table.row(
        language.say(name), shown(effect.before(), language), shown(effect.change(), language),
        shown(effect.after(), language));
  }

  private static String shown(Optional<BigDecimal> amount, Language language) {
    return amount.map(Figures::money).orElseGet(() -> language.say(new DeskText.NotTold()));
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
