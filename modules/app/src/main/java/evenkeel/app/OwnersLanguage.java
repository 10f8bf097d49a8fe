package evenkeel.app;

import evenkeel.domain.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language in which a command speaks, found before anything of the configuration is checked: help and complaints
 * about the configuration itself are told in it too, and a short command should not wait for a parser.
 */
final class OwnersLanguage {
  /** The environment variable that wins over the configuration. */
  static final String VARIABLE = "EVENKEEL_LANGUAGE";

  private static final String CONFIG = "--config";
  /** Anywhere in a line before what is commented out, but not the end of a longer key. */
  private static final Pattern SETTING = Pattern.compile(
      "^(?:(?!#|//).)*?(?:^|[\\s{,]|evenkeel\\.)language\\s*[=:]\\s*\"?(en|zh)\\b", Pattern.MULTILINE);

  private OwnersLanguage() {}

  /** What the environment says, else the configuration that the command reads; English where neither says any. */
  static Language of(String[] arguments, Map<String, String> environment) {
    String wanted = environment.getOrDefault(VARIABLE, "").strip();
    if (!wanted.isEmpty()) {
      return language(wanted);
    }
    return named(List.of(arguments)).or(() -> SettingsLoader.usualFile(environment))
        .map(OwnersLanguage::written).orElse(Language.EN);
  }

  /** Every text of the help, by picocli's keys; nothing for English, which stands beside the options themselves. */
  static Optional<ResourceBundle> help(Language language) {
    return switch (language) {
      case EN -> Optional.empty();
      case ZH -> Optional.of(read("help_zh.properties"));
    };
  }

  private static ResourceBundle read(String file) {
    try (InputStream in = OwnersLanguage.class.getResourceAsStream(file)) {
      return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + file + " cannot be read", broken);
    }
  }

  private static Optional<Path> named(List<String> arguments) {
    int at = arguments.indexOf(CONFIG);
    if (at >= 0 && at + 1 < arguments.size()) {
      return Optional.of(Path.of(arguments.get(at + 1)));
    }
    return arguments.stream().filter(argument -> argument.startsWith(CONFIG + "=")).findFirst()
        .map(argument -> Path.of(argument.substring(CONFIG.length() + 1)));
  }

  /** The last one wins, as it does when the file is really read. A file that cannot be read is complained of later. */
  private static Language written(Path file) {
    try {
      // Of all bytes only the setting's own matter, and these are ASCII.
      Matcher found = SETTING.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      return found.results().reduce((earlier, later) -> later)
          .map((MatchResult last) -> language(last.group(1))).orElse(Language.EN);
    } catch (IOException unreadable) {
      return Language.EN;
    }
  }

  private static Language language(String word) {
    return word.equals("zh") ? Language.ZH : Language.EN;
  }
}
