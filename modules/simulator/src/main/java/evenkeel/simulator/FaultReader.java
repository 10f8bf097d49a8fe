package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The faults as scenario files name them. */
final class FaultReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Map<String, Function<Section, Fault>> BY_NAME = byName();

  private FaultReader() {}

  static Fault read(Section section, Collection<String> symbols) {
    String name = section.text("fault");
    Function<Section, Fault> reader = BY_NAME.get(name);
    if (reader == null) {
      throw section.problem("fault",
          "'" + name + "' is none of " + String.join(", ", BY_NAME.keySet()));
    }
    Fault fault = reader.apply(section);
    if (fault instanceof Fault.Quotes quotes && !symbols.contains(quotes.symbol())) {
      throw section.problem("symbol", "'" + quotes.symbol() + "' is not among the contracts");
    }
    return fault;
  }

  /** A quote's override: a price, the name of a trouble, or "normal". */
  static Optional<PriceOverride> override(Section section, String key) {
    String text = section.text(key);
    if (text.equals("normal")) {
      return Optional.empty();
    }
    return Optional.of(text.matches("[0-9.]+")
        ? new PriceOverride.Fixed(section.decimal(key))
        : section.choice(key, PriceOverride.Trouble.class));
  }

  private static Map<String, Function<Section, Fault>> byName() {
    Map<String, Function<Section, Fault>> readers = new LinkedHashMap<>();
    readers.put("restart", it -> new Fault.Restart(lasting(it, "down", MINUTE.multipliedBy(2)),
        it.optional("ids-back", it::integer).orElse(0)));
    readers.put("drop-connections",
        it -> new Fault.DropConnections(it.optional("mid-frame", it::flag).orElse(false)));
    readers.put("silent", it -> new Fault.Silent(lasting(it, "lasting", Duration.ofDays(3650))));
    readers.put("half-open", it -> new Fault.HalfOpen());
    readers.put("close-after-hello",
        it -> new Fault.CloseAfterHello(it.optional("count", it::integer).orElse(1)));
    readers.put("welcome",
        it -> new Fault.Welcome(it.choice("kind", Fault.Welcome.Kind.class)));
    readers.put("strange-messages", it -> new Fault.StrangeMessages());
    readers.put("garbage", it -> new Fault.Garbage());
    readers.put("link-lost", it -> new Fault.LinkLost());
    readers.put("link-restored", it -> new Fault.LinkRestored(
        it.optional("subscriptions-kept", it::flag).orElse(true),
        it.optional("fills-told", it::flag).orElse(false)));
    readers.put("notice", it -> new Fault.Notice(it.integer("code"), it.text("text")));
    readers.put("farm-down", it -> new Fault.Notice(2103,
        "Market data farm connection is broken:usfarm"));
    readers.put("farm-up", it -> new Fault.Notice(2104,
        "Market data farm connection is OK:usfarm"));
    readers.put("duplicate-statuses",
        it -> new Fault.DuplicateStatuses(it.optional("times", it::integer).orElse(2)));
    readers.put("fill-messages", it -> new Fault.FillMessages(
        it.choice("sequence", Fault.FillMessages.Sequence.class)));
    readers.put("commission-late", it -> new Fault.CommissionLate(it.duration("delay")));
    readers.put("commission-reports", it -> new Fault.CommissionReports(it.integer("times")));
    readers.put("inactive",
        it -> new Fault.NextOrderInactive(it.optional("works-after", it::duration)));
    readers.put("partial-fills", it -> new Fault.PartialFills(it.integer("parts")));
    readers.put("swallow-orders",
        it -> new Fault.SwallowOrders(it.optional("count", it::integer).orElse(1)));
    readers.put("silent-orders",
        it -> new Fault.SilentOrders(it.optional("count", it::integer).orElse(1)));
    readers.put("order-news-late", it -> new Fault.OrderNewsLate(it.duration("delay")));
    readers.put("refuse-next-order",
        it -> new Fault.RefuseNextOrder(it.integer("code"), it.text("text")));
    readers.put("cancel-overtaken", it -> new Fault.CancelOvertaken());
    readers.put("cancel-not-found", it -> new Fault.CancelNotFound());
    readers.put("cancelled-without-remaining", it -> new Fault.CancelledWithoutRemaining());
    readers.put("reject-symbol", it -> new Fault.RejectSymbol(it.text("symbol"),
        it.optional("code", it::integer).orElse(201), it.text("text")));
    readers.put("order-note", it -> new Fault.OrderNote(it.integer("code"), it.text("text")));
    readers.put("cancel-orders",
        it -> new Fault.CancelOrders(it.optional("reason", it::text).orElse("")));
    readers.put("foreign-order", it -> new Fault.ForeignOrder(it.integer("client"),
        it.integer("order"), it.text("symbol"), it.text("action"), it.decimal("quantity")));
    readers.put("auction", it -> new Fault.Auction(
        it.optional("part", it::decimal).orElse(BigDecimal.ONE),
        lasting(it, "late", Duration.ZERO)));
    readers.put("competing-session",
        it -> new Fault.CompetingSession(lasting(it, "lasting", Duration.ofMinutes(15))));
    readers.put("quotes", it -> new Fault.Quotes(it.text("symbol"), override(it, "quote")));
    readers.put("pacing-violation",
        it -> new Fault.PacingViolation(it.optional("count", it::integer).orElse(1)));
    readers.put("account-not-ready",
        it -> new Fault.AccountNotReady(lasting(it, "lasting", MINUTE)));
    readers.put("unknown-position", it -> new Fault.UnknownPosition(it.text("symbol"),
        it.integer("con-id"), it.decimal("quantity"), it.decimal("cost")));
    return readers;
  }

  private static Duration lasting(Section section, String key, Duration usual) {
    return section.optional(key, section::duration).orElse(usual);
  }
}
