package evenkeel.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What others can read of a data directory: its folders, and the files in them.
 *
 * @param folders that others can enter
 * @param files that others can read or write
 */
public record OpenFiles(List<Path> folders, List<Path> files) {
  public OpenFiles {
    folders = List.copyOf(folders);
    files = List.copyOf(files);
  }

  /** What is open now; nothing where there is no directory yet, or the file system knows no owners. */
  public static OpenFiles in(DataDirectory directory) throws IOException {
    var folders = new ArrayList<Path>();
    var files = new ArrayList<Path>();
    for (Path folder : List.of(directory.root(), directory.logs(), directory.journal())) {
      if (!Files.isDirectory(folder) || !OwnerOnly.hasPermissions(folder)) {
        continue;
      }
      if (OwnerOnly.isOpenToOthers(folder)) {
        folders.add(folder);
      }
      try (Stream<Path> entries = Files.list(folder)) {
        for (Path file : entries.filter(Files::isRegularFile).toList()) {
          // A folder's permissions are a file's and the right to enter.
          if (OwnerOnly.isOpenToOthers(file)) {
            files.add(file);
          }
        }
      }
    }
    return new OpenFiles(folders, files);
  }

  public boolean isEmpty() {
    return folders.isEmpty() && files.isEmpty();
  }

  /** Closes the files; the folders are closed when the directory is opened. A file that is gone needs it no more. */
  public void close() throws IOException {
    for (Path file : files) {
      if (Files.exists(file)) {
        Set<PosixFilePermission> own = Files.getPosixFilePermissions(file);
        own.retainAll(OwnerOnly.FOLDER);
        Files.setPosixFilePermissions(file, own);
      }
    }
  }

  /** What was closed, as a sentence; empty where there was nothing. */
  public Optional<String> sentence() {
    if (isEmpty()) {
      return Optional.empty();
    }
    List<Path> all = Stream.concat(folders.stream(), files.stream()).toList();
    return Optional.of("Closed to other users, as they could read it: " + all.getFirst()
        + (all.size() == 1 ? "" : " and " + (all.size() - 1) + " more") + ".");
  }
}
