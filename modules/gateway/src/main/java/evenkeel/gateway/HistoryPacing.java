package evenkeel.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When historical requests may leave. No thread and no clock: the time goes in. IBKR's limits (TWS API, historical
 * data limitations), kept for bars of every size, though IBKR enforces the first three for small ones only:
 *
 * <ul>
 * <li>none like another within 15 seconds;
 * <li>fewer than 6 for one contract, exchange and kind of data within 2 seconds;
 * <li>at most 60 within 10 minutes;
 * <li>at most 50 open.
 * </ul>
 *
 * A request for bids and asks together counts twice. The Gateway sees a request some time between its leaving and its
 * answer; the later of the two is what counts here, so that no delay on the way brings two requests too close together
 * there. For the same reason an open request never grows old.
 */
public final class HistoryPacing {
  private static final Duration SAME = Duration.ofSeconds(15);
  private static final Duration BURST = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int BURST_MAX = 5;
  private static final int LONG_MAX = 60;
  private static final int OPEN_MAX = 50;
  /** What lies exactly at the end of a window is still in it. */
  private static final Duration GRAIN = Duration.ofMillis(1);

  /**
   * A request that counts.
   *
   * @param what everything that makes two requests the same
   * @param source contract, exchange and kind of data
   * @param over when its answer came or it was given up; empty while it is open
   */
  public record Asked(String what, String source, int weight, Optional<Instant> over) {
    private Asked at(Instant end) {
      return new Asked(what, source, weight, Optional.of(end));
    }

    private Instant latest(Instant now) {
      return over.orElse(now);
    }
  }

  private final List<Asked> asked = new ArrayList<>();
  private Instant heldUntil = Instant.MIN;

  public HistoryPacing() {
    this(List.of(), Instant.EPOCH);
  }

  /**
   * Goes on from what an earlier process has asked, since the Gateway does not forget with a restart of its client.
   *
   * @param before as {@link #recent} gave it; what lies in the future of now is from another clock and does not count
   */
  public HistoryPacing(Collection<Asked> before, Instant now) {
    before.stream().filter(it -> !it.latest(now).isAfter(now)).map(it -> it.at(it.latest(now))).forEach(asked::add);
  }

  /** Whether the request may leave now. */
  public boolean isPermitted(BrokerRequest.History request, Instant now) {
    return isPermitted(entry(request), now, now);
  }

  /** When the request may leave at the earliest; empty while that depends on an answer that is still to come. */
  public Optional<Instant> permittedAt(BrokerRequest.History request, Instant now) {
    Asked wanted = entry(request);
    Stream<Instant> ends = asked.stream().flatMap(it -> it.over().stream())
        .flatMap(over -> Stream.of(SAME, BURST, LONG).map(window -> over.plus(window).plus(GRAIN)));
    return Stream.concat(Stream.of(now, heldUntil), ends).filter(at -> !at.isBefore(now)).sorted().distinct()
        .filter(at -> isPermitted(wanted, now, at)).findFirst();
  }

  /** @param at now, or a later time at which what is open now still is */
  private boolean isPermitted(Asked wanted, Instant now, Instant at) {
    int sameSource = wanted.weight();
    int all = wanted.weight();
    int open = 1;
    for (Asked it : asked) {
      Instant latest = it.over().isPresent() ? it.latest(now) : at;
      if (it.what().equals(wanted.what()) && isWithin(latest, SAME, at)) {
        return false;
      }
      sameSource += it.source().equals(wanted.source()) && isWithin(latest, BURST, at) ? it.weight() : 0;
      all += isWithin(latest, LONG, at) ? it.weight() : 0;
      open += it.over().isEmpty() ? 1 : 0;
    }
    return !at.isBefore(heldUntil) && sameSource <= BURST_MAX && all <= LONG_MAX && open <= OPEN_MAX;
  }

  /** A time that lies ahead, as after a clock was set back, counts as well. */
  private static boolean isWithin(Instant latest, Duration window, Instant at) {
    return !latest.plus(window).isBefore(at);
  }

  /** The request is being sent. */
  public void asked(BrokerRequest.History request, Instant now) {
    asked.removeIf(it -> it.over().isPresent() && !isWithin(it.latest(now), LONG, now));
    asked.add(entry(request));
  }

  /** The request's answer came, or nobody waits for it any more. */
  public void over(BrokerRequest.History request, Instant now) {
    String what = entry(request).what();
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).over().isEmpty() && asked.get(i).what().equals(what)) {
        asked.set(i, asked.get(i).at(now));
        return;
      }
    }
  }

  /** The Gateway has complained: nothing leaves before then. */
  public void holdUntil(Instant until) {
    heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
  }

  /** What still counts, to be kept for the next process; what is open is taken to be over now. */
  public List<Asked> recent(Instant now) {
    return asked.stream().map(it -> it.at(it.latest(now))).filter(it -> isWithin(it.latest(now), LONG, now)).toList();
  }

  private static Asked entry(BrokerRequest.History request) {
    Instrument instrument = request.instrument();
    String source = String.join(
        "/", Integer.toString(instrument.contractId()), instrument.symbol().value(), instrument.exchange(),
        request.kind().name());
    String what = String.join(
        "/", source, instrument.primaryExchange(), instrument.currency(), request.size().word(),
        request.span().toString(), request.end().map(Instant::toString).orElse("now"));
    return new Asked(what, source, request.kind().weight(), Optional.empty());
  }
}
