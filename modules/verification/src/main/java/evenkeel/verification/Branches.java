package evenkeel.verification;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ways reconciliation goes: what the broker's books said of an order against what ours said, and what was done
 * about it. Read from the log and from the journal's text.
 */
final class Branches {
  /** Every way that there is; a campaign of some length takes each. */
  static final List<String> ALL = List.of(
      "compared Open/Planned", "compared Open/InFlight", "compared Open/Working", "compared Open/Closed",
      "compared Open/Parked",
      "compared Completed/Planned", "compared Completed/InFlight", "compared Completed/Working",
      "compared Completed/Closed", "compared Completed/Parked",
      "compared Executed/Planned", "compared Executed/InFlight", "compared Executed/Working",
      "compared Executed/Closed", "compared Executed/Parked",
      "compared NotThere/InFlight", "compared NotThere/Parked",
      "compared Ambiguous/InFlight", "compared Ambiguous/Working",
      "adopted", "sent again under its id", "sent again under a new id", "given up", "given up after it was parked",
      "found alive after its end", "found alive after it was parked", "ended after it was parked",
      "parked: two at the broker", "parked: unanswered on an earlier day", "parked: acknowledged on an earlier day",
      "parked: vanished", "parked: sent in vain", "parked: id refused", "parked: nobody to ask",
      "parked: no word of its end");

  private static final Pattern COMPARED = Pattern.compile("Compared with the broker verdict=(\\w+) was=(\\w+) ");

  private final Consumer<String> taken;

  Branches(Consumer<String> taken) {
    this.taken = taken;
  }

  void logged(String line) {
    Matcher compared = COMPARED.matcher(line);
    if (compared.find()) {
      taken.accept("compared " + compared.group(1) + "/" + compared.group(2));
    }
  }

  /** @param books without this event */
  void journalled(Books.Event event, Books books) {
    Optional<String> before = books.outcome(event.ref());
    boolean wasParked = before.equals(Optional.of("PARKED"));
    switch (event.name()) {
      case "order-adopted" -> taken.accept("adopted");
      case "submission-started" -> {
        if (event.json().path("attempt").asInt() > 1) {
          boolean isSame = books.hasSubmission(event.ref(), event.json().path("orderId").asInt());
          taken.accept("sent again under " + (isSame ? "its id" : "a new id"));
        }
      }
      case "order-acknowledged" -> before.ifPresent(
          end -> taken.accept("found alive after " + (wasParked ? "it was parked" : "its end")));
      case "order-closed" -> {
        boolean isGivenUp = event.json().path("outcome").asText().equals("NEVER_ARRIVED");
        if (isGivenUp || wasParked) {
          taken.accept((isGivenUp ? "given up" : "ended") + (wasParked ? " after it was parked" : ""));
        }
      }
      case "order-parked" -> taken.accept("parked: " + why(event.json().path("reason").asText()));
      default -> {
        // Not of the reconciliation.
      }
    }
  }

  private static String why(String reason) {
    if (reason.contains("open orders at the broker")) {
      return "two at the broker";
    } else if (reason.startsWith("it was sent on")) {
      return "unanswered on an earlier day";
    } else if (reason.startsWith("the broker acknowledged it on")) {
      return "acknowledged on an earlier day";
    } else if (reason.startsWith("the broker acknowledged it and")) {
      return "vanished";
    } else if (reason.contains("times and the broker does not have it")) {
      return "sent in vain";
    } else if (reason.startsWith("the Gateway refuses its id")) {
      return "id refused";
    } else if (reason.startsWith("the broker could not be asked")) {
      return "nobody to ask";
    } else if (reason.startsWith("the broker has not said")) {
      return "no word of its end";
    }
    if (reason.startsWith("the positions say that it may have been filled")) {
      return "the positions moved";
    } else if (reason.startsWith("the broker does not have it, and the positions do not say")) {
      return "no position to compare with";
    }
    return reason;
  }
}
