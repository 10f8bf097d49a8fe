package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class HelpInChineseTest {
  /** Words that no command has as its own. */
  private static final Set<String> OF_ALL = Set.of("usage.synopsisHeading", "usage.commandListHeading");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^  evenkeel .*$");

  @TempDir
  Path folder;

  /** What is to be told of one command, option or parameter. */
  private record Text(String command, String name, String english) {
    String key() {
      return command + "." + name;
    }
  }

  @Test
  void shouldSayEverythingOfTheHelpInChineseToo() {
    ResourceBundle chinese = OwnersLanguage.help(Language.ZH).orElseThrow();
    for (Text text : texts()) {
      String key = chinese.containsKey(text.key()) ? text.key() : text.name();
      assertThat(chinese.containsKey(key)).as("'%s' has no Chinese text under %s", text.english(), text.key()).isTrue();
      String said = chinese.getString(key);
      assertThat(said).as(key).containsPattern(CHINESE);
      assertThat(said.contains("${DEFAULT-VALUE}")).as("whether %s names the default", key)
          .isEqualTo(text.english().contains("${DEFAULT-VALUE}"));
    }
  }

  @Test
  void shouldHaveNoChineseTextLeftOver() {
    ResourceBundle chinese = OwnersLanguage.help(Language.ZH).orElseThrow();
    var used = new TreeSet<>(OF_ALL);
    var shared = new TreeMap<String, Set<String>>();
    for (Text text : texts()) {
      if (!used.contains(text.key()) && !chinese.containsKey(text.key())) {
        shared.computeIfAbsent(text.name(), name -> new TreeSet<>()).add(text.english());
        used.add(text.name());
      } else {
        used.add(text.key());
      }
    }

    assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(used);
    assertThat(shared).as("texts for several commands, which must say the same in English")
        .allSatisfy((name, english) -> assertThat(english).as(name).hasSize(1));
  }

  @Test
  void shouldShowTheSameExamplesInBothLanguages() {
    for (Text text : texts()) {
      if (text.name().equals("usage.footer")) {
        assertThat(examples(OwnersLanguage.help(Language.ZH).orElseThrow().getString(text.key())))
            .as(text.key()).isEqualTo(examples(text.english()));
      }
    }
  }

  @Test
  void shouldSpeakTheLanguageOfTheConfigurationThatTheCommandReads() throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    String usual = folder.toString();
    Files.writeString(conf.resolve("evenkeel.conf"), """
        # language = en
        evenkeel {
          language = en
          language = zh # 中文
        }
        """);
    String english = Files.writeString(folder.resolve("english.conf"), "evenkeel.language = en").toString();

    assertChinese(ProgramRun.of(Map.of("EVENKEEL_HOME", usual), "--help"));
    assertChinese(ProgramRun.of(Map.of("EVENKEEL_HOME", usual), "plan", "--help"));
    assertChinese(ProgramRun.of("--config=" + conf.resolve("evenkeel.conf"), "service", "install", "--help"));
    assertEnglish(ProgramRun.of(Map.of("EVENKEEL_HOME", usual), "plan", "--config", english, "--help"));
    assertEnglish(ProgramRun.of("plan", "--help"));
    assertEnglish(ProgramRun.of("plan", "--help", "--config", folder.resolve("none").toString()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      evenkeel { mode = paper, language = zh, log-level = info } | true
      evenkeel {mode = paper,language=zh} | true
      "evenkeel": { language: "zh" } | true
      evenkeel { mode = paper # language = zh | false
      // language = zh | false
      evenkeel.body-language = zh | false
      """)
  void shouldFindTheLanguageWhereverItStandsInALine(String line, boolean isChinese) throws IOException {
    String file = Files.writeString(folder.resolve("line.conf"), line).toString();

    ProgramRun run = ProgramRun.of("plan", "--help", "--config", file);

    if (isChinese) {
      assertChinese(run);
    } else {
      assertEnglish(run);
    }
  }

  @Test
  void shouldLetTheEnvironmentChooseTheLanguage() throws IOException {
    String chinese = Files.writeString(folder.resolve("c.conf"), "evenkeel { language = zh }").toString();

    assertChinese(ProgramRun.of(Map.of("EVENKEEL_LANGUAGE", "zh"), "order", "--help"));
    assertEnglish(ProgramRun.of(Map.of("EVENKEEL_LANGUAGE", "en"), "order", "--help", "--config", chinese));
    assertThat(ProgramRun.of(Map.of("EVENKEEL_LANGUAGE", "fr"), "calendar").err()).singleElement().asString()
        .contains("EVENKEEL_LANGUAGE", "evenkeel.language must be one of en, zh");
  }

  private static void assertChinese(ProgramRun run) {
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().getFirst()).startsWith("用法：evenkeel");
    assertThat(String.join("\n", run.out())).doesNotContain("Show", "Usage", "Example", "\\");
  }

  private static void assertEnglish(ProgramRun run) {
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().getFirst()).startsWith("Usage: evenkeel");
  }

  /** The command lines of the examples, without what explains them and without the reason of a pause. */
  private static List<String> examples(String footer) {
    return EXAMPLE.matcher(footer).results()
        .map(found -> found.group().replaceAll("(?<=\\S) {3,}.*", "").replaceAll("(?<=--reason ).*", "")).toList();
  }

  private static List<Text> texts() {
    var quiet = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.of(quiet, quiet, Map.of(), Language.EN);
    List<Text> texts = new ArrayList<>();
    collect(
        CommandLineProgram.commandLine(new Invocation(terminal, Map.of(), EvenkeelClock.of(""))), texts);
    assertThat(texts).hasSizeGreaterThan(120);
    return texts;
  }

  private static void collect(CommandLine line, List<Text> texts) {
    CommandSpec command = line.getCommandSpec();
    String name = command.qualifiedName(".");
    texts.add(new Text(name, "usage.description", text(command.usageMessage().description())));
    texts.add(new Text(name, "usage.footer", text(command.usageMessage().footer())));
    for (OptionSpec option : command.options()) {
      if (!option.inherited()) {
        texts.add(new Text(name, option.longestName().replaceFirst("^-+", ""), described(option)));
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      texts.add(new Text(name, parameter.paramLabel() + "[" + parameter.index() + "]", described(parameter)));
    }
    line.getSubcommands().values().forEach(inner -> collect(inner, texts));
  }

  /** As it is written, with its variables. */
  private static String described(ArgSpec argument) {
    boolean isDefaultSaid = argument.defaultValue() != null
        && text(argument.description()).contains("Default: " + argument.defaultValue() + ".");
    return text(argument.description()) + (isDefaultSaid ? "${DEFAULT-VALUE}" : "");
  }

  private static String text(String... lines) {
    return String.join("\n", lines);
  }
}
