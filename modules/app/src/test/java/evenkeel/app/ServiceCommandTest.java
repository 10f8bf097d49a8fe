package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is installed, text by text, and the machine's own programs as small scripts that keep what they are told. */
class ServiceCommandTest {
  private static final ServiceUnit UNIT = new ServiceUnit(
      Path.of("/home/owner/my evenkeel/scripts/evenkeel"),
      List.of("--config", "/home/owner/50% & more.conf", "run"),
      new TreeMap<>(Map.of("EVENKEEL_JAVA_HOME", "/opt/jdk-21", "TRADESYS_HOME", "/home/owner/all my data")),
      Path.of("/home/owner/my evenkeel"),
      List.of(Path.of("/home/owner/.tradesys"), Path.of("/home/owner/my evenkeel")), Path.of("/home/owner"));

  /** Remembers the words of each call; fails when a file of its name and "-fails" is beside it. */
  private static final String TOLD = """
      #!/bin/sh
      echo "${0##*/} $*" >> "$HOME/told"
      [ ! -e "$HOME/${0##*/}-fails" ] || { echo "not today"; exit 1; }
      """;
  private static final String CRONTAB = """
      #!/bin/sh
      case $1 in
        -l)
          [ -e "$HOME/table" ] || { echo "no crontab" >&2; exit 1; }
          while IFS= read -r l; do echo "$l"; done < "$HOME/table"
          ;;
        -) t=; while IFS= read -r l; do t="$t$l
      "; done; printf %s "$t" > "$HOME/table" ;;
      esac
      """;

  @TempDir
  Path home;

  @BeforeEach
  void makePrograms() throws IOException {
    for (String name : List.of("launchctl", "systemctl", "systemd-run", "loginctl")) {
      program(name, TOLD);
    }
    program("crontab", CRONTAB);
    program("id", "#!/bin/sh\n[ \"$1\" = -un ] && echo owner || echo 501\n");
    program("sleep", TOLD);
    program("sh", "#!/bin/sh\nexec /bin/sh \"$@\"\n");
  }

  @ParameterizedTest
  @CsvSource({"LAUNCHD, evenkeel.plist", "SYSTEMD, evenkeel.service", "CRON, crontab"})
  void shouldWrite(ServiceKind kind, String golden) throws IOException {
    String text = switch (kind) {
      case LAUNCHD -> UNIT.launchd();
      case SYSTEMD -> UNIT.systemd(true);
      case CRON -> UNIT.cron();
    };

    assertThat(text).isEqualTo(golden(golden));
  }

  @ParameterizedTest
  @CsvSource({
      "LAUNCHD, plutil, -lint", "SYSTEMD, systemd-analyze, --user verify --man=no"})
  void shouldPleaseTheMachinesOwnJudge(ServiceKind kind, String judge, String words)
      throws IOException, InterruptedException {
    var tool = new Tool(System.getenv());
    assumeTrue(tool.find(judge).isPresent(), judge + " is not on this machine");
    Path launcher = program("launcher", "#!/bin/sh\n");
    var unit = new ServiceUnit(
        launcher, List.of("run"), new TreeMap<>(Map.of("EVENKEEL_JAVA_HOME", "/opt/jdk-21")), home,
        List.of(home.resolve("data")), home);
    Path file = Files.writeString(
        home.resolve(Objects.requireNonNull(kind.file(home).getFileName())),
        kind == ServiceKind.LAUNCHD ? unit.launchd() : unit.systemd(true));

    List<String> command = new ArrayList<>(List.of(judge));
    command.addAll(List.of(words.split(" ")));
    command.add(file.toString());
    Tool.Ended ended = tool.run("", command);

    // What is said of other units of this machine is no concern of ours.
    assertThat(ended.text().lines().filter(line -> line.contains("evenkeel.service:"))).isEmpty();
    assumeTrue(!ended.text().contains("Failed to initialize manager"), "no systemd for this user");
    assertThat(ended.exitCode()).as(ended.text()).isZero();
  }

