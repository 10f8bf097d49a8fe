package evenkeel.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be known of a conversation file before it is played, the files included that it plays first.
 *
 * @param scenario what the simulated Gateway is like
 * @param isSimulated whether the file is also played against the simulated Gateway
 */
record ConversationFile(String scenario, Instant start, boolean isSimulated) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String FOLDER = "conversations/";

  static ConversationFile of(String name) {
    return of(lines(name));
  }

  static ConversationFile of(List<String> own) {
    List<String> all = withIncluded(own).toList();
    Optional<String> time = all.stream().flatMap(line -> rest(line, "start")).findFirst();
    return new ConversationFile(
        all.stream().flatMap(line -> rest(line, "sim")).collect(Collectors.joining("\n")),
        time.map(ConversationFile::today).orElse(Samples.START),
        own.stream().anyMatch(line -> rest(line, "sim").findAny().isPresent()));
  }

  static List<String> lines(String name) {
    try (InputStream resource = ConversationFile.class.getResourceAsStream(FOLDER + name)) {
      if (resource == null) {
        throw new AssertionError("there is no conversation " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Stream<String> withIncluded(List<String> lines) {
    return lines.stream().flatMap(line -> Stream.concat(
        rest(line, "after").flatMap(name -> withIncluded(lines(name))), Stream.of(line)));
  }

  private static Stream<String> rest(String line, String word) {
    return line.equals(word) || line.startsWith(word + " ")
        ? Stream.of(line.substring(word.length()).strip())
        : Stream.empty();
  }

  private static Instant today(String time) {
    return Samples.START.atZone(NEW_YORK).with(LocalTime.parse(time)).toInstant();
  }
}
