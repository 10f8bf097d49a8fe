package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The launcher, in a project of its own whose Maven and JDK are small scripts that say how they were
 * called.
 */
class LauncherTest {
  private static final String FAKE_JAVA = """
      #!/bin/sh
      for argument in "$@"; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) printf archive > "${argument#*=}"; exit 0 ;;
        esac
      done
      printf '%s\\n' "$@"
      printf 'terminal=%s\\n' "$EVENKEEL_TERMINAL"
      printf 'home=%s\\n' "$EVENKEEL_HOME"
      printf 'locale=%s\\n' "$LC_ALL"
      exit 7
      """;

  /** Counts its runs; builds as long as it finds a line to build with. */
  private static final String FAKE_MAVEN = """
      #!/bin/sh
      echo run >> maven-runs
      echo '[INFO] Building evenkeel-clock 0.1.0-SNAPSHOT                    [2/9]'
      if [ -e broken ]; then
        echo '[ERROR] Thing.java:[1,2] does not compile'
        echo 'chatter'
        exit 1
      fi
      while [ -e hold ]; do sleep 0.05; done
      mkdir -p modules/app/target/evenkeel/lib
      cp modules/app/src/main/Thing.java modules/app/target/evenkeel/evenkeel.jar
      echo lib > modules/app/target/evenkeel/lib/library.jar
      echo ours > modules/app/target/evenkeel/lib/evenkeel-clock.jar
      """;

