package evenkeel.domain;

import java.util.Locale;

/**
 * Something to tell a person, as what it says and of what, in no language yet; {@link Language#say} makes the sentence.
 *
 * <p>Each phrase is a record of its own, nested in an interface of its module such as {@code EngineText}, so that the
 * compiler checks who says it with what. Its key is the record's name in lower case with hyphens, {@code order-parked}
 * for {@code OrderParked}; its sentences stand under that key in {@code texts_en.properties} and
 * {@code texts_zh.properties} in the record's package; its components fill the placeholders of their names, as
 * {@code {ref}}.
 *
 * <p>A component may be another phrase, which is said in the same language; a list, whose items are joined as the
 * language joins clauses; an {@code Optional}, of which nothing is said when it is empty; a {@code Duration}, told in
 * its largest unit and the one below; a text that is a known English sentence, such as a reason from the journal, told
 * as {@code reasons_zh.properties} has it; anything else is told as it is.
 */
public interface Phrase {

  /** Words that were finished before, such as those of the broker or of the journal. */
  record Verbatim(String words) implements Phrase {}

  /** The words as they are. */
  static Phrase of(String words) {
    return new Verbatim(words);
  }

  /** Under which name its sentences are kept. */
  default String key() {
    return key(getClass());
  }

  /** The key of each phrase of this type. */
  static String key(Class<? extends Phrase> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
