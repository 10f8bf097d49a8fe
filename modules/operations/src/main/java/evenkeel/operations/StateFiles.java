package evenkeel.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.Holding;
import evenkeel.domain.Language;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Portfolio;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Run;
import evenkeel.engine.Alert;
import evenkeel.gateway.LinkStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code state.json} and {@code positions_cache.json}: the last known state, for people and programs that look from
 * outside, each written whole. Nothing in Evenkeel decides by them. Account numbers are masked, times are New York's.
 *
 * <p>What this process has not heard of yet stays as the process before it left it.
 */
public final class StateFiles {
  private static final Logger LOG = LoggerFactory.getLogger(StateFiles.class);
  private static final List<String> KEPT = List.of("account", "last_decision", "last_run", "last_alert");
  private static final int DIGITS = 4;

  private final Path stateFile;
  private final Path positionsFile;
  private final Language language;
  private final ObjectNode before;
  /** The newest alert as the file has it: the state is written far more often than there is an alert. */
  private Optional<Told> newest = Optional.empty();

  private record Told(Alert alert, ObjectNode node) {}

  private StateFiles(Path stateFile, Path positionsFile, Language language, ObjectNode before) {
    this.stateFile = stateFile;
    this.positionsFile = positionsFile;
    this.language = language;
    this.before = before;
  }

  /** The files of a directory, with what was known before. Unreadable ones count as none: they are a copy of news. */
  public static StateFiles open(DataDirectory directory, Language language) {
    Path file = directory.stateFile();
    ObjectNode before = Json.object();
    if (Files.exists(file)) {
      try {
        Optional<ObjectNode> read = Json.read(Files.readAllBytes(file));
        if (read.isEmpty()) {
          LOG.warn("The state file is not JSON and will be replaced file={}", file);
        }
        before = read.orElse(before);
      } catch (IOException refused) {
        LOG.warn("The state file cannot be read and will be replaced file={} why=\"{}\"", file,
            DataDirectory.reason(refused));
      }
    }
    return new StateFiles(file, directory.positionsCacheFile(), language, before);
  }

  void writeState(KnownState known, Instant now) throws IOException {
    ObjectNode state = Json.object();
    state.put("updated_at", Json.time(now));
    state.put("process", ProcessHandle.current().pid());
    state.put("stopped_at", known.stoppedAt().map(Json::time).orElse(null));
    state.put("mode", known.mode().text());
    state.put("account", known.account().map(AccountId::toString).orElse(null));
    state.set("link", known.link().map(StateFiles::link).orElse(null));
    state.put("unusable", known.unusable().map(AccountNumbers::masked).orElse(null));
    state.set("waiting", known.waiting().map(StateFiles::waiting).orElse(null));
    state.set("last_decision", known.decision().map(StateFiles::decision).orElse(null));
    state.set("last_run", known.run().map(StateFiles::run).orElse(null));
    state.set("last_alert", known.alert().map(this::told).orElse(null));
    for (String key : KEPT) {
      if (state.path(key).isNull() && before.has(key)) {
        state.set(key, before.get(key));
      }
    }
    AtomicFile.write(stateFile, Json.document(state));
  }

  /** What a decision saw. One that saw nothing leaves the file as it is. */
  void writePositions(Decision decision) throws IOException {
    if (decision.looked().isPresent()) {
      AtomicFile.write(positionsFile, Json.document(positions(decision, decision.looked().get())));
    }
  }

  private static ObjectNode link(LinkStatus status) {
    ObjectNode link = Json.object();
    link.put("state", status.state().name());
    link.put("since", Json.time(status.since()));
    link.put("epoch", status.epoch());
    link.put("failures", status.failures());
    link.put("problem", status.problem().map(LinkStatus.Problem::sentence).map(AccountNumbers::masked).orElse(null));
    return link;
  }

  private static ObjectNode waiting(KnownState.Waiting waiting) {
    ObjectNode node = Json.object();
    node.put("run_id", waiting.run().value());
    reasons(node, waiting.reasons());
    return node;
  }