  /** Otherwise it would start with another data directory than the owner looked at, and with another journal. */
  @ParameterizedTest
  @EnumSource
  void shouldStartWithWhatOverridesTheConfigurationHere(ServiceKind kind) {
    ProgramRun shown = service("install", "--kind", kind.word(), "--dry-run");

    assertThat(String.join("\n", shown.out())).contains("TRADESYS_HOME")
        .contains(home.resolve(".tradesys").toString());
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowEverythingAndWriteNothingOnADryRun(ServiceKind kind) throws IOException {
    ProgramRun shown = service("install", "--kind", kind.word(), "--dry-run");

    assertThat(shown.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(shown.out()).last().isEqualTo("Nothing was done (--dry-run).");
    assertThat(String.join("\n", shown.out())).contains("/opt/evenkeel/bin/evenkeel");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName()))).isSubsetOf("programs", "told");
    }
  }

  @Test
  void shouldInstallShowAndRemoveAUnitOfSystemd() throws IOException {
    Path unit = home.resolve(".config/systemd/user/evenkeel.service");

    assertThat(service("install", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(unit).content().contains("ExecStart=/usr/bin/env bash /opt/evenkeel/bin/evenkeel run", "Type=notify",
        "PrivateUsers=yes", "ReadWritePaths=-" + home.resolve(".tradesys"));
    assertThat(told()).containsExactly(
        "systemd-run --user --quiet --wait --property=PrivateUsers=yes --property=PrivateTmp=yes"
            + " --property=ProtectSystem=strict true",
        "loginctl show-user --property=Linger --value owner",
        "systemctl --user daemon-reload", "systemctl --user enable evenkeel.service", "loginctl enable-linger",
        "systemctl --user --no-block restart evenkeel.service");
    ProgramRun status = service("status", "--kind", "systemd");
    assertThat(status.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(status.out()).containsExactly("systemd: installed in " + unit + ", loaded", "run: not running");

    assertThat(service("uninstall", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(unit).doesNotExist();
    assertThat(told()).contains("systemctl --user disable --now evenkeel.service");
    assertThat(service("status", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.NOT_GOOD);
  }

  /** A unit that asks for a sandbox fails there before its first line, again and again. */
  @ParameterizedTest
  @CsvSource({"217", "226"})
  void shouldDoWithoutASandboxWhereTheKernelHasNone(int refusal) throws IOException {
    program("systemd-run", "#!/bin/sh\nexit " + refusal + "\n");

    assertThat(service("install", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.DONE);

    assertThat(home.resolve(".config/systemd/user/evenkeel.service")).content()
        .doesNotContain("PrivateUsers", "PrivateTmp", "ProtectSystem", "ProtectHome", "ReadWritePaths")
        .contains("NoNewPrivileges=yes", "SystemCallFilter=@system-service");
  }

  /** Without polkit nobody but an administrator may ask for it, and what they did once is enough. */
  @Test
  void shouldNotAskAgainToBeThereWithoutALogIn() throws IOException {
    program("loginctl", TOLD + "[ \"$1\" = show-user ] && echo yes\n");

    assertThat(service("install", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(told()).doesNotContain("loginctl enable-linger").contains("systemctl --user daemon-reload");
  }

  @ParameterizedTest
  @CsvSource({"active, 0, loaded", "activating, 3, loaded", "failed, 3, not loaded"})
  void shouldShowAUnitThatIsAboutToRunAsLoaded(String state, int exitCode, String shown) throws IOException {
    service("install", "--kind", "systemd");
    program("systemctl", "#!/bin/sh\necho " + state + "\nexit " + exitCode + "\n");

    assertThat(service("status", "--kind", "systemd").out()).first().asString().endsWith(", " + shown);
  }

  /** Systemd knows variables in a command only; elsewhere two dollar signs are two. */
  @Test
  void shouldDoubleADollarSignInTheCommandOnly() {
    Path folder = Path.of("/home/owner/a $b");
    String unit = new ServiceUnit(
        folder.resolve("evenkeel"), List.of("run"), new TreeMap<>(Map.of("TRADESYS_HOME", folder + "/data")), folder,
        List.of(folder.resolve("data")), folder).systemd(true);

    assertThat(unit.lines()).contains(
        "ExecStart=/usr/bin/env bash \"/home/owner/a $$b/evenkeel\" run", "WorkingDirectory=/home/owner/a $b",
        "Environment=\"TRADESYS_HOME=/home/owner/a $b/data\"", "ReadWritePaths=\"-/home/owner/a $b/data\"");
  }

  @Test
  void shouldLetMavenPutAwayWhatAnUpdateWants() throws IOException {
    Path clone = Files.createDirectories(home.resolve("clone"));
    Files.createFile(clone.resolve("pom.xml"));

    ProgramRun shown = service(Map.of("EVENKEEL_HOME", clone.toString()), "install", "--kind", "systemd", "--dry-run");

    assertThat(shown.out()).contains("  ReadWritePaths=-" + clone, "  ReadWritePaths=-" + home.resolve(".m2"));
  }

  @Test
  void shouldInstallShowAndRemoveAnAgentOfLaunchd() throws IOException {
    Path agent = home.resolve("Library/LaunchAgents/evenkeel.plist");

    assertThat(service("install", "--kind", "launchd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(agent).content().contains("<string>/opt/evenkeel/bin/evenkeel</string>");
    assertThat(told()).containsExactly("launchctl bootout gui/501/evenkeel", "launchctl bootstrap gui/501 " + agent);
    assertThat(service("status", "--kind", "launchd").out())
        .first().isEqualTo("launchd: installed in " + agent + ", loaded");

    assertThat(service("uninstall", "--kind", "launchd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(agent).doesNotExist();
  }

  /** What was booted out ends within seconds; until then launchd takes nothing of the same name. */
  @ParameterizedTest
  @CsvSource({"5, 3, 0", "37, 3, 0", "5, 99, 10", "125, 99, 1"})
  void shouldWaitForTheOldAgentToEnd(int code, int refusals, int attempts) throws IOException {
    program("launchctl", TOLD + """
        [ "$1" = bootstrap ] || exit 0
        echo . >> "$HOME/tries"
        n=0
        while IFS= read -r l; do n=$((n + 1)); done < "$HOME/tries"
        [ "$n" -gt %d ] || { echo "Bootstrap failed: %d" >&2; exit %d; }
        """.formatted(refusals, code, code));

    ProgramRun run = service("install", "--kind", "launchd");

    if (attempts == 0) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(told()).filteredOn("sleep 2"::equals).hasSize(refusals);
    } else {
      assertThat(run.err()).singleElement().asString().contains("failed (Bootstrap failed: " + code + ")");
      assertThat(Files.readAllLines(home.resolve("tries"))).hasSize(attempts);
    }
  }

  @Test
  void shouldLeaveTheOwnersLinesInTheCrontab() throws IOException {
    Path table = Files.writeString(home.resolve("table"), "0 3 * * * backup\n# mine\n");

    assertThat(service("install", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(service("install", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(table).content().startsWith("0 3 * * * backup\n# mine\n# evenkeel begin")
        .containsOnlyOnce("@reboot").contains("*/5 * * * *", "set -- /opt/evenkeel/bin/evenkeel && { \"$@\" status >",
            "/opt/evenkeel/bin/evenkeel run >> " + home.resolve(".tradesys/logs/service.log"));
    assertThat(service("status", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);

    assertThat(service("uninstall", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(table).hasContent("0 3 * * * backup\n# mine\n");
  }

  /** What cannot be read cannot be written again: those lines would be gone. */
  @Test
  void shouldLeaveACrontabAloneThatIsNotUtf8() throws IOException {
    program("crontab", CRONTAB.replace("while IFS= read -r l; do echo \"$l\"; done < \"$HOME/table\"",
        "printf '# m\\344rz\\n0 3 * * * backup\\n'"));
    Path table = Files.writeString(home.resolve("table"), "as it was");

    ProgramRun refused = service("install", "--kind", "cron");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(refused.err()).singleElement().asString().startsWith("evenkeel: crontab -l failed (");
    assertThat(service("uninstall", "--kind", "cron").exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(table).hasContent("as it was");
  }

  /** Cron takes no command of more than 998 bytes. */
  @Test
  void shouldWriteLinesThatCronTakesHoweverDeepTheFoldersAre() {
    Path deep = Path.of("/home/owner/" + "a-folder-with-a-name-of-some-length/".repeat(3));
    Map<String, String> overrides = new TreeMap<>();
    SettingsLoader.OVERRIDES.keySet().forEach(name -> overrides.put(name, "127.0.0.1"));
    overrides.put("TRADESYS_HOME", deep.resolve("data").toString());
    overrides.put("EVENKEEL_JAVA_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64");
    var unit = new ServiceUnit(
        deep.resolve("scripts/evenkeel"), List.of("--config", deep.resolve("conf/evenkeel.conf").toString(), "run"),
        new TreeMap<>(overrides), deep, List.of(deep.resolve("data"), deep), Path.of("/home/owner"));

    assertThat(unit.cron().lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length < 998);
  }

  @Test
  void shouldSayWhatToDoWhereTheMachineRefuses() throws IOException {
    Files.createFile(home.resolve("loginctl-fails"));

    ProgramRun refused = service("install", "--kind", "systemd");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(refused.err()).containsExactly("evenkeel: loginctl enable-linger failed (not today); let an"
        + " administrator run: loginctl enable-linger owner; until then it starts when you log in, and ends when"
        + " you log out");
    assertThat(told()).contains("systemctl --user --no-block restart evenkeel.service");
  }

  @Test
  void shouldRefuseToInstallWhatItCannotFind() {
    ProgramRun refused = ProgramRun.of(
        Map.of("HOME", home.toString(), "PATH", ""), "service", "install", "--kind", "cron", "--dry-run");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).singleElement().asString().contains("start it by its own script");
  }

  private ProgramRun service(String... words) {
    return service(Map.of(), words);
  }

  private ProgramRun service(Map<String, String> further, String... words) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("TRADESYS_HOME", home.resolve(".tradesys").toString());
    environment.put("PATH", home.resolve("programs").toString());
    environment.put("EVENKEEL_HOME", "/opt/evenkeel");
    environment.put("EVENKEEL_LAUNCHER", "/opt/evenkeel/bin/evenkeel");
    environment.putAll(further);
    List<String> all = new ArrayList<>(List.of("service"));
    all.addAll(List.of(words));
    return ProgramRun.of(environment, all.toArray(String[]::new));
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(home.resolve("told"));
  }

  private Path program(String name, String text) throws IOException {
    Path program = home.resolve("programs").resolve(name);
    Files.createDirectories(program.getParent());
    Files.writeString(program, text);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static String golden(String name) throws IOException {
    try (var in = ServiceCommandTest.class.getResourceAsStream("service/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
