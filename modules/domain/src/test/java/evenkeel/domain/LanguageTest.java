package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  public record Unwritten(String what, List<Duration> times) implements Phrase {}

  @Test
  void shouldTellWordsOfOthersAsTheyAre() {
    for (Language language : Language.values()) {
      assertThat(language.say(Phrase.of("price {words} $1 \\ of 5"))).isEqualTo("price {words} $1 \\ of 5");
    }
  }

  @Test
  void shouldNeverBeSilentForWantOfASentence() {
    assertThat(Language.ZH.say(new Unwritten("disk", List.of())))
        .isEqualTo("Unwritten[what=disk, times=[]]");
  }

  @ParameterizedTest
  @CsvSource({
      "PT5S, 5 s, 5 秒", "PT12M5S, 12 min 5 s, 12 分 5 秒", "PT22H30M, 22 h 30 min, 22 小时 30 分",
      "PT50H, 2 d 2 h, 2 天 2 小时"
  })
  void shouldTellATimeSpanInItsLargestUnits(Duration time, String english, String chinese) {
    assertThat(Language.EN.told(time)).isEqualTo(english);
    assertThat(Language.ZH.told(time)).isEqualTo(chinese);
  }

  @Test
  void shouldJoinItemsAsTheLanguageDoes() {
    assertThat(Language.EN.told(List.of("a", Phrase.of("b")))).isEqualTo("a; b");
    assertThat(Language.ZH.told(List.of("a", Phrase.of("b")))).isEqualTo("a；b");
  }
}
