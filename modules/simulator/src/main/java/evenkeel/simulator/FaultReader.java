package evenkeel.simulator;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import evenkeel.tws.ServerMessageType;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** The faults as scenario files name them. */
final class FaultReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FOR_EVER = Duration.ofDays(3650);
  private static final int LINK_LOST = 1100;
  private static final int DUPLICATE_ID = 103;
  // After what its readers use.
  private static final Map<String, Function<Section, Fault>> BY_NAME = byName();

  private FaultReader() {}

  /** @param symbols those that there are; empty when any will do */
  static Fault read(Section section, Collection<String> symbols) {
    String name = section.text("fault");
    Function<Section, Fault> reader = BY_NAME.get(name);
    if (reader == null) {
      throw section.problem("fault",
          "'" + name + "' is none of " + String.join(", ", BY_NAME.keySet()));
    }
    Fault fault = reader.apply(section);
    contract(fault).filter(it -> !symbols.isEmpty() && !symbols.contains(it)).ifPresent(it -> {
      throw section.problem("symbol", "'" + it + "' is not among the contracts");
    });
    return fault;
  }

  /** The name of the contract that a fault cannot do without. */
  private static Optional<String> contract(Fault fault) {
    // Most faults name no contract, so this switch has a default.
    return switch (fault) {
      case Fault.Quotes it -> Optional.of(it.symbol());
      case Fault.ForeignOrder it -> Optional.of(it.symbol());
      case Fault.ContractGone it -> Optional.of(it.symbol());
      case AccountChange it -> it.named();
      case Fault.StrangerExecution it -> Optional.of(it.symbol());
      case Fault.CorrectShares it -> it.symbol();
      case Fault.CancelForeign it -> it.symbol();
      case Fault.NeedsMarketData it -> it.symbol();
      default -> Optional.empty();
    };
  }

  /** What the language calls its faults. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** A fault alone, in the words of a scenario file. */
  static Fault parse(String text) {
    try {
      Section section = new Section(ConfigFactory.parseString(text), "");
      Fault fault = section.built(it -> read(it, List.of()));
      section.end();
      return fault;
    } catch (ConfigException wrong) {
      throw new ScenarioProblem(wrong.getMessage().replace('\n', ' '), wrong);
    }
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
    transport(readers);
    link(readers);
    orders(readers);
    fills(readers);
    data(readers);
    account(readers);
    AccountChangeReader.add(readers);
    return readers;
  }

  private static void transport(Map<String, Function<Section, Fault>> readers) {
    readers.put("restart", it -> new Fault.Restart(lasting(it, "down", MINUTE.multipliedBy(2)),
        count(it, "ids-back", 0)));
    readers.put("drop-connections",
        it -> new Fault.DropConnections(flag(it, "mid-frame"), flag(it, "reset")));
    readers.put("silent", it -> new Fault.Silent(lasting(it, "lasting", FOR_EVER)));
    readers.put("half-open", it -> new Fault.HalfOpen(flag(it, "deaf")));
    readers.put("slow-socket", it -> new Fault.Trickle(count(it, "bytes", 1),
        lasting(it, "pause", Duration.ZERO),
        it.optional("way", key -> it.choice(key, Fault.Trickle.Way.class))
            .orElse(Fault.Trickle.Way.WRITTEN)));
    readers.put("bundled-writes", it -> new Fault.Trickle(Fault.Trickle.ALL,
        lasting(it, "every", Duration.ofSeconds(1)), Fault.Trickle.Way.WRITTEN));
    readers.put("close-after-hello", it -> new Fault.CloseAfterHello(count(it, "count", 1)));
    readers.put("welcome",
        it -> new Fault.Welcome(it.choice("kind", Fault.Welcome.Kind.class)));
    readers.put("client-id-in-use", it -> new Fault.ClientIdInUse(count(it, "count", 1),
        it.optional("said", it::flag).orElse(true)));
    readers.put("client-ids-held", it -> new Fault.ClientIdsHeld(it.duration("lasting")));
    readers.put("greeting-zone", it -> new Fault.GreetingZone(it.text("zone"),
        it.optional("charset", key -> charset(it, key)).orElse(StandardCharsets.UTF_8),
        it.optional("of", key -> zone(it, key)).or(() -> named(it.text("zone"))), flag(it, "utc")));
    readers.put("next-id-late",
        it -> new Fault.NextIdLate(lasting(it, "delay", Duration.ofSeconds(10))));
    readers.put("next-id-at", it -> new Fault.NextIdAt(count(it, "id", 1)));
    readers.put("next-id-twice",
        it -> new Fault.NextIdTwice(lasting(it, "later", Duration.ofSeconds(2))));
    readers.put("strange-messages", it -> new Fault.StrangeMessages());
    readers.put("garbage", it -> new Fault.Garbage());
    readers.put("pacing-violation", it -> new Fault.PacingViolation(count(it, "count", 1)));
  }

  private static void link(Map<String, Function<Section, Fault>> readers) {
    readers.put("link-lost", it -> new Fault.LinkLost(count(it, "code", LINK_LOST),
        count(it, "times", 1), lasting(it, "every", MINUTE)));
    readers.put("link-restored", it -> new Fault.LinkRestored(
        it.optional("subscriptions-kept", it::flag).orElse(true), flag(it, "fills-told")));
    readers.put("notice", it -> new Fault.Notice(it.integer("code"), it.text("text")));
    readers.put("desupported", it -> new Fault.Desupported(date(it, "date"),
        it.optional("version", it::text).orElse("1045.1"), it.optional("minimum", it::text)));
    readers.put("farm-down", it -> farm(it, Fault.FarmState.DOWN));
    readers.put("farm-up", it -> farm(it, Fault.FarmState.UP));
    readers.put("farm-idle", it -> farm(it, Fault.FarmState.IDLE));
    readers.put("farm-connecting", it -> farm(it, Fault.FarmState.CONNECTING));
    readers.put("port-changed",
        it -> new Fault.PortChanged(it.integer("port"), lasting(it, "away", FOR_EVER)));
  }

  private static void orders(Map<String, Function<Section, Fault>> readers) {
    readers.put("duplicate-statuses", it -> new Fault.DuplicateStatuses(count(it, "times", 2)));
    readers.put("duplicate-messages", it -> new Fault.DuplicateMessages(count(it, "times", 2)));
    readers.put("swapped-statuses", it -> new Fault.SwappedStatuses());
    readers.put("perm-id-late", it -> new Fault.PermIdLate(count(it, "count", 1)));
    readers.put("second-perm-id", it -> new Fault.SecondPermId(flag(it, "twin")));
    readers.put("size-reduced", it -> new Fault.SizeReduced(it.decimal("part")));
    readers.put("inactive",
        it -> new Fault.NextOrderInactive(it.optional("works-after", it::duration)));
    readers.put("held-order",
        it -> new Fault.HeldOrder(it.optional("works-after", it::duration)));
    readers.put("swallow-orders", it -> new Fault.SwallowOrders(count(it, "count", 1)));
    readers.put("window-confirmed", it -> new Fault.WindowConfirmed());
    readers.put("silent-orders", it -> new Fault.SilentOrders(count(it, "count", 1)));
    readers.put("order-news-late", it -> new Fault.OrderNewsLate(it.duration("delay")));
    readers.put("refuse-next-order",
        it -> new Fault.RefuseNextOrder(it.integer("code"), it.text("text")));
    readers.put("random-refusals", it -> new Fault.RandomRefusals(it.fraction("share"),
        count(it, "code", DUPLICATE_ID),
        it.optional("text", it::text).orElse("Duplicate order id")));
    readers.put("reject-symbol", it -> new Fault.RejectSymbol(it.text("symbol"),
        it.optional("code", it::integer).orElse(201), it.text("text")));
    readers.put("order-note", it -> new Fault.OrderNote(it.integer("code"), it.text("text")));
    readers.put("cancel-overtaken", it -> new Fault.CancelOvertaken());
    readers.put("cancel-not-found", it -> new Fault.CancelNotFound());
    readers.put("swallow-cancels", it -> new Fault.SwallowCancels(count(it, "count", 1)));
    readers.put("previews", it -> new Fault.PreviewTrouble(
        it.choice("kind", Fault.PreviewTrouble.Kind.class), count(it, "count", 1)));
    readers.put("fill-after-cancel", it -> new Fault.FillAfterCancel());
    readers.put("cancelled-without-remaining", it -> new Fault.CancelledWithoutRemaining());
    readers.put("cancel-orders",
        it -> new Fault.CancelOrders(it.optional("reason", it::text).orElse(""),
            count(it, "newest", Fault.CancelOrders.ALL)));
    readers.put("completed-forgotten", it -> new Fault.CompletedForgotten());
    readers.put("foreign-order", FaultReader::foreignOrder);
    readers.put("cancel-foreign",
        it -> new Fault.CancelForeign(it.optional("symbol", it::text)));
    precautions(readers);
    readers.put("what-if-twice",
        it -> new Fault.WhatIfTwice(lasting(it, "delay", Duration.ofMillis(50)),
            count(it, "count", Integer.MAX_VALUE)));
  }

  private static void precautions(Map<String, Function<Section, Fault>> readers) {
    readers.put("order-needs-market-data",
        it -> new Fault.NeedsMarketData(it.optional("symbol", it::text), count(it, "code", 354),
            it.optional("text", it::text).orElse("You are trying to submit an order without having"
                + " market data for this instrument. IB strongly recommends against this kind of"
                + " blind trading. Restriction is specified in Precautionary Settings of Global"
                + " Configuration/API.")));
    readers.put("precaution", FaultReader::precaution);
    readers.put("hidden-order", FaultReader::hiddenOrder);
    readers.put("ids-above-foreign", it -> new Fault.IdsAboveForeign());
    readers.put("deactivate-orders",
        it -> new Fault.DeactivateOrders(count(it, "newest", Fault.CancelOrders.ALL)));
  }

  private static Fault precaution(Section section) {
    Optional<BigDecimal> size = section.optional("size", section::decimal);
    Optional<BigDecimal> value = section.optional("value", section::decimal);
    boolean usual = size.isEmpty() && value.isEmpty();
    return new Fault.Precaution(usual ? Optional.of(new BigDecimal("500")) : size,
        usual ? Optional.of(new BigDecimal("100000")) : value, count(section, "code", 451));
  }

  private static Fault hiddenOrder(Section section) {
    int code = count(section, "code", 163);
    return new Fault.HiddenOrder(code,
        section.optional("text", section::text).orElseGet(() -> precautionText(code)),
        count(section, "count", 1),
        section.optional("transmitted-after", section::duration));
  }

  private static String precautionText(int code) {
    return switch (code) {
      case 163 -> "The price specified would violate the percentage constraint specified in the"
          + " default order settings.";
      case 382 -> "The price violates the number of ticks constraint specified in the default order"
          + " settings.";
      case 383 -> "The size exceeds the maximum specified in the default order settings.";
      case 10311 -> "This order will be directly routed to ARCA. Direct routed orders may result in"
          + " higher trade fees. Restriction is specified in Precautionary Settings of Global"
          + " Configuration/API.";
      default -> "Restriction is specified in Precautionary Settings of Global Configuration/API.";
    };
  }

  private static Fault foreignOrder(Section section) {
    Optional<BigDecimal> limit = section.optional("limit", section::decimal);
    Optional<BigDecimal> at = section.optional("fills-at", section::decimal);
    Optional<Duration> after = section.optional("fills-after", section::duration);
    boolean fills = flag(section, "fills") || at.isPresent() || after.isPresent();
    return new Fault.ForeignOrder(section.integer("client"), section.integer("order"),
        section.text("symbol"), section.text("action"), section.decimal("quantity"),
        flag(section, "pushed"),
        section.optional("type", section::text).orElse(limit.isPresent() ? "LMT" : "MOC"), limit,
        fills
            ? Optional.of(new Fault.ForeignOrder.Fill(at, after.orElse(Duration.ZERO)))
            : Optional.empty());
  }

  private static void fills(Map<String, Function<Section, Fault>> readers) {
    readers.put("fill-messages", it -> new Fault.FillMessages(
        it.choice("sequence", Fault.FillMessages.Sequence.class)));
    readers.put("commission-late", it -> new Fault.CommissionLate(it.duration("delay")));
    readers.put("commission-reports", it -> new Fault.CommissionReports(it.integer("times")));
    readers.put("revised-commissions", it -> new Fault.RevisedCommissions(it.decimal("by"),
        lasting(it, "later", Duration.ofSeconds(5))));
    readers.put("corrected-executions", it -> new Fault.CorrectedExecutions(
        it.optional("price-by", it::decimal).orElse(BigDecimal.ZERO),
        lasting(it, "later", Duration.ofSeconds(5))));
    readers.put("mispriced-executions", it -> new Fault.MispricedExecutions(
        it.strangeNumber("price"), it.optional("average", it::flag).orElse(true), count(it, "count", 1)));
    readers.put("extra-executions", it -> new Fault.ExtraExecutions(
        it.choice("kind", Fault.ExtraExecutions.Kind.class), count(it, "count", 1)));
    readers.put("correct-shares",
        it -> new Fault.CorrectShares(it.optional("symbol", it::text), it.decimal("by"),
            lasting(it, "later", Duration.ofSeconds(5))));
    readers.put("executions-forgotten", it -> new Fault.ExecutionsForgotten(
        count(it, "count", Fault.ExecutionsForgotten.ALL)));
    readers.put("executions-empty",
        it -> new Fault.ExecutionsEmpty(lasting(it, "lasting", FOR_EVER)));
    readers.put("execution-ids-restart", it -> new Fault.ExecutionIdsRestart());
    readers.put("stranger-execution",
        it -> new Fault.StrangerExecution(it.text("symbol"), it.text("action"),
            it.decimal("quantity"), it.integer("client"), it.integer("order"),
            lasting(it, "ago", Duration.ofHours(2))));
    readers.put("partial-fills", it -> new Fault.PartialFills(it.integer("parts")));
    readers.put("part-then-cancelled", it -> new Fault.PartThenCancelled(it.decimal("part")));
    readers.put("auction", it -> new Fault.Auction(
        it.optional("part", it::decimal).orElse(BigDecimal.ONE),
        lasting(it, "late", Duration.ZERO)));
  }

  private static void data(Map<String, Function<Section, Fault>> readers) {
    readers.put("competing-session",
        it -> new Fault.CompetingSession(lasting(it, "lasting", Duration.ofMinutes(15))));
    readers.put("quotes", it -> new Fault.Quotes(it.text("symbol"), override(it, "quote")));
    readers.put("data-kind",
        it -> new Fault.DataKindChange(it.choice("kind", Fault.DataKindChange.Kind.class)));
    readers.put("history", it -> new Fault.HistoryTrouble(
        it.choice("kind", Fault.HistoryTrouble.Kind.class), count(it, "count", 1)));
    readers.put("end-missing", it -> new Fault.EndMissing(end(it, "message"),
        count(it, "count", Integer.MAX_VALUE), flag(it, "unless-filtered")));
    readers.put("time-answers-lost", it -> new Fault.TimeAnswersLost());
    readers.put("contract-gone", it -> new Fault.ContractGone(it.text("symbol"),
        it.optional("con-id", it::integer).map(OptionalInt::of).orElse(OptionalInt.empty())));
    readers.put("lose-messages",
        it -> new Fault.LoseMessages(message(it, "message"), count(it, "count", 1)));
  }

  private static void account(Map<String, Function<Section, Fault>> readers) {
    readers.put("account-not-ready",
        it -> new Fault.AccountNotReady(lasting(it, "lasting", MINUTE)));
    readers.put("account-values-missing",
        it -> new Fault.AccountValuesMissing(it.texts("tags"), lasting(it, "lasting", MINUTE)));
    readers.put("positions-without-exchange", it -> new Fault.PositionsWithoutExchange());
    readers.put("settlement-late", it -> new Fault.SettlementLate(count(it, "sessions", 1)));
    readers.put("ledger-prefix", it -> new Fault.LedgerPrefix());
    readers.put("tags-per-currency", it -> new Fault.TagsPerCurrency());
    readers.put("positions-of-type",
        it -> new Fault.PositionOfType(it.text("type"), it.text("symbol"), it.integer("con-id"),
            it.decimal("quantity"), it.decimal("cost"),
            it.optional("currency", it::text).orElse("USD")));
    readers.put("unknown-position", it -> new Fault.UnknownPosition(it.text("symbol"),
        it.integer("con-id"), it.decimal("quantity"), it.decimal("cost")));
  }

  private static Fault farm(Section section, Fault.FarmState state) {
    return new Fault.FarmChange(section.optional("farm", key -> section.choice(key, Fault.Farm.class))
        .orElse(Fault.Farm.MARKET_DATA), state);
  }

  /** The zone that a greeting's words name, when they name one by its place. */
  private static Optional<ZoneId> named(String words) {
    try {
      return words.contains("/") ? Optional.of(ZoneId.of(words)) : Optional.empty();
    } catch (DateTimeException wording) {
      return Optional.empty();
    }
  }

  private static ZoneId zone(Section section, String key) {
    try {
      return ZoneId.of(section.text(key));
    } catch (DateTimeException unknown) {
      throw section.problem(key, "'" + section.text(key) + "' is no time zone");
    }
  }

  private static Charset charset(Section section, String key) {
    try {
      return Charset.forName(section.text(key));
    } catch (IllegalArgumentException unknown) {
      throw section.problem(key, "'" + section.text(key) + "' is no character set");
    }
  }

  private static String end(Section section, String key) {
    String name = message(section, key);
    if (!name.endsWith("End")) {
      throw section.problem(key, "'" + name + "' is not the end of an answer");
    }
    return name;
  }

  private static LocalDate date(Section section, String key) {
    try {
      return LocalDate.parse(section.text(key));
    } catch (DateTimeException wrong) {
      throw section.problem(key, "a date such as 2026-12-15 is wanted");
    }
  }

  private static String message(Section section, String key) {
    String name = section.text(key);
    for (ServerMessageType type : ServerMessageType.values()) {
      if (type.wireName().equals(name)) {
        return name;
      }
    }
    throw section.problem(key, "'" + name + "' is no message of a Gateway");
  }

  private static int count(Section section, String key, int usual) {
    return section.optional(key, section::integer).orElse(usual);
  }

  private static boolean flag(Section section, String key) {
    return section.optional(key, section::flag).orElse(false);
  }

  private static Duration lasting(Section section, String key, Duration usual) {
    return section.optional(key, section::duration).orElse(usual);
  }
}
