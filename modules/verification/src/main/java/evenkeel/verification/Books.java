package evenkeel.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.domain.CurrencyPair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the journal says, read by the auditor itself from its text: it shares no code with those who wrote it. Keeps in
 * mind also what was written once and lost since.
 */
final class Books {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CHANGES = Set.of("change-requested", "change-refused", "order-terms-changed");
  private static final Set<String> SUBMITTED = Set.of("submission-started", "order-acknowledged");

  /**
   * One event by its name, with its fields.
   *
   * @param writer the key of the journal it is in: what writes it, and the account
   */
  record Event(String writer, String name, JsonNode json) {
    /** Whether it is of those that make up a run; other writers speak of runs too. */
    boolean isOfExecution() {
      return writer.startsWith("executor|");
    }

    String ref() {
      return json.path(name.equals("order-adopted") ? "leg" : "").path("ref").asText(json.path("ref").asText());
    }
  }

  /**
   * What an order was meant to be.
   *
   * @param quantity the most that was ever written for it
   * @param price at which it is valued; 0 where nobody knows any more
   * @param contract the contract id; the symbol where the journal has none
   */
  record Intent(String run, String symbol, String side, BigDecimal quantity, BigDecimal price, String contract) {
    private Intent atLeast(BigDecimal other) {
      return new Intent(run, symbol, side, quantity.max(other), price, contract);
    }
  }

  private final List<Event> events = new ArrayList<>();
  private final Map<String, Intent> intents = new LinkedHashMap<>();
  private final Set<String> secondSteps = new HashSet<>();

  void add(Event event) {
    events.add(event);
    remember(event);
  }

