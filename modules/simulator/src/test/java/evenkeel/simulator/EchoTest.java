package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.FrameReader;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.WireLimits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The order of the worked example of the TWS API socket protocol (buy 100 AAPL market-on-close),
 * sent as the bytes that were recorded from an independent client, and what comes back.
 */
class EchoTest {
  private static final String PLACED = "3|42|265598|AAPL|STK||0.0|||SMART|NASDAQ|USD|||||BUY|100"
      + "|MOC|||DAY||DU1234567||0|reb-1|1|0|0|0|0|0|0|0||0.0|||||||0||-1|0|||0|||0|0||0||||||0||||"
      + "|0|||||||||||0|||0|0|||0||0|0|0|0|||||||0|||||||||0|0|0|0|||0|||";
  private static final String OPEN_ORDER = "5|42|265598|AAPL|STK||0|?||SMART|USD|AAPL|NMS|BUY|100"
      + "|MOC|0.0|0.0|DAY||DU1234567||0|reb-1|7|PERM|0|0|0||PERM.0/DU1234567/100|||||||||0||-1|0||"
      + "||||2147483647|0|0|0||3|0|0||0|0||0|None||0||||?|0|0||0|0||||||0|0|0|2147483647|2147483647"
      + "|||0||IB|0|0||0|0|PreSubmitted|MAX|MAX|MAX|MAX|MAX|MAX|MAX|MAX|MAX||||||0|0|0|None|MAX|MAX"
      + "|MAX|MAX|MAX|MAX|0||||0|1|0|0|0|||0||100|0.02|||";
  private static final String STATUS = "3|42|PreSubmitted|0|100|0|PERM|0|0|7||0|";

  @Test
  void shouldEchoTheWorkedExampleToTheByte() {
    Conversation conversation = Conversation.of(
        Scenario.usual().withCash(new BigDecimal("100000")), "2025-07-08T10:00:00");
    TestClient client = conversation.connect(7);
    int before = client.bytes().length;
    client.raw(FrameWriter
        .frame(Arrays.asList(PLACED.substring(0, PLACED.length() - 1).split("\\|", -1))));
    byte[] answer = Arrays.copyOfRange(client.bytes(), before, client.bytes().length);
    String permId = Long.toString(conversation.ledger().getLast().permId().orElseThrow());
    List<String> expected = List.of(
        OPEN_ORDER.replace("PERM", permId).replace("MAX", "1.7976931348623157E308"),
        STATUS.replace("PERM", permId));
    assertThat(frames(answer)).isEqualTo(expected);
  }

  private static List<String> frames(byte[] bytes) {
    FrameReader reader = new FrameReader(
        WireLimits.CLIENT);
    reader.feed(bytes, 0, bytes.length);
    List<String> frames = new ArrayList<>();
    while (reader.next()) {
      frames.add(new String(reader.bytes(), reader.offset(), reader.length(),
          StandardCharsets.UTF_8).replace('\0', '|'));
    }
    return frames;
  }
}
