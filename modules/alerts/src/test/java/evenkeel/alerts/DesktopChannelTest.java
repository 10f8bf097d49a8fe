package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.engine.Alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopChannelTest {
  private static final Letter LETTER = new Letter(
      Severity.CRITICAL, "k", "Evenkeel: \"look\"", "--help $(touch x) `y`; 订单");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir
  Path folder;

  @Test
  void shouldUseTheToolOfTheSystem() {
    assertThat(DesktopChannel.commandOf("Linux").apply(LETTER)).containsExactly(
        "notify-send", "--app-name=Evenkeel", "--urgency=critical", "--", LETTER.title(), LETTER.text());
    assertThat(DesktopChannel.commandOf("Mac OS X").apply(LETTER)).startsWith("osascript", "-e")
        .endsWith(LETTER.title(), LETTER.text());
  }

  @Test
  void shouldHandTheTextsOverAsTheyAre() throws IOException {
    Path told = folder.resolve("told");
    var channel = new DesktopChannel(
        letter -> List.of("sh", "-c", "printf '%s|' \"$@\" > \"$0\"", told.toString(), letter.title(), letter.text()),
        TIMEOUT);

    assertThat(channel.send(LETTER)).isEqualTo(new Receipt.Delivered());
    assertThat(Files.readString(told)).isEqualTo(LETTER.title() + "|" + LETTER.text() + "|");
  }

  @Test
  void shouldSayThatTheToolFailsIsMissingOrHangs() {
    assertThat(new DesktopChannel(letter -> List.of("false"), TIMEOUT).send(LETTER)).isEqualTo(
        new Receipt.Failed("false failed: is anybody logged in at this machine's screen?", true));
    assertThat(new DesktopChannel(letter -> List.of("no-such-tool"), TIMEOUT).send(LETTER)).isEqualTo(
        new Receipt.Failed("no-such-tool cannot be started; is it installed?", true));
    assertThat(new DesktopChannel(letter -> List.of("sleep", "60"), Duration.ofMillis(200)).send(LETTER)).isEqualTo(
        new Receipt.Failed("sleep did not end in time", false));
  }
}
