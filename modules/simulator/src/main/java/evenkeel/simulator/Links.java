package evenkeel.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connections that are there, oldest first. */
final class Links {
  private final SortedMap<Long, Link> links = new TreeMap<>();

  void add(Link link) {
    if (links.putIfAbsent(link.id().value(), link) != null) {
      throw new IllegalArgumentException(link.id() + " is used twice");
    }
  }

  Optional<Link> find(ConnectionId id) {
    return Optional.ofNullable(links.get(id.value()));
  }

  void remove(Link link) {
    links.remove(link.id().value());
  }

  /** A copy, so that links may go while it is walked. */
  Collection<Link> all() {
    return List.copyOf(links.values());
  }

  List<Link> ready() {
    return links.values().stream().filter(it -> it.is(Link.Stage.READY)).toList();
  }

  Optional<Link> ofClient(int clientId) {
    return links.values().stream()
        .filter(it -> it.is(Link.Stage.READY) && it.clientId() == clientId).findFirst();
  }
}
