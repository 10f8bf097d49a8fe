package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.Trigger;
import evenkeel.engine.EngineSettings;
import evenkeel.engine.Triggers;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code calendar}: sessions of the exchange, and when the next rebalances start. */
@Command(
    name = "calendar",
    description = "Sessions, early closes and the next month-end rebalances with their cut-offs.",
    sortOptions = false,
    footer = {
        "",
        "Examples:",
        "  evenkeel calendar 2025-11",
        "  evenkeel calendar --from 2025-01-01 --to 2025-12-31 --json",
    })
final class CalendarCommand implements Callable<Integer> {
  private static final int TRIGGERS_SHOWN = 3;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Parameters(index = "0", arity = "0..1", paramLabel = "YYYY-MM",
      description = "The month to show. Default: the present one.")
  private @Nullable YearMonth month;

  @Option(names = "--from", paramLabel = "DATE",
      description = "The first day to show instead of a month.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE",
      description = "The last day to show instead of a month.")
  private @Nullable LocalDate to;

  @Option(names = "--json",
      description = "Print one JSON object a session; times are New York's.")
  private boolean json;

  CalendarCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  /** The days to show, both included. */
  private record Days(LocalDate first, LocalDate last) {}

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    Days days = days();
    if (days.last().isBefore(days.first())) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.ToBeforeFrom(days.last(), days.first()));
    }
    if (days.first().isBefore(NyseCalendar.FIRST) || days.last().isAfter(NyseCalendar.LAST)) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.CalendarCovers(
          NyseCalendar.FIRST, NyseCalendar.LAST, days.first(), days.last()));
    }
    if (json) {
      NyseCalendar.sessions(days.first(), days.last())
          .forEach(session -> invocation.terminal().line(json(session)));
    } else {
      print(days, settings);
    }
    return ExitCode.DONE;
  }

  private Days days() {
    if (from == null && to == null) {
      YearMonth shown = month == null ? YearMonth.from(today()) : month;
      return new Days(shown.atDay(1), shown.atEndOfMonth());
    }
    if (from == null || to == null || month != null) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.MonthOrDays());
    }
    return new Days(from, to);
  }

  private ZonedDateTime today() {
    return invocation.clock().instant().atZone(NyseCalendar.ZONE);
  }

  private static String json(Session session) {
    return Json.object(object -> object
        .text("date", session.date().toString())
        .text("open", session.open().toLocalTime().toString())
        .text("close", session.close().toLocalTime().toString())
        .flag("early_close", session.earlyClose())
        .flag("last_of_month", NyseCalendar.isLastOfMonth(session.date())));
  }

  private void print(Days days, Settings settings) {
    Terminal terminal = invocation.terminal();
    TimeText times = invocation.times(settings);
    Table sessions = new Table(Table.left(new Heading.NyseSession()), Table.left(new Heading.Open()),
        Table.left(new Heading.Close()),
        Table.left(""));
    for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
      LocalDate date = day;
      NyseCalendar.session(day).ifPresentOrElse(
          session -> sessions.row(cells(session, times, terminal.language())),
          () -> {
            if (!isWeekend(date)) {
              sessions.row(List.of(
                  new Table.Cell(times.date(date), Colour.DIM),
                  new Table.Cell(terminal.language().say(new ScreenText.Closed()), Colour.DIM),
                  new Table.Cell("", Colour.PLAIN), new Table.Cell("", Colour.PLAIN)));
            }
          });
    }
    terminal.print(sessions);
    List<Trigger> monthEnds = nextMonthEnds(settings.engine());
    if (!monthEnds.isEmpty()) {
      terminal.line("");
      Table triggers = new Table(
          Table.left(new Heading.NextRebalances()), Table.left(new Heading.Start()),
          Table.left(new Heading.OrdersUntil(settings.engine().orderType().name())));
      for (Trigger trigger : monthEnds) {
        triggers.row(
            times.date(trigger.session()), times.both(trigger.dueAt()),
            times.both(trigger.deadline()));
      }
      terminal.print(triggers);
    }
  }

  private static List<Table.Cell> cells(Session session, TimeText times, Language language) {
    List<String> notes = new ArrayList<>();
    if (session.earlyClose()) {
      notes.add(language.say(new ScreenText.EarlyClose()));
    }
    if (NyseCalendar.isLastOfMonth(session.date())) {
      notes.add(language.say(new ScreenText.LastOfMonth()));
    }
    Colour colour = notes.isEmpty() ? Colour.PLAIN : Colour.YELLOW;
    return List.of(
        new Table.Cell(times.date(session.date()), colour),
        new Table.Cell(times.both(session.open().toInstant()), colour),
        new Table.Cell(times.both(session.close().toInstant()), colour),
        new Table.Cell(String.join(", ", notes), colour));
  }

  /** The coming month ends whose cut-off is still ahead. */
  private List<Trigger> nextMonthEnds(EngineSettings settings) {
    Instant now = invocation.clock().instant();
    YearMonth last = YearMonth.from(NyseCalendar.LAST);
    return Stream.iterate(YearMonth.from(today()), month -> !month.isAfter(last), month -> month.plusMonths(1))
        .map(month -> Triggers.monthEnd(month, settings.monthEndAt(), settings.cutOff()))
        .filter(trigger -> trigger.deadline().isAfter(now))
        .limit(TRIGGERS_SHOWN)
        .toList();
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
