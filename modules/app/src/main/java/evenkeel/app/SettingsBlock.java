package evenkeel.app;

import evenkeel.domain.DecimalText;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One block of the configuration, read strictly: the right type and the right unit, or a problem
 * that names file, line and key. A value with a problem reads as the default, so that one mistake
 * is reported once and reading goes on to find the others.
 */
final class SettingsBlock {
  private static final Pattern DECIMAL = Pattern
      .compile("[+-]?[0-9]{1,18}(?:\\.[0-9]{1,18})?(?:[eE]-?[0-9]{1,2})?");
  private static final Pattern KEY_PATH = Pattern.compile("[a-z-]+(?:\\.[a-z-]+)*");
  private static final Pattern MONEY = Pattern.compile("(?<amount>[0-9]+(?:\\.[0-9]+)?) *USD");

  private final String path;
  private final ConfigObject values;
  private final ConfigObject defaults;
  private final List<Phrase> problems;

  /**
   * The block of this path.
   *
   * @param values user's file over defaults, resolved
   * @param defaults has every key
   * @param problems where complaints are collected
   */
  SettingsBlock(String path, ConfigObject values, ConfigObject defaults, List<Phrase> problems) {
    this.path = path;
    this.values = values;
    this.defaults = defaults;
    this.problems = problems;
  }

  SettingsBlock block(String key) {
    ConfigObject inner = (ConfigObject) defaults.get(key);
    ConfigValue value = values.get(key);
    if (value instanceof ConfigObject object) {
      return new SettingsBlock(path(key), object, inner, problems);
    }
    problem(key, new ConfigText.BlockWas(shown(value)));
    return new SettingsBlock(path(key), inner, inner, problems);
  }

  String text(String key) {
    return read(key, new ConfigText.AText(), Optional::of);
  }

