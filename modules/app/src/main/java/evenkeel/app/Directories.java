package evenkeel.app;

import evenkeel.domain.InstanceMark;
import evenkeel.domain.Phrase;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DataDirectoryProblem;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.InstanceFile;
import evenkeel.operations.OpenFiles;
import java.io.IOException;
import java.security.SecureRandom;

/** The data directory, with its problems as one line of the command line. */
final class Directories {
  private Directories() {}

  static DataDirectory open(Settings settings) {
    try {
      return DataDirectory.open(settings.dataDirectory());
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  /** Likewise, and says what had to be closed to other users. */
  static DataDirectory openAloud(Settings settings, Terminal terminal) {
    try {
      OpenFiles open = OpenFiles.in(new DataDirectory(settings.dataDirectory()));
      DataDirectory directory = DataDirectory.open(settings.dataDirectory());
      open.close();
      open.sentence().map(Phrase::of).ifPresent(terminal::say);
      return directory;
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.NotClosedToOthers(settings.dataDirectory(), refused.toString()), refused);
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  /** Which installation this is. */
  static InstanceMark instance(DataDirectory directory) {
    try {
      return InstanceFile.open(directory, new SecureRandom());
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  static DirectoryLock lock(DataDirectory directory) {
    try {
      return directory.lock();
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  static DirectoryLock lockHistory(DataDirectory directory) {
    try {
      return directory.lockHistory();
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  /** Whether a process runs on this directory now. */
  static boolean isHeld(Settings settings) {
    try {
      return new DataDirectory(settings.dataDirectory()).holder().isPresent();
    } catch (DataDirectoryProblem problem) {
      throw failure(problem);
    }
  }

  private static CommandFailure failure(DataDirectoryProblem problem) {
    return new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(problem.getMessage())), problem);
  }
}
