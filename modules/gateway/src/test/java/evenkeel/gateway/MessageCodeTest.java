package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.gateway.MessageCode.Kind;
import evenkeel.gateway.MessageCode.Reaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodeTest {
  private static final int UNKNOWN = 10_999;

  /** One line of the facts, for one code. */
  record Fact(int code, String about, List<String> words) {
    @Override
    public String toString() {
      return code + " with " + about + " is " + String.join(" ", words);
    }

    MessageCode meaning() {
      return switch (about) {
        case "order" -> MessageCode.ofOrder(code);
        case "request" -> MessageCode.ofRequest(code);
        case "notice" -> MessageCode.ofNotice(code);
        default -> throw new IllegalStateException(about);
      };
    }

    Kind kind() {
      if (words.contains("reconcile")) {
        return Kind.FATE_UNKNOWN;
      }
      return switch (words.getFirst()) {
        case "INFO" -> Kind.INFORMATION;
        case "WARN" -> Kind.WARNING;
        case "REQ", "REJ" -> Kind.REFUSED;
        case "CXL" -> Kind.ENDED;
        case "CONN" -> Kind.CONNECTIVITY;
        default -> throw new IllegalStateException(words.getFirst());
      };
    }
  }

  static List<Fact> facts() throws IOException {
    try (InputStream resource = MessageCodeTest.class.getResourceAsStream("code-classes.txt")) {
      assertThat(resource).isNotNull();
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#")).flatMap(MessageCodeTest::facts).toList();
    }
  }

  private static Stream<Fact> facts(String line) {
    String[] cells = line.split("\\|", -1);
    List<String> words = List.of(cells[2].strip().split(" ", -1));
    return Arrays.stream(cells[0].split(",", -1)).flatMapToInt(MessageCodeTest::codes)
        .mapToObj(code -> new Fact(code, cells[1].strip(), words));
  }

  private static IntStream codes(String text) {
    int[] ends = Arrays.stream(text.strip().split("-", -1)).mapToInt(Integer::parseInt).toArray();
    return IntStream.rangeClosed(ends[0], ends[ends.length - 1]);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("facts")
  void shouldClassifyAsThePublishedTablesDo(Fact fact) {
    MessageCode meaning = fact.meaning();
    assertThat(meaning.isKnown()).isTrue();
    assertThat(meaning.kind()).isEqualTo(fact.kind());
    assertThat(meaning.sentence()).isNotBlank().doesNotEndWith(".");
    if (fact.words().contains("owner")) {
      assertThat(meaning.mend()).as("what the owner can do").isNotBlank();
    }
  }

  @Test
  void shouldNeverTakeAnUnknownCodeForARefusal() {
    assertThat(MessageCode.ofOrder(UNKNOWN).kind()).isEqualTo(Kind.FATE_UNKNOWN);
    assertThat(MessageCode.ofRequest(UNKNOWN).kind()).isEqualTo(Kind.FATE_UNKNOWN);
    assertThat(MessageCode.ofNotice(UNKNOWN).kind()).isEqualTo(Kind.INFORMATION);
    assertThat(MessageCode.ofOrder(UNKNOWN).isKnown()).isFalse();
  }

  @Test
  void shouldTellByTheTextWhatOneCodeLeavesOpen() {
    MessageCode margin = MessageCode.ofOrder(201, "Order rejected - reason:YOUR EQUITY WITH LOAN VALUE MUST EXCEED");
    assertThat(margin.reaction()).isEqualTo(Reaction.MARGIN_LACKS);
    assertThat(margin.refusesOneAlone()).isFalse();
    assertThat(MessageCode.ofOrder(201, "Order rejected - reason:Exchange is closed.").refusesOneAlone()).isTrue();
    assertThat(MessageCode.ofOrder(154, "halted").refusesOneAlone()).isTrue();
    assertThat(MessageCode.ofOrder(321, "read-only").refusesOneAlone()).isFalse();
    assertThat(MessageCode.ofOrder(UNKNOWN, "margin").refusesOneAlone()).isFalse();
  }

  @Test
  void shouldNotJudgeByRange() {
    assertThat(MessageCode.ofNotice(2110).reaction()).isEqualTo(Reaction.LINK_LOST);
    assertThat(MessageCode.ofOrder(2102).kind()).isEqualTo(Kind.FATE_UNKNOWN);
    assertThat(MessageCode.ofOrder(10_349).kind()).isEqualTo(Kind.WARNING);
    assertThat(MessageCode.ofOrder(404).kind()).isEqualTo(Kind.WARNING);
  }

  @Test
  void shouldActOnTheStateOfTheLink() {
    assertThat(List.of(326, 1100, 1101, 1102, 1300, 2103).stream().map(MessageCode::ofNotice)
        .map(MessageCode::reaction)).containsExactly(
            Reaction.CLIENT_ID_TAKEN, Reaction.LINK_LOST, Reaction.LINK_BACK_STREAMS_GONE, Reaction.LINK_BACK,
            Reaction.PORT_CHANGED, Reaction.NONE);
  }
}
