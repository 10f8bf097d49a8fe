package evenkeel.app;

import evenkeel.domain.Phrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code service}: has {@code run} started with the machine, and again whenever it is gone. */
@Command(
    name = "service", description = "Make run start with the machine.", sortOptions = false,
    subcommands = {ServiceCommand.Install.class, ServiceCommand.Uninstall.class, ServiceCommand.Status.class},
    synopsisSubcommandLabel = "COMMAND", footer = {
        "",
        "Everything is the user's own: no administrator is needed, nothing outside the home is written.",
        "",
        "Example:",
        "  evenkeel service install --dry-run",
    })
final class ServiceCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  ServiceCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    throw new CommandFailure(
        ExitCode.USAGE, new ComplaintText.ServiceNeedsWord());
  }

  /** What the three have in common. */
  abstract static class Doing implements Callable<Integer> {
    @ParentCommand
    private @Nullable ServiceCommand parent;

    @Option(names = "--kind", paramLabel = "KIND",
        description = "launchd, systemd or cron. Default: what this machine has.")
    private @Nullable ServiceKind kind;

    ServiceCommand parent() {
      return Objects.requireNonNull(parent);
    }

    Invocation invocation() {
      return parent().invocation;
    }

    Tool tool() {
      return new Tool(invocation().environment());
    }

    ServiceKind kind() {
      return kind == null ? ServiceKind.ofMachine(System.getProperty("os.name", ""), tool()) : kind;
    }

    Path home() {
      return Path.of(invocation().environment().getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** Shows everything first, then does it, unless it is only to be shown. */
    int carryOut(List<ServiceStep> steps, boolean isDryRun) {
      Terminal terminal = invocation().terminal();
      steps.forEach(step -> show(terminal, step));
      if (isDryRun) {
        terminal.say(new ScreenText.NothingDone());
        return ExitCode.DONE;
      }
      terminal.out().flush();
      int failures = 0;
      for (ServiceStep step : steps) {
        failures += isDone(step) ? 0 : 1;
      }
      return failures == 0 ? ExitCode.DONE : ExitCode.NOT_GOOD;
    }

    private static void show(Terminal terminal, ServiceStep step) {
      switch (step) {
        case ServiceStep.Write write -> {
          terminal.say(new ScreenText.WritesFile(write.file()));
          write.content().lines().forEach(line -> terminal.line("  " + line));
        }
        case ServiceStep.Remove remove -> terminal.say(new ScreenText.RemovesFile(remove.file()));
        case ServiceStep.Run run -> {
          String command = String.join(" ", run.command());
          terminal
              .say(run.input().isEmpty() ? new ScreenText.RunsTool(command) : new ScreenText.RunsToolReading(command));
          run.input().lines().forEach(line -> terminal.line("  " + line));
        }
      }
    }

    private boolean isDone(ServiceStep step) {
      try {
        switch (step) {
          case ServiceStep.Write write -> {
            Files.createDirectories(Objects.requireNonNull(write.file().getParent()));
            Files.writeString(write.file(), write.content(), StandardCharsets.UTF_8);
          }
          case ServiceStep.Remove remove -> Files.deleteIfExists(remove.file());
          case ServiceStep.Run run -> {
            Tool.Ended ended = tool().run(run.input(), run.command());
            if (!ended.isGood() && !run.otherwise().isEmpty()) {
              invocation().terminal().complain(new ComplaintText.ToolFailed(
                  String.join(" ", run.command()), ended.text().replaceAll("\\s*\\R\\s*", " "), run.otherwise()));
              return false;
            }
          }
        }
        return true;
      } catch (IOException refused) {
        throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.ServiceUnwritable(
            String.valueOf(refused.getMessage())), refused);
      }
    }
  }

  /** {@code service install}. */
  @Command(name = "install", description = "Start run with the machine from now on, and now.", sortOptions = false,
      footer = {
          "",
          "It shows what it writes and runs before it does. The mode is the configuration's. With cron it",
          "looks every five minutes whether run is there; evenkeel stop then lasts no longer than that.",
          "",
          "Examples:",
          "  evenkeel service install --dry-run",
          "  evenkeel service install --kind systemd --config ~/evenkeel.conf",
      })
  static final class Install extends Doing {
    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
      ServiceUnit unit = parent().unit(home());
      if (!dryRun) {
        // Before the first start, since its output goes there.
        Directories.open(parent().invocation.settings(parent().program.config()));
      }
      return carryOut(kind().install(unit, tool()), dryRun);
    }
  }

  /** {@code service uninstall}. */
  @Command(name = "uninstall", description = "Stop it, and start it no more.", sortOptions = false, footer = {
      "",
      "Orders at the broker stay there, and so does everything in the data directory. What cron started goes",
      "on until evenkeel stop.",
      "",
      "Example:",
      "  evenkeel service uninstall",
  })
  static final class Uninstall extends Doing {
    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
      return carryOut(kind().uninstall(home(), tool()), dryRun);
    }
  }

  /** {@code service status}. */
  @Command(name = "status", description = "Show whether it is installed and running.", sortOptions = false, footer = {
      "",
      "Exit code 0 when it is installed and loaded, otherwise 1.",
      "",
      "Example:",
      "  evenkeel service status",
  })
  static final class Status extends Doing {
    @Override
    public Integer call() {
      ServiceKind kind = kind();
      ServiceKind.State state = kind.state(home(), tool());
      Terminal terminal = invocation().terminal();
      Phrase loaded = state.isKnown() ? new ScreenText.Loaded() : new ScreenText.NotLoaded();
      terminal.say(state.isInstalled()
          ? new ScreenText.InstalledIn(kind.word(), kind.file(home()), loaded)
          : new ScreenText.NotInstalled(kind.word()));
      boolean isHeld = Directories.isHeld(invocation().settings(parent().program.config()));
      terminal.say(isHeld ? new ScreenText.RunIsRunning() : new ScreenText.RunIsNot());
      return state.isInstalled() && state.isKnown() ? ExitCode.DONE : ExitCode.NOT_GOOD;
    }
  }

  private ServiceUnit unit(Path home) {
    var environment = invocation.environment();
    Path launcher = Optional.ofNullable(environment.get("EVENKEEL_LAUNCHER")).map(Path::of)
        .orElseThrow(() -> new CommandFailure(
            ExitCode.USAGE, new ComplaintText.LauncherUnknown()));
    Settings settings = invocation.settings(program.config());
    List<String> arguments = new ArrayList<>();
    settings.source().ifPresent(file -> arguments.addAll(List.of("--config", file.toAbsolutePath().toString())));
    arguments.add("run");
    List<Path> writable = new ArrayList<>(List.of(settings.dataDirectory().toAbsolutePath()));
    // A clone builds what changed when it is started.
    Path root = Path.of(environment.getOrDefault("EVENKEEL_HOME", ""));
    if (Files.exists(root.resolve("pom.xml"))) {
      writable.add(root.toAbsolutePath());
      // Where Maven puts a library that an update wants.
      writable.add(home.resolve(".m2"));
    }
    // What overrides the configuration here does so in the service: with another data directory, it would have
    // another journal.
    var variables = new TreeMap<>(environment);
    variables.keySet().retainAll(SettingsLoader.OVERRIDES.keySet());
    variables.put("EVENKEEL_JAVA_HOME", System.getProperty("java.home"));
    variables.computeIfPresent("TRADESYS_HOME", (name, path) -> settings.dataDirectory().toAbsolutePath().toString());
    return new ServiceUnit(launcher, arguments, variables, root.toAbsolutePath(), writable, home);
  }
}