  private static ObjectNode decision(Decision decision) {
    ObjectNode node = Json.object();
    node.put("run_id", decision.run().value());
    node.put("at", Json.time(decision.at()));
    node.put("trigger", decision.trigger().kind().text());
    node.put("session", decision.trigger().session().toString());
    node.put("mode", decision.mode().text());
    node.put("verdict", Words.verdict(decision.verdict()));
    reasons(node, decision.reasons());
    return node;
  }

  private static ObjectNode run(Run run) {
    ObjectNode node = Json.object();
    node.put("run_id", run.id().value());
    node.put("mode", run.mode().text());
    node.put("started_at", Json.time(run.startedAt()));
    node.put("settled_at", run.settledAt().map(Json::time).orElse(null));
    node.put("revision", run.revision());
    ArrayNode orders = node.putArray("orders");
    for (OrderLife life : run.orders().values()) {
      ObjectNode order = orders.addObject();
      order.put("symbol", life.leg().symbol().value());
      order.put("action", life.leg().side().name());
      order.put("quantity", Json.rounded(life.leg().quantity(), DIGITS));
      order.put("status", Words.status(life));
      order.put("filled", Json.rounded(life.fills().shares(), DIGITS));
      order.put("reason", Words.reason(life));
    }
    return node;
  }

  private ObjectNode told(Alert alert) {
    Told told = newest.filter(it -> it.alert().equals(alert)).orElseGet(() -> new Told(alert, alert(alert)));
    newest = Optional.of(told);
    return told.node();
  }

  private ObjectNode alert(Alert alert) {
    ObjectNode node = Json.object();
    node.put("at", Json.time(alert.at()));
    node.put("severity", alert.severity().name());
    node.put("key", alert.key());
    node.put("sentence", AccountNumbers.masked(language.say(alert.phrase())));
    return node;
  }

  private static void reasons(ObjectNode into, List<String> reasons) {
    ArrayNode array = into.putArray("reasons");
    reasons.forEach(reason -> array.add(AccountNumbers.masked(reason)));
  }

  private static ObjectNode positions(Decision decision, Portfolio portfolio) {
    var prices = new TreeMap<String, BigDecimal>();
    ObjectNode node = Json.object();
    node.put("at", Json.time(decision.at()));
    node.put("account", decision.account().toString());
    node.put("currency", portfolio.currency());
    node.put("net_liquidation", Json.rounded(portfolio.netLiquidation(), DIGITS));
    node.put("cash", Json.rounded(portfolio.cash(), DIGITS));
    if (!portfolio.currencies().balances().isEmpty()) {
      ObjectNode others = node.putObject("cash_in_other_currencies");
      portfolio.currencies().balances().forEach(
          (currency, amount) -> others.put(currency, Json.rounded(amount, DIGITS)));
    }
    ArrayNode priced = Json.object().putArray("prices");
    for (PriceChoice choice : decision.prices()) {
      ObjectNode price = priced.addObject();
      price.put("symbol", choice.symbol().value());
      switch (choice) {
        case PriceChoice.Priced it -> {
          prices.put(it.symbol().value(), it.price());
          price.put("price", Json.rounded(it.price(), DIGITS));
          price.put("source", it.source().text());
          price.put("kind", it.kind().text());
        }
        case PriceChoice.NoPrice none -> {
          price.putNull("price");
          price.put("reason", none.reason());
        }
      }
    }
    ArrayNode held = node.putArray("positions");
    for (Holding holding : portfolio.bySymbol()) {
      Optional<BigDecimal> price = portfolio.meantBy(holding)
          .map(symbol -> prices.get(symbol.value()));
      ObjectNode position = held.addObject();
      position.put("symbol", holding.symbol().value());
      if (!holding.id().isStandIn()) {
        position.put("contract_id", holding.id().value());
        position.put("exchange", holding.contract().exchange());
        position.put("currency", holding.contract().currency());
      }
      position.put("shares", Json.rounded(holding.shares(), DIGITS));
      position.put("average_cost", Json.rounded(holding.averageCost(), DIGITS));
      position.put("price", price.map(it -> Json.rounded(it, DIGITS)).orElse(null));
      position.put("market_value",
          price.map(it -> Json.rounded(it.multiply(holding.shares()), DIGITS)).orElse(null));
    }
    node.set("prices", priced);
    return node;
  }
}
