package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.engine.Alert;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunScreenTest {
  private static final Instant NOON = Instant.parse("2025-10-31T16:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final RunScreen screen = new RunScreen(
      new Terminal(printed, printed, false, false, false, Language.EN), Language.EN);

  /** On a full disk the journal is tried again and again, and each failure is raised. */
  @Test
  void shouldShowAnAlertThatIsRaisedAgainAndAgainOnce() {
    raise("journal-unwritable", "no room", Duration.ZERO);
    raise("journal-unwritable", "no room", Duration.ofSeconds(1));
    raise("journal-unwritable", "no room", Duration.ofSeconds(30));
    assertThat(lines()).isEqualTo(1);

    raise("journal-unwritable", "no room", Duration.ofMinutes(60));
    assertThat(lines()).as("an hour later").isEqualTo(2);
    raise("journal-unwritable", "read-only", Duration.ofMinutes(61));
    raise("another", "no room", Duration.ofMinutes(61));
    assertThat(lines()).as("other words, another key").isEqualTo(4);
  }

  private void raise(String key, String words, Duration later) {
    screen.alert(new Alert(Alert.Severity.CRITICAL, key, Phrase.of(words), NOON.plus(later)));
  }

  private long lines() {
    return out.toString(StandardCharsets.UTF_8).lines().count();
  }
}
