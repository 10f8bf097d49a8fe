package evenkeel.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import evenkeel.domain.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Secrets in a configuration that other users of the machine can read. */
final class OpenSecrets {
  /** Keys that hold a secret; whoever has the address or topic of an alert's channel can read or forge alerts. */
  private static final Pattern SECRET = Pattern.compile(
      "(.*[.-])?(password|token|secret|key|authorization)|.*\\.alerts\\..*(url|topic)");
  private static final Set<PosixFilePermission> OTHERS = Set.of(
      PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ,
      PosixFilePermission.OTHERS_WRITE);

  private final Path file;
  private final Set<String> found = new TreeSet<>();

  private OpenSecrets(Path file) {
    this.file = file;
  }

  /** The complaint about a file that others can read and that has a secret in it. One from the environment is none. */
  static Optional<Phrase> problem(Path file, Config user) {
    if (!isOpen(file)) {
      return Optional.empty();
    }
    var secrets = new OpenSecrets(file);
    secrets.search("", user.root());
    return secrets.found.stream().findFirst()
        .map(key -> new ConfigText.OpenSecret(file, key));
  }

  /** Whether anybody but the owner can read or write it. */
  static boolean isOpen(Path file) {
    try {
      return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException unreadable) {
      // Reading it fails next, with the reason.
      return false;
    }
  }

  private void search(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      object.forEach((name, inner) -> search(key.isEmpty() ? name : key + "." + name, inner));
    } else if (value instanceof ConfigList list) {
      list.forEach(inner -> search(key, inner));
    } else if (SECRET.matcher(key).matches() && value.valueType() == ConfigValueType.STRING
        && !String.valueOf(value.unwrapped()).isBlank() && isWrittenHere(value)) {
      found.add(key);
    }
  }

  private boolean isWrittenHere(ConfigValue value) {
    String origin = value.origin().filename();
    return origin != null && Path.of(origin).getFileName().equals(file.getFileName());
  }
}
