package evenkeel.judges;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the scripts under the build's folder, with the packages that they need. Tests are
 * skipped where Node.js or the network is missing.
 *
 * @param node the program that runs the scripts
 * @param folder where the scripts are
 */
record NodeProject(Path node, Path folder) {
  private static final int NODE_MIN = 18;
  private static final long INSTALL_SECONDS_MAX = 180;
  private static final Pattern VERSION = Pattern.compile("v(?<major>[0-9]+)\\..*");
  /** What npm says when it cannot get at packages; anything else is our mistake. */
  private static final Pattern OFFLINE = Pattern
      .compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
          + "|ENOTCACHED|ERR_SOCKET_TIMEOUT|UNABLE_TO_|SELF_SIGNED|E40[1347]|E5[0-9][0-9]");

  private record Ended(int code, String output) {}

  /** Installs what the lock file of the scripts says, unless that has been done before. */
  static NodeProject installed(Path scripts, Path target) throws IOException, InterruptedException {
    Path node = onPath("node").orElseGet(() -> skip("Node.js is not installed"));
    Path npm = onPath("npm").orElseGet(() -> skip("npm is not installed"));
    checkVersion(node);
    Path folder = target.resolve("node");
    boolean current = Files.isRegularFile(folder.resolve("node_modules/.package-lock.json"))
        && Files.isRegularFile(folder.resolve("package-lock.json"))
        && Files.mismatch(folder.resolve("package-lock.json"),
            scripts.resolve("package-lock.json")) < 0;
    copy(scripts, folder);
    if (!current) {
      install(npm, folder);
    }
    return new NodeProject(node, folder);
  }

  private static Path skip(String why) {
    return abort(why + "; the judges need Node.js " + NODE_MIN + " or newer with npm");
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator)).filter(it -> !it.isEmpty())
        .map(it -> Path.of(it).resolve(program)).filter(Files::isExecutable).findFirst();
  }

  private static void checkVersion(Path node) throws IOException, InterruptedException {
    Ended ended = run(Path.of("."), List.of(node.toString(), "--version"));
    Matcher version = VERSION.matcher(ended.output().strip());
    assumeTrue(version.matches() && Integer.parseInt(version.group("major")) >= NODE_MIN,
        () -> "Node.js is " + ended.output().strip() + "; the judges need " + NODE_MIN
            + " or newer");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(it -> !it.toString().contains("node_modules"))::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void install(Path npm, Path folder) throws IOException, InterruptedException {
    Ended ended = run(folder,
        List.of(npm.toString(), "ci", "--prefer-offline", "--no-progress"));
    if (ended.code() != 0) {
      assumeTrue(!OFFLINE.matcher(ended.output()).find(),
          () -> "npm cannot get the judges' packages:\n" + ended.output());
      fail("npm ci failed with " + ended.code() + ":\n" + ended.output());
    }
  }

  private static Ended run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("judges", ".out");
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile())
          .redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (!process.waitFor(INSTALL_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        abort(command + " took longer than " + INSTALL_SECONDS_MAX + " s");
      }
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
