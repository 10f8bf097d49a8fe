package evenkeel.operations;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * {@code logs/service.log}: what the process says where launchd or cron starts it. They append to it for ever, and hold
 * it open, so that it can be emptied but not put aside.
 */
final class ServiceLog {
  static final long BYTES_MAX = 2_000_000;

  private ServiceLog() {}

  /** Empties one that has grown large; what was in it is kept beside it, in place of what was kept before. */
  static void shorten(DataDirectory directory) throws IOException {
    Path log = directory.logs().resolve("service.log");
    if (Files.isRegularFile(log) && Files.size(log) > BYTES_MAX) {
      Files.copy(
          log, directory.logs().resolve("service.1.log"), StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
        FileChannel unused = channel.truncate(0);
      }
    }
  }
}
