package evenkeel.app;

import com.sun.management.UnixOperatingSystemMXBean;
import evenkeel.domain.Phrase;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What every process that opens the journal needs of its machine: a temporary directory in which SQLite's native
 * library can be laid down and loaded from, and enough open files. Without them the first thing that fails is anything.
 */
final class HostNeeds {
  /** A run has some 80 files open: the program's own, the journal, the logs and its connections. */
  static final long FILES_WANTED = 256;
  /** With fewer not even the program's own classes can be read, so that no command can say what is missing. */
  static final long FILES_TO_LOAD = 96;
  /** As the kernel writes it: the name, the soft limit, the hard limit, the unit. */
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String OPEN_FILES = "Max open files";

  private HostNeeds() {}

  /**
   * Whether the program's classes can be read at all; says so on standard error where they cannot. Needs nothing but
   * this class and the sentence.
   */
  static boolean allowLoading(String[] arguments, Map<String, String> environment) {
    Optional<Phrase> tooFew = Files.exists(LIMITS) ? filesProblem(filesMax(), FILES_TO_LOAD) : Optional.empty();
    tooFew.ifPresent(
        why -> System.err.println("evenkeel: " + OwnersLanguage.of(arguments, environment).say(why)));
    return tooFew.isEmpty();
  }

  /**
   * Before a lock, a log or a journal is opened.
   *
   * @throws CommandFailure with a line for each need that is not met
   */
  static void require() {
    List<Phrase> problems = Stream.concat(
        temporaryProblem(temporaryDirectory()).stream(), filesProblem(filesMax(), FILES_WANTED).stream()).toList();
    if (!problems.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, problems);
    }
  }

  /** For {@code doctor}. */
  static List<Check> checks() {
    Path directory = temporaryDirectory();
    OptionalLong files = filesMax();
    Phrase ofTemporary = new HostText.OfTemporary();
    Phrase ofFiles = new HostText.OfOpenFiles();
    return List.of(
        temporaryProblem(directory).map(why -> Check.failed(ofTemporary, why))
            .orElseGet(() -> Check.ok(ofTemporary, new HostText.TemporaryFits(directory))),
        filesProblem(files, FILES_WANTED).map(why -> Check.failed(ofFiles, why))
            .orElseGet(() -> Check.ok(ofFiles, files.isPresent()
                ? new HostText.FilesEnough(files.getAsLong())
                : new HostText.FilesUnlimited())));
  }

  /** Where SQLite lays its library down (sqlite-jdbc 3.54, {@code SQLiteJDBCLoader.getTempDir}). */
  private static Path temporaryDirectory() {
    return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
  }

  static Optional<Phrase> temporaryProblem(Path directory) {
    try {
      Path probe = Files.createTempFile(directory, "evenkeel", "");
      try {
        Files.write(probe, new byte[1]);
        File file = probe.toFile();
        // Linux refuses access(2) to execute anything of a file system that is mounted without execution.
        return file.setExecutable(true, true) && !file.canExecute()
            ? Optional.of(new HostText.TemporaryNotExecutable(directory))
            : Optional.empty();
      } finally {
        Files.delete(probe);
      }
    } catch (IOException refused) {
      return Optional.of(new HostText.TemporaryUnwritable(directory, refused.getClass().getSimpleName()));
    }
  }

  static Optional<Phrase> filesProblem(OptionalLong limit, long wanted) {
    return limit.isPresent() && limit.getAsLong() < wanted
        ? Optional.of(new HostText.FilesTooFew(limit.getAsLong(), FILES_WANTED))
        : Optional.empty();
  }

  /** How many files this process may have open; empty where there is no limit, or none that is known. */
  private static OptionalLong filesMax() {
    if (!Files.exists(LIMITS)) {
      return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
          ? OptionalLong.of(unix.getMaxFileDescriptorCount())
          : OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(LIMITS)) {
      return lines.filter(line -> line.startsWith(OPEN_FILES))
          .map(line -> line.substring(OPEN_FILES.length()).strip().replaceFirst("\\s.*", ""))
          .filter(word -> !word.equals("unlimited")).mapToLong(Long::parseLong).findFirst();
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
