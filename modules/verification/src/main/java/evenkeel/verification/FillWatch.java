package evenkeel.verification;

import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * That the owner hears of executions which the Gateway tells at prices that cannot be, or a second time with another
 * content, as far as they are booked; and that nothing of another account, and nothing of no shares, is booked.
 */
final class FillWatch {
  private static final BigDecimal PRICE_MAX = new BigDecimal("1e9");

  private record Content(BigDecimal shares, BigDecimal price) {}

  private final String account;
  private final Books books;
  private final Truth truth;
  private final Consumer<String> violation;
  private final Map<String, Content> first = new HashMap<>();
  private final Map<String, String> contradicted = new HashMap<>();
  private final Set<String> foreign = new LinkedHashSet<>();

  FillWatch(AuditedPeriod plan, Books books, Truth truth, Consumer<String> violation) {
    this.account = plan.account();
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  void heard(ServerMessage message) {
    if (message instanceof ExecutionDetails details && details.execution().orderRef().startsWith(Truth.OURS)) {
      heard(details.execution());
    }
  }

  private void heard(Execution told) {
    BigDecimal shares = told.shares().orElse(BigDecimal.ZERO);
    BigDecimal price = told.price().orElse(BigDecimal.ZERO);
    if (!told.account().value().equals(account) || shares.signum() == 0) {
      foreign.add(told.execId());
      return;
    }
    if (price.signum() <= 0 || price.compareTo(PRICE_MAX) >= 0) {
      truth.mispriced(told.orderRef());
    }
    // The ids of executions may begin again, for other orders.
    String key = told.orderRef() + " " + told.execId();
    Content before = first.putIfAbsent(key, new Content(shares, price));
    if (before != null && (before.shares().compareTo(shares) != 0 || before.price().compareTo(price) != 0)) {
      contradicted.put(told.execId(), told.orderRef());
    }
  }

  void finish(List<String> told) {
    for (Books.Event event : books.events("fill-recorded")) {
      String execId = event.json().path("execId").asText();
      boolean isCorrection = event.json().hasNonNull("correctedFrom");
      if (foreign.contains(execId) && !first.containsKey(event.ref() + " " + execId) && !isCorrection) {
        violation.accept("4: what is no fill of ours is in the journal as one: " + execId + " of " + event.ref());
      }
      boolean isDoubted = event.json().hasNonNull("doubted");
      if (isDoubted && !truth.mispriced().contains(event.ref())) {
        violation.accept("4: the price of " + execId + " is doubted, and it was told as it is: " + event.json());
      }
      if (isDoubted && !isTold(told, " alert=fill-price-", event.ref())) {
        violation.accept("6: nobody was told that the price of " + execId + " of " + event.ref() + " is doubted");
      }
    }
    contradicted.forEach((execId, ref) -> {
      boolean isBooked = books.events("fill-recorded").stream()
          .anyMatch(event -> event.ref().equals(ref) && event.json().path("execId").asText().equals(execId));
      if (isBooked && !isTold(told, " alert=execution-differs-", ref)) {
        violation.accept("6: nobody was told that " + execId + " of " + ref + " was told in two ways");
      }
    });
  }

  private static boolean isTold(List<String> told, String alert, String ref) {
    return told.stream().anyMatch(line -> line.contains(alert) && line.contains(ref));
  }
}
