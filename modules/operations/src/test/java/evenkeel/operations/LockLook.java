package evenkeel.operations;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process of its own that looks at a lock for as long as its parent likes. */
final class LockLook {
  private LockLook() {}

  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.READ)) {
      boolean isFree = channel.tryLock(0, DirectoryLock.WANTED, true) != null;
      System.out.println(isFree ? "looking" : "held");
      int ignored = System.in.read();
      System.exit(ignored);
    }
  }
}
