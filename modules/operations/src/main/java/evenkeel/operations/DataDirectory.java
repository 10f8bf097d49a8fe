package evenkeel.operations;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds everything Evenkeel keeps: its folders can be entered (700) and its files read (600) by their
 * owner alone.
 *
 * <p>A folder that others can enter is closed to them when it is empty or was Evenkeel's before. Any other is left
 * alone and refused: it may be a folder that others need, named by mistake.
 */
public record DataDirectory(Path root) {
  private static final String MEND = "make it writable, or name another with data-directory or TRADESYS_HOME";

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * Makes the folders and tries to write into each.
   *
   * @throws DataDirectoryProblem when that is not possible
   */
  public static DataDirectory open(Path root) {
    var directory = new DataDirectory(root);
    try {
      directory.createRoot();
      for (Path folder : new Path[]{directory.logs(), directory.journal()}) {
        create(folder);
        close(folder);
      }
      for (Path folder : new Path[]{directory.root(), directory.logs(), directory.journal()}) {
        Files.delete(Files.createTempFile(folder, ".writable", "", OwnerOnly.fileIn(folder)));
      }
    } catch (IOException refused) {
      throw new DataDirectoryProblem(
          "the data directory " + directory.root() + " cannot be written", reason(refused), MEND, Optional.of(refused));
    }
    return directory;
  }

  /** Reports, one file a month, and the logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Daily prices, {@code SYMBOL.csv}, for the policy laboratory. */
  public Path prices() {
    return root.resolve("prices");
  }

  /** The embedded event journal. */
  public Path journal() {
    return root.resolve("journal");
  }

  /** The database that the journal is kept in. */
  public Path journalFile() {
    return journal().resolve("evenkeel.db");
  }

  public Path stateFile() {
    return root.resolve("state.json");
  }

  public Path positionsCacheFile() {
    return root.resolve("positions_cache.json");
  }

  /** The last judgement of the broker's account and what is held elsewhere together. */
  public Path wholePortfolioFile() {
    return root.resolve("whole_portfolio.json");
  }

  /** When the connection to the Gateway broke in the last days. */
  public Path gatewayBreaksFile() {
    return root.resolve("gateway_breaks.json");
  }

  /** What the Gateway said of the end of its version. */
  public Path gatewaySupportFile() {
    return root.resolve("gateway_support.json");
  }

  /** By which addresses this machine was seen. */
  public Path machineAddressesFile() {
    return root.resolve("machine_addresses.json");
  }

  /** The historical requests that still count for IBKR's pace. */
  public Path historyPacingFile() {
    return root.resolve("history_pacing.json");
  }

  /** What the owner has said: a pause, and that the account's value is right. */
  public Path ownersFile() {
    return root.resolve("owner.json");
  }

  /** What the owner has allowed and acknowledged on the way to mode live. */
  public Path permitsFile() {
    return root.resolve("permits.json");
  }

  /** Every decision of the operator, one line each, appended only. */
  public Path operatorLogFile() {
    return logs().resolve("owner.jsonl");
  }

  /** Locked while a decision of the operator is written. */
  Path operatorLockFile() {
    return root.resolve("owner.lock");
  }

  /** What the housekeeper has told. */
  public Path housekeepingFile() {
    return root.resolve("housekeeping.json");
  }

  /** When the Gateway was ready and when it was lost. */
  public Path linkFile() {
    return logs().resolve("link.jsonl");
  }

  /** What the broker calls the instruments that were looked up. */
  public Path contractsFile() {
    return root.resolve("contracts.json");
  }

  /** Which installation this is, for the references of its orders. */
  public Path instanceFile() {
    return root.resolve("instance.json");
  }

  /** Locked by the one process that may trade from this directory, and holding its process id. */
  public Path lockFile() {
    return root.resolve("evenkeel.lock");
  }

  /**
   * Takes the directory for this process, until the lock is closed or the process ends, however it ends.
   *
   * @throws DataDirectoryProblem when another holds it, naming its process id
   */
  public DirectoryLock lock() {
    return lock(lockFile());
  }

  /**
   * Takes the downloads of this directory for this process, so that all of them together keep the pace.
   *
   * @throws DataDirectoryProblem when another holds them, naming its process id
   */
  public DirectoryLock lockHistory() {
    return lock(root.resolve("history.lock"));
  }

  private DirectoryLock lock(Path file) {
    try {
      return switch (DirectoryLock.attempt(file)) {
        case DirectoryLock.Taken taken -> taken.lock();
        case DirectoryLock.Held held -> throw new DataDirectoryProblem(
            "the data directory " + root + " is in use", "Evenkeel runs with it already (process " + held.by() + ")",
            "stop that process, or name another directory with data-directory or TRADESYS_HOME", Optional.empty());
      };
    } catch (IOException refused) {
      throw new DataDirectoryProblem(
          "the data directory " + root + " cannot be locked", reason(refused), MEND, Optional.of(refused));
    }
  }

  /** The process id of who holds the directory now; empty when nobody does. */
  public Optional<String> holder() {
    try {
      return Files.isDirectory(root) ? DirectoryLock.holder(lockFile()) : Optional.empty();
    } catch (IOException refused) {
      throw new DataDirectoryProblem(
          "the lock of the data directory " + root + " cannot be read", reason(refused), MEND, Optional.of(refused));
    }
  }

  /** Makes an empty file of the owner's own where there is none, and closes one that is there to others. */
  public static void createFile(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    try {
      Files.createFile(file, OwnerOnly.fileIn(folder));
    } catch (FileAlreadyExistsException there) {
      if (OwnerOnly.hasPermissions(file)) {
        Files.setPosixFilePermissions(file, OwnerOnly.FILE);
      }
    }
  }

  private void createRoot() throws IOException {
    Path parent = root.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    create(root);
    if (OwnerOnly.isOpenToOthers(root)) {
      if (!isOurs()) {
        throw new DataDirectoryProblem(
            "the data directory " + root + " is open to others", "it holds other things than Evenkeel's",
            "close it with chmod 700 if it is meant, or name another with data-directory or TRADESYS_HOME",
            Optional.empty());
      }
      close(root);
    }
  }

  private boolean isOurs() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return Files.isDirectory(logs()) || Files.isDirectory(journal()) || entries.findAny().isEmpty();
    }
  }

  private static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.getParent();
      Files.createDirectory(folder, OwnerOnly.folderIn(parent == null ? folder : parent));
    }
  }

  private static void close(Path folder) throws IOException {
    if (OwnerOnly.isOpenToOthers(folder)) {
      Files.setPosixFilePermissions(folder, OwnerOnly.FOLDER);
    }
  }

  /** In words, since the messages of the file system are often a path alone. */
  public static String reason(IOException refused) {
    return switch (refused) {
      case java.nio.file.AccessDeniedException denied -> "access denied to " + denied.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is a file";
      case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
      case IOException other -> other.getClass().getSimpleName() + " " + other.getMessage();
    };
  }
}
