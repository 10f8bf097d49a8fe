package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryPartsTest {
  /** A Friday, during the session. */
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:05Z");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1 day   | 6 M    | TRADES        | 6 M now
      1 day   | 5 Y    | ADJUSTED_LAST | 5 Y now
      1 day   | 3 Y    | TRADES        | 1 Y 2025-10-31T18:30:05Z, 1 Y 2024-11-01T03:59:59Z, 1 Y 2023-11-01T03:59:59Z
      1 day   | 18 M   | BID           | 12 M 2025-10-31T18:30:05Z, 6 M 2024-11-01T03:59:59Z
      1 day   | 400 D  | TRADES        | 365 D 2025-10-31T18:30:05Z, 35 D 2024-05-17T20:00:00Z
      1 hour  | 2 M    | TRADES        | 1 M 2025-10-31T18:30:05Z, 1 M 2025-10-01T03:59:59Z
      5 mins  | 2 W    | TRADES        | 1 W 2025-10-31T18:30:05Z, 1 W 2025-10-25T03:59:59Z
      1 min   | 3 D    | TRADES        | 1 D 2025-10-31T18:30:05Z, 1 D 2025-10-30T20:00:00Z, 1 D 2025-10-29T20:00:00Z
      2 mins  | 1 W    | TRADES        | 2 D 2025-10-31T18:30:05Z, 2 D 2025-10-29T20:00:00Z, 1 D 2025-10-27T20:00:00Z
      1 min   | 600 S  | TRADES        | 600 S now
      1 secs  | 3600 S | TRADES        | 1800 S 2025-10-31T18:30:05Z, 1800 S 2025-10-31T18:00:05Z
      30 secs | 2 D    | TRADES        | 18005 S 2025-10-31T18:30:05Z, 23400 S 2025-10-30T20:00:00Z
      """)
  void shouldSplitIntoLegalRequests(String size, String span, BarKind kind, String expected) {
    List<String> requests = parts(size, span, kind, NOW).requests().stream()
        .map(request -> request.span() + " " + request.end().map(Instant::toString).orElse("now")).toList();
    assertThat(String.join(", ", requests)).isEqualTo(expected);
  }

  @Test
  void shouldRefuseADurationBelowOneBar() {
    assertThatIllegalArgumentException().isThrownBy(() -> parts("1 day", "60 S", BarKind.TRADES, NOW))
        .withMessage("a duration of 60 S is shorter than one bar of 1 day");
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.rangeClosed(1, 60), LongStream.of(Long.getLong("simulation.seed", 61)));
  }

  /** Every session of the span is asked for, by requests of which each is legal. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldLeaveNoGapWhateverIsOrdered(long seed) {
    var random = new Random(seed);
    List<BarSize> sizes = List.of(BarSize.values());
    BarSize size = sizes.get(random.nextInt(sizes.size()));
    List<String> units = List.of("D", "W", "M", "Y");
    HistorySpan span = HistorySpan.parse(1 + random.nextInt(size.isWholeSessions() ? 40 : 9) + " "
        + units.get(random.nextInt(size.isWholeSessions() ? 4 : 3)));
    if (!size.fitsInto(span)) {
      return;
    }
    Instant now = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(random.nextInt(300 * 86_400));
    HistoryParts parts = parts(size.word(), span.toString(), BarKind.TRADES, now);
    var covered = new ArrayList<Instant[]>();
    for (BrokerRequest.History request : parts.requests()) {
      assertThat(request.span().count()).isLessThanOrEqualTo(size.countMax(request.span().unit()));
      Instant end = request.end().orElse(now);
      covered.add(new Instant[]{request.span().unit() == HistorySpan.Unit.S
          ? end.minusSeconds(request.span().count())
          : HistoryParts.start(request.span(), end), end});
    }
    Instant from = HistoryParts.start(span, now);
    for (Session session : NyseCalendar.sessions(
        LocalDate.ofInstant(from, NyseCalendar.ZONE), LocalDate.ofInstant(now, NyseCalendar.ZONE))) {
      for (Instant at = session.open().toInstant(); at.isBefore(session.close().toInstant()); at = at.plus(
          Duration.ofMinutes(30))) {
        Instant moment = at;
        if (!moment.isBefore(from) && moment.isBefore(now)) {
          assertThat(covered).as("%s of %s at %s: %s", span, size, now, moment)
              .anyMatch(range -> !moment.isBefore(range[0]) && !moment.isAfter(range[1]));
        }
      }
    }
  }

  private static HistoryParts parts(String size, String span, BarKind kind, Instant now) {
    return HistoryParts.of(
        new HistoryOrder(Instrument.usStock(new Symbol("GLD")), BarSize.of(size), kind, HistorySpan.parse(span)), now);
  }
}
