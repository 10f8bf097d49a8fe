package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.InstanceMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code instance.json}: the mark of this installation, made once for a data directory on a machine. It stands beside
 * the journal, so that a journal which was lost is told from a second installation: orders at the broker under this
 * mark are ours. A data directory that was copied to another machine or to another path gets a new mark, since the
 * original may still run; its journal knows the orders of before by their references.
 */
public final class InstanceFile {
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");
  private static final int PLACE_BYTES = 8;

  private InstanceFile() {}

  /**
   * The mark of this directory; a new one where there is none, or where the directory is not where it was.
   *
   * @throws DataDirectoryProblem when it cannot be read or written
   */
  public static InstanceMark open(DataDirectory directory, RandomGenerator random) {
    return open(directory, place(directory), random);
  }

  /**
   * As {@link #open(DataDirectory, RandomGenerator)}.
   *
   * @param place where the directory is
   */
  static InstanceMark open(DataDirectory directory, String place, RandomGenerator random) {
    Path file = directory.instanceFile();
    try {
      Optional<InstanceMark> known = Files.exists(file) ? read(file, place) : Optional.empty();
      if (known.isPresent()) {
        return known.get();
      }
      InstanceMark made = InstanceMark.random(random);
      ObjectNode node = Json.object();
      node.put("mark", made.value());
      node.put("place", place);
      AtomicFile.write(file, Json.document(node));
      return made;
    } catch (IOException refused) {
      throw new DataDirectoryProblem(
          "the mark of this installation in " + file + " cannot be kept", DataDirectory.reason(refused),
          "make the file and its folder writable", Optional.of(refused));
    }
  }

  private static Optional<InstanceMark> read(Path file, String place) throws IOException {
    JsonNode node = Json.read(Files.readAllBytes(file)).orElseGet(Json::object);
    return node.path("place").asText().equals(place) ? InstanceMark.of(node.path("mark").asText()) : Optional.empty();
  }

  /** The machine and the path, as a digest: neither is anybody's business who sees the file. */
  private static String place(DataDirectory directory) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (Files.isReadable(MACHINE_ID)) {
        digest.update(Files.readAllBytes(MACHINE_ID));
      }
      digest.update(directory.root().toRealPath().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, PLACE_BYTES);
    } catch (IOException unreadable) {
      throw new DataDirectoryProblem(
          "the data directory " + directory.root() + " cannot be found", DataDirectory.reason(unreadable),
          "name another with data-directory or TRADESYS_HOME", Optional.of(unreadable));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }
}
