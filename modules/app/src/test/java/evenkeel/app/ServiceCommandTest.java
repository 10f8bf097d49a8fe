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
    for (String name : List.of("launchctl", "systemctl", "loginctl")) {
      program(name, TOLD);
    }
    program("crontab", CRONTAB);
    program("id", "#!/bin/sh\necho 501\n");
  }

  @ParameterizedTest
  @CsvSource({"LAUNCHD, evenkeel.plist", "SYSTEMD, evenkeel.service", "CRON, crontab"})
  void shouldWrite(ServiceKind kind, String golden) throws IOException {
    String text = switch (kind) {
      case LAUNCHD -> UNIT.launchd();
      case SYSTEMD -> UNIT.systemd();
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
        kind == ServiceKind.LAUNCHD ? unit.launchd() : unit.systemd());

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
      assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly("programs");
    }
  }

  @Test
  void shouldInstallShowAndRemoveAUnitOfSystemd() throws IOException {
    Path unit = home.resolve(".config/systemd/user/evenkeel.service");

    assertThat(service("install", "--kind", "systemd").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(unit).content().contains("ExecStart=/opt/evenkeel/bin/evenkeel run", "Type=notify",
        "ReadWritePaths=-" + home.resolve(".tradesys"));
    assertThat(told()).containsExactly(
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

  @Test
  void shouldLeaveTheOwnersLinesInTheCrontab() throws IOException {
    Path table = Files.writeString(home.resolve("table"), "0 3 * * * backup\n# mine\n");

    assertThat(service("install", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(service("install", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(table).content().startsWith("0 3 * * * backup\n# mine\n# evenkeel begin")
        .containsOnlyOnce("@reboot").contains("*/5 * * * *", "/opt/evenkeel/bin/evenkeel status",
            "/opt/evenkeel/bin/evenkeel run >> " + home.resolve(".tradesys/logs/service.log"));
    assertThat(service("status", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);

    assertThat(service("uninstall", "--kind", "cron").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(table).hasContent("0 3 * * * backup\n# mine\n");
  }

  @Test
  void shouldSayWhatToDoWhereTheMachineRefuses() throws IOException {
    Files.createFile(home.resolve("loginctl-fails"));

    ProgramRun refused = service("install", "--kind", "systemd");

    assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(refused.err()).containsExactly("evenkeel: loginctl enable-linger failed (not today); let an"
        + " administrator run: loginctl enable-linger YOU; until then it starts when you log in");
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
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("TRADESYS_HOME", home.resolve(".tradesys").toString());
    environment.put("PATH", home.resolve("programs").toString());
    environment.put("EVENKEEL_HOME", "/opt/evenkeel");
    environment.put("EVENKEEL_LAUNCHER", "/opt/evenkeel/bin/evenkeel");
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
