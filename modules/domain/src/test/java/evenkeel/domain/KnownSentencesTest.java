package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is finished in English is told in Chinese where it is known, and as it is where it is not. */
class KnownSentencesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      trading in it is halted | 已停牌
      its midpoint price 361.2 is 3 h 20 min old, more than 15 min 0 s | \
      其中间价 361.2 的时间为 3 小时 20 分 前，超过 15 分 0 秒
      no price: last -1, bid none, ask none, previous close 90 | 没有价格：最新价 -1，买价 无，卖价 无，昨收 90
      GLD: trading in it is halted; BIL: no price | GLD：已停牌；BIL：没有价格
      GLD: what nobody knows | GLD: what nobody knows
      BUY 5 GLD at 120 is 20 % away from 100 of a second look, more than guards.price-distance-max 5 % | \
      BUY 5 GLD 的价格 120 与第二次查看的 100 相差 20 %，超过 guards.price-distance-max 5 %
      the account is frozen since 2025-10-31T18:30:00Z, as our books and the broker's differ: \
      GLD: our books have 38 shares, the broker has 40 shares (+2); \
      it thaws once they agree, or when you take the broker's for right with evenkeel resume --accept-broker | \
      自 2025-10-31T18:30:00Z 起账户冻结，因为我们的账目与券商不符：GLD：我们的账上是 38 股，券商处是 40 股（+2）；\
      一旦一致即自动恢复，或用 evenkeel resume --accept-broker 以券商为准
      nothing listens at the Gateway's address; start IB Gateway, or correct gateway.host and gateway.port | \
      网关地址上没有程序在监听；请启动 IB Gateway，或更正 gateway.host 和 gateway.port
      run 20251031-month-end is not settled yet | 运行 20251031-month-end 尚未了结
      """)
  void shouldTellAKnownSentenceWithAllThatFillsIt(String english, String chinese) {
    assertThat(Language.ZH.say(Phrase.of(english))).isEqualTo(chinese);
    assertThat(Language.EN.say(Phrase.of(english))).isEqualTo(english);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "20251031-month-end", "Order rejected - reason: the contract is not available", "GLD", "361.20",
      "PreSubmitted",
      "/home/owner/data of mine", "已撤销"})
  void shouldLeaveWhatItDoesNotKnow(String words) {
    assertThat(Language.ZH.say(Phrase.of(words))).isEqualTo(words);
  }

  @Test
  void shouldHaveEachSentenceInBothLanguagesWithTheSamePlaceholders() throws IOException {
    Properties english = read("en");
    Properties chinese = read("zh");

    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    assertThat(english.stringPropertyNames()).hasSizeGreaterThan(200).allSatisfy(
        key -> assertThat(placeholders(chinese.getProperty(key))).as(key)
            .isEqualTo(placeholders(english.getProperty(key))));
  }

  private static Set<String> placeholders(String sentence) {
    return new TreeSet<>(PLACEHOLDER.matcher(sentence).results().map((MatchResult found) -> found.group(1)).toList());
  }

  private static Properties read(String language) throws IOException {
    var properties = new Properties();
    try (InputStream in = Language.class.getResourceAsStream("reasons_" + language + ".properties")) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }
}
