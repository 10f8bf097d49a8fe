package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NyseCalendarTest {
  /**
   * Every weekday without a session, by year, as month-day. Up to 2011 from the NYSE's list of
   * closings, up to 2028 from its yearly announcements, after that by its Rule 7.2.
   */
  private static final String CLOSED = """
      1990 01-01 02-19 04-13 05-28 07-04 09-03 11-22 12-25
      1991 01-01 02-18 03-29 05-27 07-04 09-02 11-28 12-25
      1992 01-01 02-17 04-17 05-25 07-03 09-07 11-26 12-25
      1993 01-01 02-15 04-09 05-31 07-05 09-06 11-25 12-24
      1994 02-21 04-01 04-27 05-30 07-04 09-05 11-24 12-26
      1995 01-02 02-20 04-14 05-29 07-04 09-04 11-23 12-25
      1996 01-01 02-19 04-05 05-27 07-04 09-02 11-28 12-25
      1997 01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25
      1998 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
      1999 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
      2000 01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25
      2001 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
      2002 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
      2003 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
      2004 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
      2005 01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26
      2006 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
      2007 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
      2008 01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25
      2009 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
      2010 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
      2011 01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26
      2012 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
      2013 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
      2014 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
      2015 01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25
      2016 01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26
      2017 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
      2018 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
      2019 01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25
      2020 01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25
      2021 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
      2022 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
      2023 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25
      2024 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25
      2025 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25
      2026 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25
      2027 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24
      2028 01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25
      2029 01-01 01-15 02-19 03-30 05-28 06-19 07-04 09-03 11-22 12-25
      2030 01-01 01-21 02-18 04-19 05-27 06-19 07-04 09-02 11-28 12-25
      2031 01-01 01-20 02-17 04-11 05-26 06-19 07-04 09-01 11-27 12-25
      2032 01-01 01-19 02-16 03-26 05-31 06-18 07-05 09-06 11-25 12-24
      2033 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26
      2034 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25
      2035 01-01 01-15 02-19 03-23 05-28 06-19 07-04 09-03 11-22 12-25
      """;

  /** Every session that closes before 16:00: 13:00 where no time is given. */
  private static final String EARLY = """
      1990 12-24@14:00
      1991 12-24@14:00
      1992 11-27@14:00 12-24@14:00
      1993 11-26
      1994 02-11@14:30 11-25
      1995 07-03 11-24
      1996 01-08@14:00 07-05 11-29 12-24
      1997 07-03 10-27@15:30 11-28 12-24 12-26
      1998 11-27 12-24
      1999 11-26 12-31
      2000 07-03 11-24
      2001 07-03 11-23 12-24
      2002 07-05 11-29 12-24
      2003 07-03 11-28 12-24 12-26
      2004 11-26
      2005 06-01@15:56 11-25
      2006 07-03 11-24
      2007 07-03 11-23 12-24
      2008 07-03 11-28 12-24
      2009 11-27 12-24
      2010 11-26
      2011 11-25
      2012 07-03 11-23 12-24
      2013 07-03 11-29 12-24
      2014 07-03 11-28 12-24
      2015 11-27 12-24
      2016 11-25
      2017 07-03 11-24
      2018 07-03 11-23 12-24
      2019 07-03 11-29 12-24
      2020 11-27 12-24
      2021 11-26
      2022 11-25
      2023 07-03 11-24
      2024 07-03 11-29 12-24
      2025 07-03 11-28 12-24
      2026 11-27 12-24
      2027 11-26
      2028 07-03 11-24
      2029 07-03 11-23 12-24
      2030 07-03 11-29 12-24
      2031 07-03 11-28 12-24
      2032 11-26
      2033 11-25
      2034 07-03 11-24
      2035 07-03 11-23 12-24
      """;

  /** Every session that opens after 9:30. */
  private static final String LATE = """
      1990 12-27@11:00
      1991 01-17@09:31 02-25@09:31
      1995 12-18@10:30
      1996 01-08@11:00
      2001 09-17@09:33 10-08@09:31
      2002 09-11@12:00
      2003 03-20@09:32
      2004 06-07@09:32
      2006 12-27@09:32
      """;

  @Test
  void shouldBeClosedOnExactlyTheKnownWeekdays() {
    Set<String> closed = new TreeSet<>();
    for (LocalDate day : everyDay()) {
      if (isWeekday(day) && NyseCalendar.session(day).isEmpty()) {
        closed.add(day.toString());
      }
    }
    assertThat(closed).isEqualTo(days(CLOSED, ""));
  }

  @Test
  void shouldCloseEarlyOnExactlyTheKnownDays() {
    Set<String> early = new TreeSet<>();
    for (Session session : NyseCalendar.sessions(NyseCalendar.FIRST, NyseCalendar.LAST)) {
      LocalTime close = session.close().toLocalTime();
      assertThat(session.earlyClose()).isEqualTo(close.isBefore(LocalTime.of(16, 0)));
      assertThat(close).isBeforeOrEqualTo(LocalTime.of(16, 0));
      if (session.earlyClose()) {
        early.add(session.date() + "@" + close);
      }
    }
    assertThat(early).isEqualTo(days(EARLY, "@13:00"));
  }

  @Test
  void shouldOpenLateOnExactlyTheKnownDays() {
    Set<String> late = new TreeSet<>();
    for (Session session : NyseCalendar.sessions(NyseCalendar.FIRST, NyseCalendar.LAST)) {
      LocalTime open = session.open().toLocalTime();
      assertThat(open).isAfterOrEqualTo(LocalTime.of(9, 30));
      if (open.isAfter(LocalTime.of(9, 30))) {
        late.add(session.date() + "@" + open);
      }
    }
    assertThat(late).isEqualTo(days(LATE, ""));
  }

  @Test
  void shouldAgreeDayByDayWithThePublishedSessions() throws IOException {
    Path file = Path.of(System.getProperty("evenkeel.shared", "absent"), "data",
        "nyse_sessions_2015_2024.csv");
    Assumptions.assumeTrue(Files.exists(file), "no session list beside the project");
    List<String> ours = new ArrayList<>();
    for (Session session : NyseCalendar.sessions(LocalDate.of(2015, 1, 1),
        LocalDate.of(2024, 12, 31))) {
      ours.add(String.join(",", session.date().toString(), session.open().toLocalTime().toString(),
          session.close().toLocalTime().toString(), session.earlyClose() ? "1" : "0",
          session.open().toInstant().toString(), session.close().toInstant().toString()));
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(ours).isEqualTo(lines.subList(1, lines.size()));
  }

  @Test
  void shouldFindTheLastSessionOfEveryMonth() {
    for (YearMonth month = YearMonth.of(1990, 1); month.getYear() <= 2035; month = month
        .plusMonths(1)) {
      List<Session> sessions = NyseCalendar.sessions(month.atDay(1), month.atEndOfMonth());
      assertThat(sessions).isNotEmpty();
      assertThat(NyseCalendar.lastOfMonth(month)).isEqualTo(sessions.getLast());
      assertThat(sessions.stream().filter(s -> NyseCalendar.isLastOfMonth(s.date())))
          .containsExactly(sessions.getLast());
    }
  }

  @Test
  void shouldWalkFromSessionToSessionInBothDirections() {
    List<Session> all = NyseCalendar.sessions(NyseCalendar.FIRST, NyseCalendar.LAST);
    for (int i = 1; i < all.size(); i++) {
      assertThat(isWeekday(all.get(i).date())).isTrue();
      assertThat(NyseCalendar.next(all.get(i - 1).date())).isEqualTo(all.get(i));
      assertThat(NyseCalendar.previous(all.get(i).date())).isEqualTo(all.get(i - 1));
      assertThat(all.get(i).open()).isBefore(all.get(i).close());
    }
  }

  @ParameterizedTest
  @CsvSource({"2024-03, 2024-03-28", // The 29th is Good Friday.
      "2025-11, 2025-11-28", // A half day.
      "2021-12, 2021-12-31", // New Year on a Saturday is not observed.
      "2032-12, 2032-12-31", "2026-05, 2026-05-29", "2027-05, 2027-05-28", "2002-03, 2002-03-28"})
  void shouldKnowTheLastSessionOf(YearMonth month, LocalDate last) {
    assertThat(NyseCalendar.lastOfMonth(month).date()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({"2025-03-07, 2025-03-07T21:00:00Z", // Before summer time.
      "2025-03-10, 2025-03-10T20:00:00Z", // After its start.
      "2025-11-28, 2025-11-28T18:00:00Z", "1996-01-08, 1996-01-08T19:00:00Z"})
  void shouldCloseAtTheInstant(LocalDate date, Instant close) {
    assertThat(NyseCalendar.session(date).orElseThrow().close().toInstant()).isEqualTo(close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1989-12-31", "2036-01-01", "1776-07-04"})
  void shouldRefuseADateItDoesNotCover(LocalDate date) {
    assertThatThrownBy(() -> NyseCalendar.session(date))
        .isInstanceOf(NyseCalendar.UnsupportedDate.class)
        .hasMessage("the NYSE calendar covers 1990-01-01 to 2035-12-31, not " + date);
  }

  @Test
  void shouldRefuseToWalkOutOfItsRange() {
    assertThatThrownBy(() -> NyseCalendar.next(NyseCalendar.LAST))
        .isInstanceOf(NyseCalendar.UnsupportedDate.class);
    assertThatThrownBy(() -> NyseCalendar.previous(LocalDate.of(1990, 1, 2)))
        .isInstanceOf(NyseCalendar.UnsupportedDate.class);
    assertThat(NyseCalendar.sessions(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 1, 1))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: latest {1}, {2} minutes before an early close: {3}")
  @CsvSource({"2025-10-31, 15:45, 15, 15:45", "2025-11-28, 15:45, 15, 12:45",
      "2025-11-28, 12:30, 15, 12:30", // The configured time is earlier still.
      "2025-11-28, 15:45, 0, 13:00", "1997-10-27, 15:20, 15, 15:15",
      "1997-10-27, 15:10, 15, 15:10"})
  void shouldCutOffAtTheEarlierOfTimeAndEarlyClose(LocalDate date, LocalTime latest, int minutes,
      LocalTime expected) {
    CutOffRule rule = new CutOffRule(latest, Duration.ofMinutes(minutes));
    Instant cutOff = rule.cutOff(NyseCalendar.session(date).orElseThrow());
    assertThat(cutOff).isEqualTo(
        date.atTime(expected).atZone(ZoneId.of("America/New_York")).toInstant());
  }

  private static List<LocalDate> everyDay() {
    return NyseCalendar.FIRST.datesUntil(NyseCalendar.LAST.plusDays(1)).toList();
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  /** The days of a table; {@code usual} is the time of those without one. */
  private static Set<String> days(String table, String usual) {
    Set<String> days = new TreeSet<>();
    table.lines().forEach(line -> {
      List<String> words = List.of(line.split(" "));
      for (String day : words.subList(1, words.size())) {
        days.add(words.getFirst() + "-" + day + (day.contains("@") ? "" : usual));
      }
    });
    return days;
  }
}
