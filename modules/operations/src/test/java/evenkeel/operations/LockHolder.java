package evenkeel.operations;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that takes a data directory and keeps it until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws IOException {
    try (DirectoryLock lock = DataDirectory.open(Path.of(args[0])).lock()) {
      System.out.println(lock == null ? "no lock" : "locked");
      // The parent never writes: it kills.
      int ignored = System.in.read();
      System.exit(ignored);
    }
  }
}
