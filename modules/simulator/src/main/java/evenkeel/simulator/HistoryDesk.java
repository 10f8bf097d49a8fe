package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.tws.GatewayTime;
import evenkeel.tws.HeadTimestamp;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.HistoricalDataEnd;
import evenkeel.tws.HistoricalDataUpdate;
import evenkeel.tws.HistoricalSchedule;
import evenkeel.tws.RequestHeadTimestamp;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.ScheduleSession;
import evenkeel.tws.ServerVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Bars of the past, the schedule of sessions, and bars that go on with the market. */
final class HistoryDesk {
  private static final Set<String> KINDS = Set.of("TRADES", "MIDPOINT", "BID", "ASK", "BID_ASK",
      "ADJUSTED_LAST", "SCHEDULE");
  /** So many requests may be open at once (TWS API documentation, historical data limitations). */
  private static final int OPEN_MAX = 50;
  private static final String SERVICE = "Historical Market Data Service error message:";
  private static final String TOO_FAST = SERVICE + "Historical data request pacing violation";
  private static final String NO_DATA = SERVICE + "HMDS query returned no data: ";
  private static final Duration BUSY = Duration.ofSeconds(30);
  private static final long BARS_MAX = 200_000;
  /** The date format that asks for seconds since 1970. */
  private static final int SECONDS = 2;
  private static final String SCHEDULE = "SCHEDULE";
  private static final DateTimeFormatter LOCAL = DateTimeFormatter
      .ofPattern("yyyyMMdd-HH:mm:ss", Locale.ROOT);

  private final House house;
  /** Bars keep the scenario's zone and its usual name. */
  private final GatewayClock clock;
  private final HistoryPacing pacing = new HistoryPacing();
  private final SortedMap<String, Running> running = new TreeMap<>();
  /** Requests for the first moment stay open until they are cancelled. */
  private final Set<String> heads = new TreeSet<>();
  private boolean ticking;

  /** A request whose last bar is told again with every price. */
  private record Running(Link link, RequestHistoricalData request, Instrument instrument) {}

  HistoryDesk(House house) {
    this.house = house;
    this.clock = new GatewayClock(ZoneId.of(house.scenario().session().zone()));
    house.onGone(link -> {
      running.values().removeIf(it -> it.link() == link);
      heads.removeIf(it -> it.startsWith(link.id().value() + "/"));
    });
  }

  /** How often a client has asked faster than IBKR allows. */
  int pacingViolations() {
    return pacing.violations();
  }

  void request(Link link, RequestHistoricalData request) {
    int id = request.reqId();
    Optional<Instrument> found = house.instruments().find(request.contract());
    if (found.isEmpty()) {
      house.error(link, id, 200,
          house.instruments().whyNot(request.contract()));
      return;
    }
    if (running.containsKey(key(link, id))) {
      house.error(link, id, 386, "Duplicate ticker id");
      return;
    }
    if (running.size() + heads.size() >= OPEN_MAX) {
      house.error(link, id, 322, "Error processing request.-'bU' : cause - Max number of historical"
          + " data requests has been reached");
      return;
    }
    boolean tooFast = pacing.isTooFast(house.now(), request);
    if (tooFast) {
      house.outbox().ledger(
          new LedgerLine(house.now(), LedgerEntry.Event.PACING_VIOLATION).client(link.clientId())
              .text("history of " + found.get().symbol()).entry());
    }
    if (tooFast && house.scenario().session().pacing() == Scenario.Pacing.REJECT) {
      house.error(link, id, 162, TOO_FAST);
      return;
    }
    if (!isTroubled(link, request)) {
      answer(link, request);
    }
  }

