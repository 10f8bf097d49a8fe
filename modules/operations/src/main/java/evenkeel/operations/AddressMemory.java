package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.LogInWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code machine_addresses.json}: by which addresses this machine was seen last, over restarts of ours. */
public final class AddressMemory {
  private static final Logger LOG = LoggerFactory.getLogger(AddressMemory.class);

  /** They were others before. */
  public record Change(MachineAddresses before, Instant at) {}

  /**
   * What is kept.
   *
   * @param change the newest one; empty where none was seen
   */
  public record Note(MachineAddresses addresses, Optional<Change> change) {
    /** A change since the last weekly end of the log-in: a later log-in is of the new address. */
    public Optional<Change> changeSinceLogIn(Instant now) {
      return change.filter(it -> it.at().isAfter(LogInWeek.lastEnd(now)));
    }
  }

  private final Path file;

  public AddressMemory(DataDirectory directory) {
    this.file = directory.machineAddressesFile();
  }

  /** An unreadable file counts as none. */
  public Optional<Note> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Json.read(Files.readAllBytes(file)).map(AddressMemory::note);
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("The memory of the machine's addresses cannot be read and is replaced file={}", file);
      return Optional.empty();
    }
  }

  private static Note note(JsonNode content) {
    Optional<Change> change = content.hasNonNull("changed_at")
        ? Optional.of(new Change(
            addresses(content.path("before")), Instant.parse(content.path("changed_at").asText())))
        : Optional.empty();
    return new Note(addresses(content.path("addresses")), change);
  }

  private static MachineAddresses addresses(JsonNode list) {
    List<String> networks = new ArrayList<>();
    list.forEach(network -> networks.add(network.asText()));
    return new MachineAddresses(networks);
  }

  void write(Note note) {
    ObjectNode content = Json.object();
    note.addresses().networks().forEach(content.putArray("addresses")::add);
    note.change().ifPresent(change -> {
      content.put("changed_at", change.at().toString());
      change.before().networks().forEach(content.putArray("before")::add);
    });
    try {
      AtomicFile.write(file, Json.document(content));
    } catch (IOException refused) {
      // A disk that takes nothing is told by those who need it.
      LOG.warn("The memory of the machine's addresses cannot be written file={} why=\"{}\"", file,
          DataDirectory.reason(refused));
    }
  }
}
