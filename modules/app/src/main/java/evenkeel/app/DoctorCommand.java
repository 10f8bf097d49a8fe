package evenkeel.app;

import evenkeel.clock.FasterClock;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.Language;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.operations.AddressMemory;
import evenkeel.operations.BreakMemory;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.GatewayText;
import evenkeel.operations.MachineAddresses;
import evenkeel.operations.NetworkInterfaces;
import evenkeel.operations.OpenFiles;
import evenkeel.operations.SupportMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    checks.addAll(HostNeeds.checks());
    settings.ifPresent(known -> {
      checks.add(checkDataDirectory(known.dataDirectory()));
      checks.add(checkClock(known));
      HousekeepingChecks.addTo(checks, known, invocation.clock().instant());
      checks.add(checkRestart(known));
      checks.add(checkLogIn(known));
      checks.add(checkAddress(known));
      checks.add(checkVersion(known));
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
      Phrase source = settings.source().map(file -> Phrase.of(file.toString()))
          .orElseGet(DoctorText.DefaultsAlone::new);
      checks.add(Check.ok(
          new DoctorText.OfConfiguration(), new DoctorText.ConfigurationIs(source, settings.mode().text())));
      return Optional.of(settings);
    } catch (CommandFailure mistakes) {
      for (Phrase mistake : mistakes.lines()) {
        checks.add(Check.failed(new DoctorText.OfConfiguration(), mistake));
      }
      return Optional.empty();
    }
  }

  private static Check checkJava() {
    int feature = Runtime.version().feature();
    Phrase finding = new DoctorText.JavaIs(Runtime.version().toString(), System.getProperty("java.home", ""));
    return feature >= JAVA_WANTED
        ? Check.ok(new DoctorText.OfJava(), finding)
        : Check.failed(new DoctorText.OfJava(), finding, new DoctorText.InstallJava(JAVA_WANTED));
  }

  private static Check checkDataDirectory(Path root) {
    Phrase name = new DoctorText.OfDataDirectory();
    if (!Files.exists(root)) {
      Path there = nearestThatExists(root);
      return Files.isDirectory(there) && Files.isWritable(there)
          ? Check.ok(name, new DoctorText.WillBeMade(root))
          : Check.failed(name, new DoctorText.CannotBeMade(root, there), new DoctorText.MakeThatWritable());
    }
    try {
      Files.delete(Files.createTempFile(root, "doctor", ""));
      if (Files.getFileAttributeView(root, PosixFileAttributeView.class) == null) {
        return Check.warning(name, new DoctorText.NoPermissions(root), new DoctorText.KeepOthersOut());
      }
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
      if (!permissions.endsWith("------")) {
        return Check.warning(name, new DoctorText.OpenToOthers(root, permissions), new DoctorText.CloseIt(root));
      }
      int open = OpenFiles.in(new DataDirectory(root)).files().size();
      return open == 0
          ? Check.ok(name, new DoctorText.WritableAndClosed(root))
          : Check.warning(name, new DoctorText.FilesOpen(open, root), new DoctorText.NextStartCloses());
    } catch (IOException refused) {
      return Check.failed(name,
          new DoctorText.NotWritable(root, refused.getClass().getSimpleName()), new DoctorText.MakeItWritable());
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

  private Check checkRestart(Settings settings) {
    Instant now = invocation.clock().instant();
    return new RestartCheck(settings, now).configured(
        new BreakMemory(new DataDirectory(settings.dataDirectory())).learnt(now, settings.gateway().restart().zone()));
  }

  private Check checkLogIn(Settings settings) {
    Instant now = invocation.clock().instant();
    // Whether somebody logged in this week only a process that was there can know.
    LogInWeek.Forecast forecast = LogInWeek.forecast(now, settings.engine().schedule().next(now).dueAt(), true);
    return Check.ok(new DoctorText.OfLogIn(), GatewayLifeText.logIn(forecast, times(settings)));
  }

  /** What this machine sees of its addresses now, beside what {@code run} saw. */
  private Check checkAddress(Settings settings) {
    Phrase name = new DoctorText.OfAddress();
    MachineAddresses now = new NetworkInterfaces().now();
    Optional<AddressMemory.Note> note = new AddressMemory(new DataDirectory(settings.dataDirectory())).read();
    Optional<MachineAddresses> other = note.map(AddressMemory.Note::addresses)
        .filter(known -> !now.isNone() && !known.equals(now));
    if (other.isPresent()) {
      return Check.warning(
          name, new DoctorText.AddressOther(now.shown(), other.get().shown()), new DoctorText.SeeLogIn());
    }
    Optional<AddressMemory.Change> change = note.flatMap(it -> it.changeSinceLogIn(invocation.clock().instant()));
    if (change.isPresent()) {
      return Check.warning(name, GatewayLifeText.address(note.get(), change.get(), times(settings)),
          new DoctorText.SeeLogIn());
    }
    return Check.ok(name, now.isNone()
        ? new DoctorText.AddressNone()
        : now.isBehindRouter()
            ? new DoctorText.AddressBehindRouter(now.shown())
            : new DoctorText.AddressIs(now.shown()));
  }

  /** What a process of ours heard from the Gateway, which says it by itself only. */
  private Check checkVersion(Settings settings) {
    Instant now = invocation.clock().instant();
    Optional<EndOfSupport> end = new SupportMemory(new DataDirectory(settings.dataDirectory())).end(now);
    LocalDate nextRun = settings.engine().schedule().next(now).session();
    Phrase finding = GatewayText.version(end);
    if (end.isEmpty()) {
      return Check.ok(new DoctorText.OfVersion(), finding);
    }
    return end.get().isOverBy(nextRun)
        ? Check.failed(new DoctorText.OfVersion(), finding, new DoctorText.InstallNewer())
        : Check.warning(new DoctorText.OfVersion(), finding, new DoctorText.InstallNewer());
  }

  private TimeText times(Settings settings) {
    return json ? new TimeText(settings.localTimeZone(), Language.EN) : invocation.times(settings);
  }

  private Check checkClock(Settings settings) {
    String now = times(settings).full(invocation.clock().instant());
    LocalDate today = invocation.clock().instant().atZone(NyseCalendar.ZONE).toLocalDate();
    if (today.isBefore(WRITTEN) || today.isAfter(NyseCalendar.LAST)) {
      return Check.failed(new DoctorText.OfClock(), new DoctorText.TimeBeyond(now), new DoctorText.SetClock());
    }
    return invocation.clock() instanceof FasterClock faster
        ? Check.warning(new DoctorText.OfClock(), new DoctorText.TimeBy(now, faster.speed()),
            new DoctorText.UnsetClock())
        : Check.ok(new DoctorText.OfClock(), new DoctorText.TimeIs(now));
  }
}