  /** A list of texts. */
  List<String> texts(String key) {
    if (!(values.get(key) instanceof ConfigList list)) {
      problem(key, new ConfigText.ListWas(shown(values.get(key))));
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (ConfigValue item : list) {
      scalar(item).ifPresentOrElse(texts::add, () -> problem(key, new ConfigText.TextsWanted()));
    }
    return texts;
  }

  int integer(String key, int min, int max) {
    return read(key, new ConfigText.WholeNumber(min, max), text -> {
      try {
        int number = Integer.parseInt(text);
        return number < min || number > max ? Optional.empty() : Optional.of(number);
      } catch (NumberFormatException none) {
        return Optional.empty();
      }
    });
  }

  boolean yesOrNo(String key) {
    return read(key, new ConfigText.TrueOrFalse(), text -> switch (text) {
      case "true", "yes", "on" -> Optional.of(true);
      case "false", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    });
  }

  /** A number without a unit. */
  BigDecimal number(String key, Phrase what, Predicate<BigDecimal> allowed) {
    return read(key, what, text -> decimal(text).filter(allowed));
  }

  /** An amount of US dollars, written with its currency. */
  BigDecimal dollars(String key) {
    return read(key, new ConfigText.DollarsWanted(), text -> {
      var matcher = MONEY.matcher(text);
      return matcher.matches()
          ? DecimalText.parse(matcher.group("amount"))
          : Optional.empty();
    });
  }

  /** A time span above zero, written with its unit. */
  Duration duration(String key) {
    return read(key, new ConfigText.SpanWanted(), text -> {
      // Without a unit the library would take milliseconds.
      if (!Character.isLetter(text.isEmpty() ? ' ' : text.charAt(text.length() - 1))) {
        return Optional.empty();
      }
      try {
        Config alone = com.typesafe.config.ConfigValueFactory.fromAnyRef(text).atKey("it");
        return Optional.of(alone.getDuration("it")).filter(Duration::isPositive);
      } catch (ConfigException.BadValue wrongUnit) {
        return Optional.empty();
      }
    });
  }

  LocalTime timeOfDay(String key) {
    return read(key, new ConfigText.TimeWanted("15:45"), text -> {
      try {
        return Optional.of(LocalTime.parse(text));
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    });
  }

  /** A time zone by its name; {@code system} is that of the machine. */
  ZoneId zone(String key) {
    return read(key, new ConfigText.ZoneWanted(), text -> {
      try {
        return Optional.of(text.equals("system") ? ZoneId.systemDefault() : ZoneId.of(text));
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    });
  }

  /** One of an enum's constants, written as {@link #word} writes it. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      words.add(word(constant));
    }
    return read(key, new ConfigText.OneOf(String.join(", ", words)), text -> {
      for (E constant : type.getEnumConstants()) {
        if (word(constant).equals(text.toLowerCase(Locale.ROOT))) {
          return Optional.of(constant);
        }
      }
      return Optional.empty();
    });
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A value that {@code parse} understands. */
  <T> T parsed(String key, Phrase wanted, Function<String, Optional<T>> parse) {
    return read(key, wanted, parse);
  }

  /** A list of blocks; each is read with the keys of the default list's first block. */
  List<SettingsBlock> blocks(String key) {
    ConfigList inner = (ConfigList) defaults.get(key);
    ConfigObject shape = (ConfigObject) inner.get(0);
    if (!(values.get(key) instanceof ConfigList list)) {
      problem(key, new ConfigText.ListWas(shown(values.get(key))));
      return List.of();
    }
    List<SettingsBlock> blocks = new ArrayList<>();
    for (int index = 0; index < list.size(); index++) {
      String itemPath = path(key) + "[" + (index + 1) + "]";
      if (list.get(index) instanceof ConfigObject item) {
        blocks.add(new SettingsBlock(itemPath, item, shape, problems));
      } else {
        report(list.get(index).origin(), itemPath,
            new ConfigText.BlockWas(shown(list.get(index))));
      }
    }
    return blocks;
  }

  /**
   * What {@code record} makes, or empty with a problem when its constructor refuses. The refusal is
   * put at the key that its message begins with, written from this block on: {@code gateway.port}.
   */
  <T> Optional<T> construct(Supplier<T> record) {
    try {
      return Optional.of(record.get());
    } catch (IllegalArgumentException refusal) {
      String message = String.valueOf(refusal.getMessage());
      String key = message.substring(0, Math.max(0, message.indexOf(' ')));
      if (KEY_PATH.matcher(key).matches() && values.toConfig().hasPath(key)) {
        report(
            values.toConfig().getValue(key).origin(), path + "." + key,
            Phrase.of(message.substring(key.length()).strip()));
      } else {
        report(values.origin(), path, Phrase.of(message));
      }
      return Optional.empty();
    }
  }

  /** Adds a problem with this key. */
  void problem(String key, Phrase what) {
    ConfigValue value = values.get(key);
    report(value == null ? values.origin() : value.origin(), path(key), what);
  }

  /** How a constant is written in the configuration: lower case, hyphens between words. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where a value came from: {@code file:line}, or what else the origin says of itself. */
  static String place(ConfigOrigin origin) {
    String file = origin.filename();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }

  private <T> T read(String key, Phrase wanted, Function<String, Optional<T>> parse) {
    ConfigValue value = values.get(key);
    Optional<T> parsed = scalar(value).flatMap(parse);
    if (parsed.isPresent()) {
      return parsed.get();
    }
    problem(key,
        value == null
            ? new ConfigText.IsMissing(wanted)
            : new ConfigText.MustBe(wanted, shown(value)));
    return scalar(defaults.get(key)).flatMap(parse)
        .orElseThrow(
            () -> new IllegalStateException("the default of " + path(key) + " is not " + Language.EN.say(wanted)));
  }

  /** The text of a single value as it was written. */
  private static Optional<String> scalar(@Nullable ConfigValue value) {
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.valueType()) {
      // Through a Config, which keeps 0.10 as it was written instead of as a double.
      case NUMBER, STRING, BOOLEAN -> Optional.of(value.atKey("it").getString("it").strip());
      case NULL, OBJECT, LIST -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> decimal(String text) {
    return DECIMAL.matcher(text).matches() ? DecimalText.parse(text) : Optional.empty();
  }

  private static String shown(@Nullable ConfigValue value) {
    if (value == null) {
      return "nothing";
    }
    return value.valueType() == ConfigValueType.STRING
        ? "'" + value.unwrapped() + "'"
        : value.render(com.typesafe.config.ConfigRenderOptions.concise());
  }

  private String path(String key) {
    return path + "." + ConfigUtil.quoteString(key).replace("\"", "");
  }

  private void report(ConfigOrigin origin, String key, Phrase what) {
    problems.add(new ConfigText.At(place(origin), key, what));
  }
}
