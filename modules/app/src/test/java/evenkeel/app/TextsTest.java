package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every phrase of every module has a sentence in each language that tells all it holds, and somebody says it. */
class TextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final JavaClasses PROGRAM = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("evenkeel");

  @Test
  void shouldSayEveryPhraseInEveryLanguageWithAllThatItHolds() {
    for (Class<? extends Phrase> phrase : phrases()) {
      Set<String> components = new TreeSet<>(
          Arrays.stream(phrase.getRecordComponents()).map(RecordComponent::getName).toList());
      for (Language language : Language.values()) {
        String sentence = language.sentencesBeside(phrase).get(Phrase.key(phrase));
        assertThat(sentence).as("%s of %s in %s", Phrase.key(phrase), phrase, language).isNotNull();
        assertThat(new TreeSet<>(
            PLACEHOLDER.matcher(sentence).results().map((MatchResult found) -> found.group(1)).toList()))
            .as("placeholders of %s in %s: %s", Phrase.key(phrase), language, sentence).isEqualTo(components);
      }
    }
  }

  @Test
  void shouldHaveNoSentenceThatNoPhraseStandsFor() {
    Map<String, Set<String>> keys = new HashMap<>();
    Map<String, Class<?>> anyOf = new HashMap<>();
    for (Class<? extends Phrase> phrase : phrases()) {
      assertThat(keys.computeIfAbsent(phrase.getPackageName(), name -> new HashSet<>()).add(Phrase.key(phrase)))
          .as("the key %s twice in %s", Phrase.key(phrase), phrase.getPackageName()).isTrue();
      anyOf.put(phrase.getPackageName(), phrase);
    }
    anyOf.forEach((name, phrase) -> {
      for (Language language : Language.values()) {
        assertThat(language.sentencesBeside(phrase).keySet()).as("%s in %s", name, language).isEqualTo(keys.get(name));
      }
    });
  }

  @Test
  void shouldHaveNoPhraseThatNobodySays() {
    for (JavaClass phrase : recordsOfPhrases()) {
      assertThat(phrase.getConstructorCallsToSelf().isEmpty() && phrase.getConstructorReferencesToSelf().isEmpty())
          .as("nobody says %s", phrase.getName()).isFalse();
    }
  }

  private static List<Class<? extends Phrase>> phrases() {
    List<Class<? extends Phrase>> found = new ArrayList<>();
    recordsOfPhrases().forEach(phrase -> found.add(phrase.reflect().asSubclass(Phrase.class)));
    assertThat(found).hasSizeGreaterThan(40);
    return found;
  }

  private static List<JavaClass> recordsOfPhrases() {
    return PROGRAM.stream().filter(it -> it.isAssignableTo(Phrase.class) && !it.isInterface()).toList();
  }
}