  private void answer(Link link, RequestHistoricalData request) {
    int id = request.reqId();
    Instrument instrument = house.instruments().find(request.contract()).orElseThrow();
    Optional<String> wrong = wrong(request);
    if (wrong.isPresent()) {
      house.error(link, id, 321, "Error validating request.-'bU' : cause - " + wrong.get());
      return;
    }
    if (hasNoZone(request.endDateTime())) {
      house.error(link, id, 2174, "Warning: You submitted request with date-time attributes without"
          + " explicit time zone.");
    }
    Optional<BarSize> size = BarSize.parse(request.barSize());
    Optional<Instant> end = end(request.endDateTime())
        .filter(it -> !it.isBefore(ExchangeHours.midnight(NyseCalendar.FIRST)));
    Optional<Instant> from = end
        .flatMap(it -> BarSize.start(request.duration(), it, house.hours()));
    if (size.isEmpty() || end.isEmpty() || from.isEmpty()) {
      house.error(link, id, end.isEmpty() ? 10314 : 321, end.isEmpty()
          ? "End Date/Time: The date, time, or time-zone entered is invalid."
          : "Error validating request.-'bU' : cause - Historical data bar size or duration is"
              + " invalid");
      return;
    }
    if (end.get().isBefore(ExchangeHours.midnight(BarSize.EARLIEST))) {
      noData(link, request);
      return;
    }
    if (size.get().count(house.hours().sessions(ExchangeHours.dateOf(from.get()),
        ExchangeHours.dateOf(end.get())).size()) > BARS_MAX) {
      house.error(link, id, 162, "Historical Market Data Service error message:Time length exceed"
          + " max.");
    } else if (request.whatToShow().equals(SCHEDULE)) {
      schedule(link, id, from.get(), end.get());
    } else {
      bars(link, request, instrument, from.get(), end.get(), size.get());
    }
  }

  /** Whether something is wrong with history, so that the usual answer does not come now. */
  private boolean isTroubled(Link link, RequestHistoricalData request) {
    if (house.troubles().data().isDown(Fault.Farm.HISTORY)) {
      return true;
    }
    Optional<Fault.HistoryTrouble> trouble = house.troubles().data().history().take();
    if (trouble.isEmpty()) {
      return false;
    }
    int id = request.reqId();
    switch (trouble.get().kind()) {
      case SILENT -> {
        // Nothing is said.
      }
      case EMPTY -> send(link, id, link.moment(house.now(), clock),
          link.moment(house.now(), clock), List.of());
      case NO_DATA -> noData(link, request);
      case PACING -> house.error(link, id, 162, TOO_FAST);
      case BUSY -> {
        house.error(link, id, 165,
            "Historical Market Data Service query message:HMDS server is busy");
        house.after(BUSY, () -> answer(link, request));
      }
    }
    return true;
  }

  private static boolean hasNoZone(String time) {
    return time.matches("[0-9]{8} +[0-9:]{5,8}");
  }

  private static Optional<String> wrong(RequestHistoricalData request) {
    if (!KINDS.contains(request.whatToShow())) {
      return Optional.of("Invalid source price type");
    }
    if (request.whatToShow().equals(SCHEDULE) && !request.barSize().equals("1 day")) {
      return Optional.of("Schedule requests only support 1 day bar size");
    }
    boolean open = request.endDateTime().isEmpty();
    if (!open && (request.keepUpToDate() || request.whatToShow().equals("ADJUSTED_LAST"))) {
      return Optional.of("End Date not supported with adjusted last or updates");
    }
    return Optional.empty();
  }

  private Optional<Instant> end(String text) {
    if (text.isEmpty()) {
      return Optional.of(house.now());
    }
    return GatewayTime.parse(text, clock.zone()).map(it -> switch (it) {
      case GatewayTime.Day day -> ExchangeHours.midnight(day.date().plusDays(1));
      case GatewayTime.Moment moment -> moment.instant();
      case GatewayTime.Unplaced local -> local.time().atZone(clock.zone()).toInstant();
    }).map(it -> it.isAfter(house.now()) ? house.now() : it);
  }

  private Function<Instant, String> moments(Link link, int formatDate) {
    return formatDate == SECONDS
        ? moment -> Long.toString(moment.getEpochSecond())
        : moment -> link.moment(moment, clock);
  }