  static Event read(Journal.Entry entry) {
    try {
      return new Event(entry.persistenceId(), entry.manifest(), JSON.readTree(entry.bytes()));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("the journal is not JSON", unreadable);
    } catch (java.io.IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void lose(int newest) {
    events.subList(events.size() - newest, events.size()).clear();
  }

  private void remember(Event event) {
    switch (event.name()) {
      case "run-started" -> event.json().path("legs").forEach(leg -> intend(event, leg));
      case "step-started" -> event.json().path("legs").forEach(leg -> {
        secondSteps.add(leg.path("ref").asText());
        intend(event, leg);
      });
      case "order-adopted" -> intend(event, event.json().path("leg"));
      // Asked for by the owner, or done in TWS.
      case "change-requested", "order-terms-changed" -> intents.computeIfPresent(
          event.ref(), (ref, intent) -> intent.atLeast(new BigDecimal(event.json().path("quantity").asText())));
      default -> {
        // Says nothing of what is meant.
      }
    }
  }

  private void intend(Event event, JsonNode leg) {
    var intent = new Intent(
        event.json().path("run").asText(), leg.path("symbol").asText(), leg.path("side").asText(),
        new BigDecimal(leg.path("quantity").asText()), new BigDecimal(leg.path("estimatedPrice").asText()),
        leg.path("contract").asText(leg.path("symbol").asText()));
    intents.merge(leg.path("ref").asText(), intent, (before, now) -> before.price().signum() == 0
        ? now.atLeast(before.quantity())
        : before.atLeast(now.quantity()));
  }

  /** Whether the order is of the second step of its run, which is for a later session. */
  boolean isOfSecondStep(String ref) {
    return secondSteps.contains(ref);
  }

  /** What the order of this reference was meant to be, as far as anything was ever written of it. */
  Optional<Intent> intent(String ref) {
    return Optional.ofNullable(intents.get(ref));
  }

  List<Event> events(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /**
   * Whether the intent of this very order, under this id, is on the disk; the broker's word that it stands under the
   * id is as good, where the journal lost its tail.
   */
  boolean hasSubmission(String ref, int orderId) {
    return submissions(ref).anyMatch(event -> event.json().path("orderId").asInt() == orderId);
  }

  /** Whether anything on the disk says that this order went out. */
  boolean isSubmitted(String ref) {
    return submissions(ref).findAny().isPresent();
  }

  private Stream<Event> submissions(String ref) {
    return events.stream().filter(event -> SUBMITTED.contains(event.name()) && event.ref().equals(ref));
  }

  /** Whether the owner asked for the end of this order, or of every order. */
  boolean isCancelAsked(String ref) {
    return !events("cancel-all-requested").isEmpty()
        || events("cancel-requested").stream().anyMatch(event -> event.ref().equals(ref));
  }

  /** What was last written of another size of this order; empty where none was ever asked for. */
  Optional<String> lastOfChange(String ref) {
    return events.stream().filter(event -> event.ref().equals(ref)).map(Event::name).filter(CHANGES::contains)
        .reduce((first, later) -> later);
  }

  /** The runs that are on the disk. */
  List<String> runs() {
    return events.stream().filter(event -> event.name().equals("run-started") || event.name().equals("order-adopted"))
        .map(event -> event.json().path("run").asText()).distinct().toList();
  }

  /** The references of a run that are on the disk. */
  List<String> refs(String run) {
    List<String> refs = new ArrayList<>();
    Stream.concat(events("run-started").stream(), events("step-started").stream())
        .filter(event -> event.json().path("run").asText().equals(run))
        .forEach(event -> event.json().path("legs").forEach(leg -> refs.add(leg.path("ref").asText())));
    events("order-adopted").stream().filter(event -> event.json().path("run").asText().equals(run))
        .map(Event::ref).filter(ref -> !refs.contains(ref)).forEach(refs::add);
    return refs;
  }

  /** Whether everything of this run is over, and its report has all of it. */
  boolean isSettledAndReported(String run) {
    List<String> refs = refs(run);
    int revision = 0;
    int settled = 0;
    int reported = 0;
    for (Event event : events.stream().filter(Event::isOfExecution).toList()) {
      boolean isOfRun = event.json().path("run").asText().equals(run);
      boolean isOfOrder = refs.contains(event.ref());
      if (isOfRun && event.name().equals("run-reported")) {
        reported = event.json().path("revision").asInt();
      } else if (isOfOrder || (isOfRun && (event.name().startsWith("run-") || event.name().equals("order-adopted")))) {
        revision++;
        settled = event.name().equals("run-settled") ? revision : settled;
      }
    }
    return settled > 0 && reported >= revision;
  }

  /** The fills of an order on the disk: what stays of an execution when it is corrected, and its newest form. */
  Map<String, Truth.Fill> fills(String ref) {
    Map<String, Truth.Fill> fills = new LinkedHashMap<>();
    events.stream().filter(event -> event.name().equals("fill-recorded") && event.ref().equals(ref))
        .forEach(event -> fills.put(
            Truth.family(event.json().path("execId").asText()),
            new Truth.Fill(new BigDecimal(event.json().path("shares").asText()),
                new BigDecimal(event.json().path("price").asText()))));
    return fills;
  }

  /**
   * The shares that the account has by our own books, by contract id: what was taken for granted last, and our fills
   * since. Empty where nothing was taken for granted yet.
   */
  Optional<Map<String, BigDecimal>> positions() {
    Map<String, BigDecimal> shares = new HashMap<>();
    Map<String, BigDecimal> booked = new HashMap<>();
    boolean isAccepted = false;
    for (Event event : events) {
      switch (event.name()) {
        case "broker-accepted", "positions-confirmed" -> {
          isAccepted = true;
          shares.clear();
          event.json().path("shares").properties()
              .forEach(held -> shares.put(held.getKey(), new BigDecimal(held.getValue().asText())));
          event.json().path("positions").forEach(held -> hold(shares, held));
        }
        case "foreign-executions-booked" -> hold(shares, event.json().path("held"));
        case "corporate-action-booked" -> event.json().path("held").forEach(held -> hold(shares, held));
        case "fill-recorded" -> {
          Intent intent = intents.get(event.ref());
          var now = new BigDecimal(event.json().path("shares").asText());
          BigDecimal before = booked.put(Truth.family(event.json().path("execId").asText()), now);
          BigDecimal traded = now.subtract(before == null ? BigDecimal.ZERO : before);
          // A conversion moves no position.
          if (isAccepted && CurrencyPair.named(intent.symbol()).isEmpty()) {
            shares.merge(intent.contract(), intent.side().equals("BUY") ? traded : traded.negate(), BigDecimal::add);
          }
        }
        default -> {
          // Says nothing of positions.
        }
      }
    }
    return isAccepted ? Optional.of(shares) : Optional.empty();
  }

  private static void hold(Map<String, BigDecimal> shares, JsonNode held) {
    shares.put(held.path("contract").path("id").asText(), new BigDecimal(held.path("shares").asText()));
  }

  /** The references of the orders that have fills on the disk. */
  List<String> refsFilled() {
    return events("fill-recorded").stream().map(Event::ref).distinct().toList();
  }

  /** How the order ended, as far as it did: the newest outcome. */
  Optional<String> outcome(String ref) {
    Optional<String> outcome = Optional.empty();
    for (Event event : events) {
      if (event.ref().equals(ref)) {
        outcome = switch (event.name()) {
          case "order-closed" -> Optional.of(event.json().path("outcome").asText());
          case "order-parked" -> Optional.of("PARKED");
          case "order-acknowledged", "submission-started" -> Optional.empty();
          default -> outcome;
        };
      }
    }
    return outcome;
  }
}
