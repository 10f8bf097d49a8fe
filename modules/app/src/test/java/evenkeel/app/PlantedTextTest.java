package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.simulator.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Gateway whose texts hold what a terminal, a browser or a reader of a log would obey: escape sequences, C1 codes,
 * direction marks, line separators and markup. None of it is printed or written as it came.
 */
class PlantedTextTest {
  private static final String PLANTED = "no\u001b]0;owned\u0007 \u001b[31mred \u009b2J \u202eback\u200f \u2028 \u0085"
      + " permission";

  @TempDir
  Path folder;

  @Test
  void shouldShowAndWriteNothingThatIsObeyed() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      day.inject(new Fault.RejectSymbol("DBMF", 201, "Order rejected - reason:" + PLANTED));
      day.inject(new Fault.RejectSymbol("GLD", 10399, PLANTED));
      day.inject(new Fault.Notice(2199, PLANTED));
      String sooner = "evenkeel.order-type = MKT, evenkeel.guards.margin-preview = false";
      ProgramRun english = day.run(sooner, "rebalance", "--yes");
      ProgramRun chinese = day.run(sooner + "\nevenkeel.language = zh", "order", "buy", "GLD", "1", "--type", "MKT",
          "--yes");

      assertClean("rebalance", String.join("\n", english.out()) + String.join("\n", english.err()));
      assertClean("order", String.join("\n", chinese.out()) + String.join("\n", chinese.err()));
      assertThat(String.join("\n", english.out()) + String.join("\n", english.err()))
          .contains("\\u001b[31mred");
      List<Path> files;
      try (Stream<Path> all = Files.walk(day.dataDirectory())) {
        files = all.filter(Files::isRegularFile).filter(file -> !file.toString().contains("/journal/")).toList();
      }
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertClean(file.getFileName().toString(), Files.readString(file));
      }
    }
  }

  private static void assertClean(String where, String text) {
    text.codePoints().filter(character -> character != '\n').forEach(character -> {
      String shown = String.format(Locale.ROOT, "U+%04X in %s: %s", character, where,
          text.substring(0, Math.min(400, text.length())));
      assertThat(Character.getType(character)).as(shown)
          .isNotIn((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.LINE_SEPARATOR);
    });
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
