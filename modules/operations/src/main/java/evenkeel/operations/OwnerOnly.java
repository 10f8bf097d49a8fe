package evenkeel.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders (700) and files (600) that nobody but their owner enters or reads, where the file system knows owners. */
final class OwnerOnly {
  static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  /** What to create a file in this folder with. */
  static FileAttribute<?>[] fileIn(Path folder) {
    return hasPermissions(folder) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(FILE)} : NONE;
  }

  /** What to create a folder in this folder with. */
  static FileAttribute<?>[] folderIn(Path folder) {
    return hasPermissions(folder) ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(FOLDER)} : NONE;
  }

  static boolean isOpenToOthers(Path folder) throws IOException {
    return hasPermissions(folder) && !FOLDER.containsAll(Files.getPosixFilePermissions(folder));
  }

  static boolean hasPermissions(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }
}
