package evenkeel.app;

import evenkeel.domain.Phrase;
import java.nio.file.Path;

/** What the machine does not give this process, and how to have it given. */
public sealed interface HostText extends Phrase {
  record TemporaryUnwritable(Path directory, String why) implements HostText {}

  record TemporaryNotExecutable(Path directory) implements HostText {}

  record FilesTooFew(long limit, long wanted) implements HostText {}

  record OfTemporary() implements HostText {}

  record OfOpenFiles() implements HostText {}

  record TemporaryFits(Path directory) implements HostText {}

  record FilesEnough(long limit) implements HostText {}

  record FilesUnlimited() implements HostText {}
}