  private void bars(
      Link link, RequestHistoricalData request, Instrument instrument, Instant from,
      Instant end, BarSize size) {
    List<HistoricalBar> bars = new BarMaker(house.market(), instrument, request.whatToShow(),
        moments(link, request.formatDate()), size).make(from, end);
    if (bars.isEmpty()) {
      noData(link, request);
      return;
    }
    String start = link.moment(from, clock);
    String last = link.moment(end, clock);
    send(link, request.reqId(), start, last, bars);
    if (request.keepUpToDate()) {
      running.put(key(link, request.reqId()), new Running(link, request, instrument));
      tickLater();
    }
  }

  private void noData(Link link, RequestHistoricalData request) {
    house.error(link, request.reqId(), 162,
        NO_DATA + request.contract().symbol() + "@SMART " + request.whatToShow());
  }

  private void send(
      Link link, int id, String start, String last, List<HistoricalBar> bars) {
    house.send(link, new HistoricalData(id, start, last, bars));
    if (link.codec().serverVersion() >= ServerVersions.HISTORICAL_DATA_END) {
      house.send(link, new HistoricalDataEnd(id, start, last));
    }
  }

  private void schedule(Link link, int id, Instant from, Instant end) {
    List<Session> sessions = NyseCalendar.sessions(ExchangeHours.dateOf(from),
        ExchangeHours.dateOf(end));
    if (sessions.isEmpty()) {
      house.error(link, id, 162, "Historical Market Data Service error message:no data");
      return;
    }
    house.send(link, new HistoricalSchedule(id, local(sessions.getFirst().open()),
        local(sessions.getLast().close()), "US/Eastern",
        sessions.stream().map(it -> new ScheduleSession(local(it.open()), local(it.close()),
            it.date().format(DateTimeFormatter.BASIC_ISO_DATE))).toList()));
  }

  private static String local(ZonedDateTime time) {
    return LOCAL.format(time);
  }

  void cancel(Link link, int reqId) {
    boolean known = running.remove(key(link, reqId)) != null;
    house.error(link, reqId, known ? 162 : 366, known
        ? "Historical Market Data Service error message:API historical data query cancelled: "
            + reqId
        : "No historical data query found for ticker id:" + reqId);
  }

  void headTimestamp(Link link, RequestHeadTimestamp request) {
    Optional<Instrument> found = house.instruments().find(request.contract());
    if (found.isEmpty()) {
      house.error(link, request.reqId(), 200,
          house.instruments().whyNot(request.contract()));
      return;
    }
    heads.add(key(link, request.reqId()));
    List<DailyBar> all = house.market().bars(found.get(), BarSize.EARLIEST, house.now());
    Instant head = NyseCalendar.session(all.getFirst().date()).orElseThrow().open().toInstant();
    house.send(link, new HeadTimestamp(request.reqId(), request.formatDate() == SECONDS
        ? Long.toString(head.getEpochSecond())
        : GatewayTime.utc(head)));
  }

  /** Frees the place of a request for the first moment. */
  void cancelHeadTimestamp(Link link, int reqId) {
    heads.remove(key(link, reqId));
  }

  private void tickLater() {
    if (!ticking) {
      ticking = true;
      house.timeline().at(
          house.timeline().again(house.scenario().marketData().tickInterval()), this::tick);
    }
  }

  private void tick() {
    ticking = false;
    if (house.hours().open(house.now()).isPresent() && !house.troubles().isLinkLost()) {
      running.values().forEach(this::update);
    }
    if (!running.isEmpty()) {
      tickLater();
    }
  }

  private void update(Running it) {
    BarSize size = BarSize.parse(it.request().barSize()).orElseThrow();
    List<HistoricalBar> bars = new BarMaker(house.market(), it.instrument(),
        it.request().whatToShow(), moments(it.link(), it.request().formatDate()), size)
        .make(house.hours().lastOpened(house.now()).open().toInstant(), house.now());
    if (!bars.isEmpty()) {
      house.send(it.link(), new HistoricalDataUpdate(it.request().reqId(), bars.getLast()));
    }
  }

  private static String key(Link link, int reqId) {
    return "%d/%d".formatted(link.id().value(), reqId);
  }
}
