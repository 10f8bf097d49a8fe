package evenkeel.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The languages that Evenkeel tells its owner things in. */
public enum Language {
  // @formatter:off: the formatter would run the constants together.
  EN("; ", "%d d %d h", "%d h %d min", "%d min %d s", "%d s"),
  ZH("；", "%d 天 %d 小时", "%d 小时 %d 分", "%d 分 %d 秒", "%d 秒");
  // @formatter:on

  /** What was read, by the name of its file. */
  private static final Map<String, Properties> SENTENCES = new ConcurrentHashMap<>();
  /** What is known of English sentences; nothing for English itself. */
  private static final Map<Language, KnownSentences> KNOWN = new ConcurrentHashMap<>();
  /** How the components of a record are read, by name; looking them up takes longer than the rest of a sentence. */
  private static final ClassValue<Map<String, Method>> COMPONENTS = new ClassValue<>() {
    @Override
    protected Map<String, Method> computeValue(Class<?> type) {
      return type.isRecord()
          ? Stream.of(type.getRecordComponents())
              .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getAccessor))
          : Map.of();
    }
  };
  static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)}");

  private final String separator;
  private final String days;
  private final String hours;
  private final String minutes;
  private final String seconds;

  Language(String separator, String days, String hours, String minutes, String seconds) {
    this.separator = separator;
    this.days = days;
    this.hours = hours;
    this.minutes = minutes;
    this.seconds = seconds;
  }

  /** The sentence of a phrase. One without a sentence is told as its name and contents: never silence. */
  public String say(Phrase phrase) {
    String sentence = sentences(phrase.getClass(), "texts").getProperty(phrase.key());
    if (sentence == null) {
      return VisibleText.of(phrase.toString());
    }
    return PLACEHOLDER.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(
        component(phrase, found.group(1)).map(this::told).orElse(found.group())));
  }

  /** All sentences of the package that this type is in, by key; empty where it has none in this language. */
  public Map<String, String> sentencesBeside(Class<?> type) {
    Properties found = sentences(type, "texts");
    return found.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, found::getProperty));
  }

  private Properties sentences(Class<?> type, String kind) {
    String name = kind + "_" + name().toLowerCase(Locale.ROOT) + ".properties";
    return SENTENCES.computeIfAbsent(
        "/" + type.getPackageName().replace('.', '/') + "/" + name, path -> read(type, path));
  }

  private static Properties read(Class<?> type, String path) {
    var properties = new Properties();
    try (InputStream in = type.getResourceAsStream(path)) {
      if (in != null) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + path + " cannot be read", broken);
    }
    return properties;
  }

  private static Optional<Object> component(Phrase phrase, String name) {
    return Optional.ofNullable(COMPONENTS.get(phrase.getClass()).get(name)).map(accessor -> {
      try {
        return accessor.invoke(phrase);
      } catch (ReflectiveOperationException closed) {
        throw new IllegalStateException(phrase.getClass() + " must be public to be told", closed);
      }
    });
  }

  String told(Object value) {
    return switch (value) {
      case Phrase phrase -> say(phrase);
      case List<?> items -> items.stream().map(this::told).collect(Collectors.joining(separator));
      case Optional<?> optional -> optional.map(this::told).orElse("");
      case BigDecimal number -> number.toPlainString();
      case Duration time -> elapsed(time);
      case String words -> VisibleText.of(known(words));
      case Object other -> VisibleText.of(other.toString());
    };
  }

  /** Words that were finished in English, in this language where they are known. */
  private String known(String words) {
    return switch (this) {
      case EN -> words;
      case ZH -> KNOWN.computeIfAbsent(this, language -> new KnownSentences(
          EN.sentences(Language.class, "reasons"), language.sentences(Language.class, "reasons"), separator, "："))
          .say(words);
    };
  }

  private String elapsed(Duration time) {
    if (time.toDays() > 0) {
      return String.format(Locale.ROOT, days, time.toDays(), time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return String.format(Locale.ROOT, hours, time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? String.format(Locale.ROOT, minutes, time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, seconds, time.toSeconds());
  }
}
