package evenkeel.app;

import evenkeel.clock.FasterClock;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Trigger;
import evenkeel.gateway.RestartWindow;
import evenkeel.operations.BreakMemory;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: checks what a run relies on, one line each with the mend. Changes nothing. */
@Command(
    name = "doctor",
    description = "Check configuration, Java, data directory, clock and Gateway; one line each, with the mend.",
    sortOptions = false,
    footer = {
        "",
        "Example:",
        "  evenkeel doctor --config conf/evenkeel.conf",
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int JAVA_WANTED = 21;
  private static final LocalDate WRITTEN = LocalDate.of(2025, 1, 1);

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--json", description = "Print one JSON object a check.")
  private boolean json;

  DoctorCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>();
    Optional<Settings> settings = checkConfiguration(checks);
    checks.add(checkJava());
    settings.ifPresent(known -> {
      checks.add(checkDataDirectory(known.dataDirectory()));
      checks.add(checkClock(known));
      HousekeepingChecks.addTo(checks, known, invocation.clock().instant());
      checks.add(checkRestart(known));
      checks.add(checkLogIn(known));
      TradingChecks.addTo(checks, known);
      new GatewayChecks(invocation, known).addTo(checks);
    });
    Terminal terminal = invocation.terminal();
    checks.forEach(check -> terminal.line(json ? check.json() : check.line(terminal)));
    if (settings.isEmpty()) {
      return ExitCode.USAGE;
    }
    boolean failed = checks.stream().anyMatch(check -> check.verdict() == Check.Verdict.FAILED);
    return failed ? ExitCode.NOT_GOOD : ExitCode.DONE;
  }

  private Optional<Settings> checkConfiguration(List<Check> checks) {
    try {
      Settings settings = invocation.settings(program.config());
      checks.add(Check.ok("configuration",
          settings.source().map(Path::toString)
              .orElse("the defaults alone, as there is no conf/evenkeel.conf")
              + ", mode " + settings.mode().text()));
      return Optional.of(settings);
    } catch (CommandFailure mistakes) {
      for (String mistake : mistakes.lines()) {
        checks.add(Check.failed("configuration", mistake, ""));
      }
      return Optional.empty();
    }
  }

  private static Check checkJava() {
    int feature = Runtime.version().feature();
    String finding = Runtime.version() + " in " + System.getProperty("java.home");
    return feature >= JAVA_WANTED
        ? Check.ok("java", finding)
        : Check.failed("java", finding, "install JDK " + JAVA_WANTED + " or newer");
  }

  private static Check checkDataDirectory(Path root) {
    String name = "data directory";
    if (!Files.exists(root)) {
      Path there = nearestThatExists(root);
      return Files.isDirectory(there) && Files.isWritable(there)
          ? Check.ok(name, root + " will be made at the first run")
          : Check.failed(name, root + " cannot be made in " + there,
              "make that writable, or name another with data-directory or TRADESYS_HOME");
    }
    try {
      Files.delete(Files.createTempFile(root, "doctor", ""));
      if (Files.getFileAttributeView(root, PosixFileAttributeView.class) == null) {
        return Check.warning(name, root + " is on a file system without permissions",
            "make sure that others cannot read it");
      }
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
      if (!permissions.endsWith("------")) {
        return Check.warning(name, root + " is open to others (" + permissions + ")", "chmod 700 " + root);
      }
      int open = OpenFiles.in(new DataDirectory(root)).files().size();
      return open == 0
          ? Check.ok(name, root + " is writable and closed to others")
          : Check.warning(name, open + " files in " + root + " are open to others",
              "the next start of evenkeel run closes them");
    } catch (IOException refused) {
      return Check.failed(name,
          root + " cannot be written (" + refused.getClass().getSimpleName() + ")",
          "make it writable, or name another with data-directory or TRADESYS_HOME");
    }
  }

  private static Path nearestThatExists(Path path) {
    @Nullable
    Path at = path;
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    return at == null ? path : at;
  }

  /** A restart in the middle of a run would hold its orders back. */
  private Check checkRestart(Settings settings) {
    RestartWindow restart = settings.gateway().restart();
    Instant now = invocation.clock().instant();
    Set<LocalTime> learnt = new BreakMemory(new DataDirectory(settings.dataDirectory())).learnt(now, restart.zone());
    String finding = GatewayLifeText.restart(restart, learnt);
    Trigger next = settings.engine().schedule().next(now);
    boolean isInTheWay = Stream.iterate(
        next.dueAt(), at -> at.isBefore(next.deadline()), at -> at.plus(Duration.ofMinutes(1)))
        .anyMatch(at -> !restart.spans(at, learnt).isEmpty());
    return isInTheWay
        ? Check.warning("gateway restart", finding + ", in the middle of the next run",
            "move the Gateway's restart to another time of day, and gateway.restart.at with it")
        : Check.ok("gateway restart", finding);
  }

  private Check checkLogIn(Settings settings) {
    Instant now = invocation.clock().instant();
    // Whether somebody logged in this week only a process that was there can know.
    LogInWeek.Forecast forecast = LogInWeek.forecast(now, settings.engine().schedule().next(now).dueAt(), true);
    return Check.ok("gateway log-in", GatewayLifeText.logIn(forecast, invocation.times(settings)));
  }

  private Check checkClock(Settings settings) {
    String now = invocation.times(settings).full(invocation.clock().instant());
    LocalDate today = invocation.clock().instant().atZone(NyseCalendar.ZONE).toLocalDate();
    if (today.isBefore(WRITTEN) || today.isAfter(NyseCalendar.LAST)) {
      return Check.failed("clock", "it is " + now + ", for which there is no calendar",
          "set the machine's clock");
    }
    return invocation.clock() instanceof FasterClock faster
        ? Check.warning("clock",
            "it is " + now + " by EVENKEEL_CLOCK, at " + faster.speed() + " times the real speed",
            "unset EVENKEEL_CLOCK for real trading")
        : Check.ok("clock", "it is " + now);
  }
}
