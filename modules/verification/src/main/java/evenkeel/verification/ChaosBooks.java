package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a round as they are now: the exchange's ledger, the journal, the reports and what was told. */
final class ChaosBooks {
  private static final String OURS = "ek-";

  private final AuditedPeriod period;
  private final List<LedgerEntry> ledger;
  private final Books books = new Books();
  private final Path logs;
  private final List<String> told;

  /**
   * @param data the data directory
   * @param printed the folder of what the processes printed
   */
  ChaosBooks(AuditedPeriod period, Path data, Path ledger, Path printed) {
    this.period = period;
    this.ledger = LedgerFile.read(ledger);
    this.logs = data.resolve("logs");
    JournalDatabase.read(data.resolve("journal")).forEach(entry -> books.add(Books.read(entry)));
    this.told = told(printed);
  }

  boolean isAtRest() {
    return Files.isDirectory(logs) && reckoning(words -> {}, words -> {}).isAtRest();
  }

  /** Whether nothing that was decided is still under way; nothing need have been decided. */
  boolean isSettled() {
    return Files.isDirectory(logs) && reckoning(words -> {}, words -> {}).isSettled();
  }

  /** What the journal says. */
  Books journal() {
    return books;
  }

  /** What the exchange has booked, the earliest first. */
  List<LedgerEntry> ledger() {
    return ledger;
  }

  /** How many of our orders the exchange took. */
  int orders() {
    return accepted().size();
  }

  /** How often one of our orders was filled, in whole or in part. */
  int fills() {
    return Math.toIntExact(ours().filter(entry -> entry.event() == Event.FILLED).count());
  }

  void audit(Consumer<String> violation, Consumer<String> count) {
    Reckoning reckoning = reckoning(violation, count);
    accepted().forEach((ref, times) -> {
      if (times != 1) {
        violation.accept("1: the exchange took order " + ref + " " + times + " times");
      }
    });
    // A killed process loses nothing that was on the disk, so every order's intent is still there.
    ours().filter(entry -> entry.event() == Event.RECEIVED || entry.event() == Event.ACCEPTED).forEach(entry -> {
      if (!books.hasSubmission(entry.orderRef().orElseThrow(), entry.orderId().orElseThrow())) {
        violation.accept("1: an order without its intent in the journal: " + entry);
      }
    });
    books.events("fill-recorded").stream()
        .collect(Collectors.groupingBy(
            event -> event.ref() + " " + event.json().path("execId").asText(), Collectors.counting()))
        .forEach((fill, times) -> {
          if (times != 1) {
            violation.accept("1: fill " + fill + " is in the journal " + times + " times");
          }
        });
    reckoning.finish(ref -> false);
  }

  private Reckoning reckoning(Consumer<String> violation, Consumer<String> count) {
    var truth = new Truth(period.scenario(), books, violation);
    ledger.forEach(truth::booked);
    return new Reckoning(books, truth, period, told, logs, violation, count);
  }

  private Stream<LedgerEntry> ours() {
    return ledger.stream().filter(entry -> entry.orderRef().orElse("").startsWith(OURS));
  }

  private Map<String, Long> accepted() {
    return ours().filter(entry -> entry.event() == Event.ACCEPTED).map(entry -> entry.orderRef().orElseThrow())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** Warnings of the log, and, for when the disk was full, those that were printed. */
  private List<String> told(Path printed) {
    List<String> lines = new ArrayList<>();
    files(logs, ".log").filter(file -> !file.toString().endsWith(".json.log"))
        .flatMap(file -> Program.lines(file).stream())
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).forEach(lines::add);
    files(printed, ".err").flatMap(file -> Program.lines(file).stream()).forEach(lines::add);
    return lines;
  }

  private static Stream<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
