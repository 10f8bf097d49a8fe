package evenkeel.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What starts programs on this machine. */
enum ServiceKind {
  LAUNCHD {
    @Override
    Path file(Path home) {
      return home.resolve("Library").resolve("LaunchAgents").resolve(ServiceUnit.NAME + ".plist");
    }

    @Override
    List<ServiceStep> install(ServiceUnit unit, Tool tool) {
      Path file = file(unit.home());
      return List.of(
          // One that is loaded would stay as it was.
          new ServiceStep.Run(List.of("launchctl", "bootout", label(tool)), "", ""),
          new ServiceStep.Write(file, unit.launchd()),
          new ServiceStep.Run(List.of("sh", "-c", BOOTSTRAP, domain(tool), file.toString()), "",
              "log in to the desktop of this Mac, then run the same command again"));
    }

    @Override
    List<ServiceStep> uninstall(Path home, Tool tool) {
      return List.of(new ServiceStep.Run(List.of("launchctl", "bootout", label(tool)), "", ""),
          new ServiceStep.Remove(file(home)));
    }

    @Override
    State state(Path home, Tool tool) {
      return new State(Files.exists(file(home)), tool.run("launchctl", "print", label(tool)).isGood());
    }
  },

  SYSTEMD {
    @Override
    Path file(Path home) {
      return home.resolve(".config").resolve("systemd").resolve("user").resolve(SERVICE);
    }

    @Override
    List<ServiceStep> install(ServiceUnit unit, Tool tool) {
      List<ServiceStep> steps = new ArrayList<>(List.of(
          new ServiceStep.Write(file(unit.home()), unit.systemd(hasSandbox(tool))),
          new ServiceStep.Run(List.of("systemctl", "--user", "daemon-reload"), "", NO_MANAGER),
          new ServiceStep.Run(List.of("systemctl", "--user", "enable", SERVICE), "", NO_MANAGER)));
      String user = tool.run("id", "-un").text();
      if (!tool.run("loginctl", "show-user", "--property=Linger", "--value", user).text().equals("yes")) {
        steps.add(new ServiceStep.Run(List.of("loginctl", "enable-linger"), "",
            "let an administrator run: loginctl enable-linger " + user
                + "; until then it starts when you log in, and ends when you log out"));
      }
      steps.add(
          new ServiceStep.Run(List.of("systemctl", "--user", "--no-block", "restart", SERVICE), "", NO_MANAGER));
      return steps;
    }

    @Override
    List<ServiceStep> uninstall(Path home, Tool tool) {
      return List.of(
          new ServiceStep.Run(List.of("systemctl", "--user", "disable", "--now", SERVICE), "", ""),
          new ServiceStep.Remove(file(home)),
          new ServiceStep.Run(List.of("systemctl", "--user", "daemon-reload"), "", ""));
    }

    @Override
    State state(Path home, Tool tool) {
      Tool.Ended active = tool.run("systemctl", "--user", "is-active", SERVICE);
      // While it builds, and for a minute after it ended badly, it is about to run.
      return new State(Files.exists(file(home)), active.isGood() || active.text().equals("activating"));
    }
  },

  CRON {
    @Override
    Path file(Path home) {
      return Path.of("crontab");
    }

    @Override
    List<ServiceStep> install(ServiceUnit unit, Tool tool) {
      return List.of(new ServiceStep.Run(
          List.of("crontab", "-"), withoutOurs(tool) + unit.cron(), "install cron, or choose another --kind"));
    }

    @Override
    List<ServiceStep> uninstall(Path home, Tool tool) {
      return List.of(new ServiceStep.Run(
          List.of("crontab", "-"), withoutOurs(tool), "remove the lines between evenkeel begin and end by crontab -e"));
    }

    @Override
    State state(Path home, Tool tool) {
      boolean isThere = table(tool).contains(BEGIN);
      return new State(isThere, isThere);
    }
  };

  /**
   * @param isInstalled whether it is to be started
   * @param isKnown whether whatever starts programs has it now
   */
  record State(boolean isInstalled, boolean isKnown) {}

  private static final String SERVICE = ServiceUnit.NAME + ".service";
  private static final String NO_MANAGER = "there is no systemd for this user here; try --kind cron";
  /**
   * While a process that was booted out still ends, launchd answers with an input/output error (5), or that the
   * operation is under way (37).
   */
  private static final String BOOTSTRAP = """
      for try in 1 2 3 4 5 6 7 8 9 10; do \
      said=$(launchctl bootstrap "$0" "$1" 2>&1) && exit; code=$?; \
      case $code in 5 | 37) sleep 2 ;; *) break ;; esac; done; echo "$said"; exit "$code\"""";

  /** What systemd lets a process that it could not prepare end with (systemd.exec, process exit codes). */
  private static final int NO_USER_NAMESPACE = 217;
  private static final int NO_MOUNT_NAMESPACE = 226;

  private static final String BEGIN = "# evenkeel begin";
  private static final String END = "# evenkeel end";

  /** What is written. */
  abstract Path file(Path home);

  abstract List<ServiceStep> install(ServiceUnit unit, Tool tool);

  abstract List<ServiceStep> uninstall(Path home, Tool tool);

  abstract State state(Path home, Tool tool);

  /** What this machine has: launchd on a Mac, systemd where the user has one, otherwise cron. */
  static ServiceKind ofMachine(String system, Tool tool) {
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return LAUNCHD;
    }
    return tool.run("systemctl", "--user", "show-environment").isGood() ? SYSTEMD : CRON;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether systemd can put a process of this user's into a sandbox of the file system. Where the kernel does not let
   * users have one, whatever asks for it never starts.
   */
  private static boolean hasSandbox(Tool tool) {
    int exitCode = tool.run("systemd-run", "--user", "--quiet", "--wait", "--property=PrivateUsers=yes",
        "--property=PrivateTmp=yes", "--property=ProtectSystem=strict", "true").exitCode();
    return exitCode != NO_USER_NAMESPACE && exitCode != NO_MOUNT_NAMESPACE;
  }

  private static String domain(Tool tool) {
    return "gui/" + tool.run("id", "-u").text();
  }

  private static String label(Tool tool) {
    return domain(tool) + "/" + ServiceUnit.NAME;
  }

  /** Empty where there is none. One that cannot be read would be lost with the next writing, so that stops it. */
  private static String table(Tool tool) {
    Tool.Ended listed = tool.run("crontab", "-l");
    return switch (listed.exitCode()) {
      case 0 -> listed.text();
      case Tool.UNREADABLE, Tool.TOO_LATE -> throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.ToolFailed(
          "crontab -l", listed.text(), "have crontab -l print UTF-8 within half a minute, or choose another --kind"));
      default -> "";
    };
  }

  /** The owner's own lines. */
  private static String withoutOurs(Tool tool) {
    List<String> kept = new ArrayList<>();
    boolean isOurs = false;
    for (String line : table(tool).lines().toList()) {
      isOurs |= line.startsWith(BEGIN);
      if (!isOurs) {
        kept.add(line);
      }
      isOurs &= !line.startsWith(END);
    }
    return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
  }
}
