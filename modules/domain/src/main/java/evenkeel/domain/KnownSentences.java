package evenkeel.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences that are finished in English before anybody knows who will read them, told in another language: reasons as
 * the journal keeps them, what the Gateway's session says of its troubles, what a library complains of.
 *
 * <p>Such a sentence is recognised by its English words, which stand in {@code reasons_en.properties} with a
 * placeholder for everything that varies, and told as the other language has it under the same key; what filled a
 * placeholder may be a known sentence again, and has to be one where the placeholder is called {@code known}. Journals
 * so stay as they were written, and old ones are understood too.
 * Clauses that are joined by a semicolon, or introduced by a colon, are told one by one. What is not known stays
 * English: a translation that is missing is better seen than guessed.
 */
final class KnownSentences {
  /** Placeholders of these names stand for numbers alone. */
  private static final Pattern NUMBER_NAME = Pattern.compile("n[0-9]?");
  private static final String KNOWN = "known";
  private static final String CLAUSES = "; ";
  private static final String INTRODUCED = ": ";

  /** How it stands in English, the longest part of it that never varies, how much never varies, and how it is told. */
  private record Known(String english, String fixed, int letters, String told) {
    /** Made only once it is needed: a command that says one sentence should not wait for hundreds of patterns. */
    Pattern pattern() {
      StringBuilder pattern = new StringBuilder();
      int from = 0;
      Matcher placeholder = Language.PLACEHOLDER.matcher(english);
      while (placeholder.find()) {
        String name = placeholder.group(1);
        pattern.append(Pattern.quote(english.substring(from, placeholder.start()))).append("(?<").append(name)
            .append('>').append(NUMBER_NAME.matcher(name).matches() ? "[0-9][0-9.,]*" : ".+?").append(')');
        from = placeholder.end();
      }
      return Pattern.compile(pattern + Pattern.quote(english.substring(from)));
    }

    /** Whether it only says more of another known sentence. */
    boolean isAbout() {
      return english.contains("{" + KNOWN + "}");
    }
  }

  private final List<Known> known = new ArrayList<>();
  private final String betweenClauses;
  private final String afterIntroduction;

  KnownSentences(Properties english, Properties told, String betweenClauses, String afterIntroduction) {
    this.betweenClauses = betweenClauses;
    this.afterIntroduction = afterIntroduction;
    // What says most comes first, so that no vaguer sentence takes its words for a name.
    english.stringPropertyNames().forEach(key -> known.add(known(english.getProperty(key), told.getProperty(key))));
    known.sort(Comparator.comparingInt(Known::letters).reversed().thenComparing(Known::english));
  }

  private static Known known(String english, String told) {
    List<String> fixed = Language.PLACEHOLDER.splitAsStream(english).toList();
    String longest = fixed.stream().max(Comparator.comparingInt(String::length)).orElse("");
    int letters = fixed.stream().mapToInt(String::length).sum();
    return new Known(english, longest, letters, told);
  }

  /** The words in this language as far as they are known. */
  String say(String words) {
    return find(words).orElse(words);
  }

  private Optional<String> find(String words) {
    // Numbers, symbols and what is told already have nothing to recognise.
    if (words.chars().noneMatch(letter -> letter >= 'a' && letter <= 'z')) {
      return Optional.empty();
    }
    return whole(words).or(() -> clauses(words)).or(() -> introduced(words));
  }

  private Optional<String> whole(String words) {
    for (Known one : known) {
      if (words.contains(one.fixed())) {
        Matcher found = one.pattern().matcher(words);
        if (found.matches() && (!one.isAbout() || find(found.group(KNOWN)).isPresent())) {
          return Optional.of(Language.PLACEHOLDER.matcher(one.told())
              .replaceAll(name -> Matcher.quoteReplacement(say(found.group(name.group(1))))));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> clauses(String words) {
    int at = words.indexOf(CLAUSES);
    if (at <= 0) {
      return Optional.empty();
    }
    String first = words.substring(0, at);
    String rest = words.substring(at + CLAUSES.length());
    Optional<String> toldFirst = find(first);
    Optional<String> toldRest = find(rest);
    return toldFirst.isEmpty() && toldRest.isEmpty()
        ? Optional.empty()
        : Optional.of(toldFirst.orElse(first) + betweenClauses + toldRest.orElse(rest));
  }

  private Optional<String> introduced(String words) {
    int at = words.indexOf(INTRODUCED);
    if (at <= 0) {
      return Optional.empty();
    }
    String first = words.substring(0, at);
    return find(words.substring(at + INTRODUCED.length())).map(rest -> say(first) + afterIntroduction + rest);
  }
}
