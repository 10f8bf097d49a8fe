package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The table of the protocol's description, code by code, against ours. Skipped where the description is not there. */
class PublishedCodesTest {
  private static final Pattern RANGE = Pattern.compile("([0-9]+)(?:[-\u2013]([0-9]+))?");

  /** One code in one row of one of its tables. */
  record Published(String section, int code, String classes) {
    /** Whether our table has it, for all that it may come with. */
    List<String> missing() {
      var missing = new ArrayList<String>();
      // 324 shares its row with 325, and is of no order.
      boolean isOfOrder = code != 324 && (section.equals("4.2") || classes.contains("REJ"));
      if (isOfOrder && !classes.equals("REQ") && !MessageCode.ofOrder(code).isKnown()) {
        missing.add(code + " of an order (" + classes + ")");
      }
      if (classes.contains("REQ") && !MessageCode.ofRequest(code).isKnown()) {
        missing.add(code + " of a request (" + classes + ")");
      }
      if (meanings().noneMatch(MessageCode::isKnown)) {
        missing.add(code + " (" + classes + ")");
      }
      if (classes.contains("CONF") && meanings().allMatch(meaning -> meaning.mend().isEmpty())) {
        missing.add("what the owner can do about " + code);
      }
      return missing;
    }

    private Stream<MessageCode> meanings() {
      return Stream.of(MessageCode.ofOrder(code), MessageCode.ofRequest(code), MessageCode.ofNotice(code));
    }
  }

  @Test
  void shouldKnowEveryPublishedCode() throws IOException {
    List<Published> published = published();
    assertThat(published).hasSizeGreaterThan(150);
    assertThat(published.stream().flatMap(code -> code.missing().stream())).isEmpty();
  }

  private static List<Published> published() throws IOException {
    Path page = Path.of(System.getProperty("evenkeel.shared", "absent"), "docs", "tws-wire-protocol.md");
    Assumptions.assumeTrue(Files.exists(page), "the protocol's description is not here");
    var published = new ArrayList<Published>();
    String section = "";
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("#")) {
        section = line.replaceFirst("^#+ ", "").split(" ", -1)[0];
      }
      String[] cells = line.split("\\|", -1);
      // What IBKR's own libraries make up never comes over the wire.
      if (List.of("4.2", "4.3", "4.4").contains(section) && cells.length > 4 && !cells[3].contains("LOCAL")) {
        String classes = cells[3].replace("*", "").strip();
        String at = section;
        codes(cells[1]).forEach(code -> published.add(new Published(at, code, classes)));
      }
    }
    return published;
  }

  private static IntStream codes(String cell) {
    return RANGE.matcher(cell).results().flatMapToInt(PublishedCodesTest::codes);
  }

  private static IntStream codes(MatchResult range) {
    int[] ends = Arrays.asList(range.group(1), range.group(2)).stream().filter(end -> end != null)
        .mapToInt(Integer::parseInt).toArray();
    return IntStream.rangeClosed(ends[0], ends[ends.length - 1]);
  }
}
