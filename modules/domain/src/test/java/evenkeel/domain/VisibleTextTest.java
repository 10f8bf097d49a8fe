package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @Test
  void shouldSpellOutWhatATerminalWouldObey() {
    assertThat(VisibleText.of("a\u001b]0;owned\u0007b")).isEqualTo("a\\u001b]0;owned\\u0007b");
    assertThat(VisibleText.of("\u009b31mred")).isEqualTo("\\u009b31mred");
    assertThat(VisibleText.of("one\r\ntwo")).isEqualTo("one\\u000d\\u000atwo");
    assertThat(VisibleText.of("buy \u202eelpa")).isEqualTo("buy \\u202eelpa");
    assertThat(VisibleText.of("a\u200fb\u2028c\ufeffd")).isEqualTo("a\\u200fb\\u2028c\\ufeffd");
    assertThat(VisibleText.of("tag \udb40\udc41")).isEqualTo("tag \\udb40\\udc41");
    assertThat(VisibleText.of("half \ud800 pair")).isEqualTo("half \\ud800 pair");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "卖出 114 DBMF", "Zürich – 5 %", "<b>&amp;", "\\u001b", "😀"})
  void shouldLeaveEverythingElseAsItIs(String text) {
    assertThat(VisibleText.of(text)).isSameAs(text);
    assertThat(VisibleText.ofJson(text)).isSameAs(text);
  }

  @Test
  void shouldKeepTheLayoutOfJson() {
    assertThat(VisibleText.ofJson("{\n  \"text\": \"a\u200f\u009bb\"\n}\n"))
        .isEqualTo("{\n  \"text\": \"a\\u200f\\u009bb\"\n}\n");
  }
}
