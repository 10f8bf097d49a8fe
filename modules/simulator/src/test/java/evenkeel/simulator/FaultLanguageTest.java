package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The language of scenario files has every fault, and its description has every word of it. */
class FaultLanguageTest {

  @Test
  void shouldDescribeEachFaultInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("../simulator/README.md"));
    assertThat(FaultReader.names()).hasSizeGreaterThan(50)
        .allSatisfy(it -> assertThat(readme).contains("`" + it + "`"));
  }

  @Test
  void shouldHaveAWordForEachFault() {
    int kinds = 0;
    for (Class<?> group : Fault.class.getPermittedSubclasses()) {
      kinds += group.getPermittedSubclasses().length;
    }
    // farm-down and its three likes are one kind, so are slow-socket and bundled-writes.
    assertThat(FaultReader.names()).hasSize(kinds + 4);
  }

  @Test
  void shouldNameEachTroubleOfAQuoteInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("../simulator/README.md"));
    for (PriceOverride.Trouble trouble : PriceOverride.Trouble.values()) {
      assertThat(readme).contains(Section.wire(trouble));
    }
  }
}