  @TempDir
  Path folder;

  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    // The launcher resolves links, and a temporary folder may be behind one.
    project = folder.toRealPath().resolve("a project");
    Path scripts = Path.of(System.getProperty("evenkeel.root"), "scripts");
    for (String file : List.of("evenkeel", "lib/jdk.sh", "lib/build.sh", "lib/start.sh")) {
      Path copy = project.resolve("scripts").resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(scripts.resolve(file), copy);
    }
    write(project.resolve("pom.xml"), "<project/>");
    write(project.resolve("modules/app/pom.xml"), "<project/>");
    write(project.resolve("modules/app/src/main/Thing.java"), "first");
    makeJdk(folder.resolve("jdk 25"), "25.0.3", FAKE_JAVA);
    makeProgram(folder.resolve("maven/mvn"), FAKE_MAVEN);
  }

  /** How a process ended and what it printed. */
  private record Ended(int exitCode, List<String> out, List<String> err) {}

  @Test
  void shouldBuildOnceThenRunWithEveryArgument() throws IOException, InterruptedException {
    Ended first = launch("plan", "--from", "a file");
    Ended second = launch("plan", "--from", "a file");

    assertThat(first.exitCode()).isEqualTo(7);
    assertThat(first.err()).contains(
        "evenkeel: building evenkeel-clock (2/9)", "evenkeel: preparing a fast start with JDK 25.0.3");
    assertThat(first.out()).containsSubsequence("-jar", "plan", "--from", "a file");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out()).contains("home=" + project);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void shouldRebuildAfterAnEditALaterFileAndADeletion() throws IOException, InterruptedException {
    Path thing = project.resolve("modules/app/src/main/Thing.java");
    launch("plan");

    Files.writeString(thing, "other");
    launch("plan");
    assertThat(builds()).as("same length, new content").isEqualTo(2);

    Path extra = write(project.resolve("modules/app/src/main/deep/Extra.java"), "");
    launch("plan");
    assertThat(builds()).as("new file").isEqualTo(3);

    Files.delete(extra);
    launch("plan");
    assertThat(builds()).as("deleted file").isEqualTo(4);

    Files.writeString(thing, "older text");
    Files.setLastModifiedTime(thing, FileTime.from(FileTime.fromMillis(0).toInstant().plus(Duration.ofDays(9_000))));
    launch("plan");
    assertThat(builds()).as("an older file put in its place").isEqualTo(5);

    launch("plan");
    assertThat(builds()).isEqualTo(5);
  }

  @Test
  void shouldNotTouchTheJarsOfABuildThatStillRuns() throws IOException, InterruptedException {
    Path builds = project.resolve("modules/app/target/builds");
    launch("plan");
    // This test's own process stands for a run that goes on.
    write(builds.resolve("1/used-by/" + ProcessHandle.current().pid()), "");

    Files.writeString(project.resolve("modules/app/src/main/Thing.java"), "second");
    Ended second = launch("plan");

    assertThat(second.out()).contains(builds.resolve("2/evenkeel.jar").toString());
    assertThat(builds.resolve("1/evenkeel.jar")).hasContent("first");
    assertThat(builds.resolve("1/lib/library.jar")).exists();

    Files.delete(builds.resolve("1/used-by/" + ProcessHandle.current().pid()));
    Files.writeString(project.resolve("modules/app/src/main/Thing.java"), "third!");
    launch("plan");
    assertThat(builds.resolve("1")).doesNotExist();
    assertThat(builds.resolve("2")).doesNotExist();
  }

  @Test
  void shouldBuildOnlyOnceForTwoLaunchersAtATime() throws IOException, InterruptedException {
    Path hold = write(project.resolve("hold"), "");
    Process first = start(project.resolve("scripts/evenkeel").toString(), Map.of(), "plan");
    Process second = start(project.resolve("scripts/evenkeel").toString(), Map.of(), "plan");
    try (var errors = first.errorReader()) {
      // One of them builds, whichever it is; it goes on once the other had its chance to start.
      assertThat(second.isAlive()).isTrue();
      Files.delete(hold);
      assertThat(errors.lines().toList()).allMatch(line -> line.startsWith("evenkeel: "));
    }

    assertThat(first.waitFor()).isEqualTo(7);
    assertThat(second.waitFor()).isEqualTo(7);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void shouldTakeOverTheLockOfALauncherThatDied() throws IOException, InterruptedException {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path builds = Files.createDirectories(project.resolve("modules/app/target/builds"));
    Files.createSymbolicLink(builds.resolve("lock"), Path.of(Long.toString(dead.pid())));

    Ended run = launch("plan");

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(Files.exists(builds.resolve("lock"), java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void shouldSayWhyTheBuildFailedAndTryAgainNextTime() throws IOException, InterruptedException {
    Path broken = write(project.resolve("broken"), "");

    Ended failed = launch("plan");

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("[ERROR] Thing.java:[1,2] does not compile").doesNotContain("chatter");
    assertThat(failed.err().getLast()).startsWith("evenkeel: the build failed");

    Files.delete(broken);
    assertThat(launch("plan").exitCode()).isEqualTo(7);
  }

  /** It waited for ever for a lock that it could not make. */
  @Test
  void shouldSayThatItCannotBuildWhereItMayNotWrite() throws IOException, InterruptedException {
    write(project.resolve("modules/app/target"), "no folder");

    Ended refused = launch("plan");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).singleElement().asString().contains("builds cannot be written");
  }

  @Test
  void shouldWorkThroughALinkFromAnywhere() throws IOException, InterruptedException {
    Path bin = Files.createDirectories(folder.resolve("some bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("step"), Path.of("../a project/scripts/evenkeel"));
    Path link = Files.createSymbolicLink(bin.resolve("evenkeel"), relative.getFileName());

    Ended run = run(link.toString(), Map.of(), "calendar");

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).contains("home=" + project);
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      calendar, -Xmx256m, true
      --debug calendar, -Xmx256m, true
      --config run plan, -Xmx256m, true
      run, -Xmx128m, true
      --config x run, -Xmx128m, true
      sim --port 0, -Xmx256m, false
      """)
  void shouldTuneTheVirtualMachineToTheCommand(String arguments, String heap, boolean quick)
      throws IOException, InterruptedException {
    Ended run = launch(arguments.split(" ", -1));

    assertThat(run.out().contains("-XX:TieredStopAtLevel=1")).isEqualTo(quick);
    assertThat(run.out()).contains(heap, "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow");
    assertThat(run.out()).anyMatch(option -> option.startsWith("-XX:SharedArchiveFile=" + project));
  }

  /** Without a locale, as under cron, Java on Linux cannot open a path with a sign beyond ASCII. */
  @ParameterizedTest
  @CsvSource(textBlock = """
      '', '', C.UTF-8
      LANG, POSIX, C.UTF-8
      LC_ALL, C, C.UTF-8
      LANG, zh_CN.GB18030, ''
      LC_ALL, en_US.UTF-8, en_US.UTF-8
      """)
  @EnabledOnOs(OS.LINUX)
  void shouldKnowPathsBeyondAsciiWhereThereIsNoLocale(String variable, String value, String used)
      throws IOException, InterruptedException {
    Ended run = run(launcher(), variable.isEmpty() ? Map.of() : Map.of(variable, value), "plan");

    assertThat(run.out()).contains("locale=" + used);
  }

  @Test
  void shouldNotGiveOlderJavaAnOptionThatItRefuses() throws IOException, InterruptedException {
    makeJdk(folder.resolve("jdk21"), "21.0.4", FAKE_JAVA);

    Ended run = run(launcher(), Map.of("EVENKEEL_JAVA_HOME", folder.resolve("jdk21").toString()), "plan");

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.out()).doesNotContain("--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void shouldSayWhichJdkItWantsWhenThereIsNone() throws IOException, InterruptedException {
    makeJdk(folder.resolve("old"), "17.0.15", FAKE_JAVA);

    Ended run = run(launcher(), Map.of("EVENKEEL_JAVA_HOME", "", "JAVA_HOME", folder.resolve("old").toString()),
        "plan");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString()
        .contains("no JDK 21 or newer found").contains("17.0.15 in " + folder.resolve("old"))
        .contains("EVENKEEL_JAVA_HOME");
  }

  @Test
  void shouldNotQuietlyReplaceAJdkThatWasChosen() throws IOException, InterruptedException {
    Ended run = run(launcher(),
        Map.of("EVENKEEL_JAVA_HOME", "/no/jdk", "JAVA_HOME", folder.resolve("jdk 25").toString()),
        "plan");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("EVENKEEL_JAVA_HOME is '/no/jdk'");
  }

  @ParameterizedTest
  @CsvSource(textBlock = """
      21.0.9,  21.0.10
      25,      26-ea
      9.0.4,   21.0.1
      1.8.0_402, 25.0.3+9
      """)
  void shouldTakeTheHighestJdkOfTheUsualPlaces(String lower, String higher)
      throws IOException, InterruptedException {
    makeJdk(folder.resolve("jvm/a"), higher, FAKE_JAVA);
    makeJdk(folder.resolve("jvm/b"), lower, FAKE_JAVA);

    Ended run = run("/bin/bash",
        Map.of("EVENKEEL_JAVA_HOME", "", "EVENKEEL_JDK_PLACES", folder.resolve("jvm") + "/*"),
        "-c", "source '" + project.resolve("scripts/lib/jdk.sh") + "'; find_jdk / && echo \"$JAVA_FOUND\"");

    assertThat(run.out()).containsExactly(folder.resolve("jvm/a").toString());
  }

  @Test
  void shouldAskAJdkWithoutReleaseFileForItsVersion() throws IOException, InterruptedException {
    makeJdk(folder.resolve("plain"), "", "#!/bin/sh\necho 'openjdk version \"22.0.1\" 2024-04-16' >&2");

    Ended run = run("/bin/bash", Map.of("EVENKEEL_JAVA_HOME", folder.resolve("plain").toString()),
        "-c", "source '" + project.resolve("scripts/lib/jdk.sh") + "'; find_jdk / && echo \"$JAVA_FOUND_VERSION\"");

    assertThat(run.out()).containsExactly("22.0.1");
  }

  private String launcher() {
    return project.resolve("scripts/evenkeel").toString();
  }

  private Ended launch(String... arguments) throws IOException, InterruptedException {
    return run(launcher(), Map.of(), arguments);
  }

  private Ended run(String program, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(program, variables, arguments);
    try (var out = process.inputReader(); var err = process.errorReader()) {
      List<String> printed = out.lines().toList();
      List<String> complained = err.lines().toList();
      return new Ended(process.waitFor(), printed, complained);
    }
  }

  private Process start(String program, Map<String, String> variables, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = new HashMap<>(Map.of(
        "PATH", "/usr/bin:/bin",
        "HOME", folder.toString(),
        "EVENKEEL_JAVA_HOME", folder.resolve("jdk 25").toString(),
        "EVENKEEL_JDK_PLACES", folder.resolve("nowhere") + "/*",
        "EVENKEEL_MVN", folder.resolve("maven/mvn").toString()));
    environment.putAll(variables);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private long builds() throws IOException {
    return Files.readAllLines(project.resolve("maven-runs")).size();
  }

  private static void makeJdk(Path home, String version, String java) throws IOException {
    makeProgram(home.resolve("bin/java"), java);
    makeProgram(home.resolve("bin/javac"), "#!/bin/sh\n");
    if (!version.isEmpty()) {
      write(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    }
  }

  private static void makeProgram(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
