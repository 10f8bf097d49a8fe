package evenkeel.simulator;

import evenkeel.domain.DecimalText;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A block of a scenario file. Every problem names the place; {@link #end} refuses the keys that
 * nobody asked for, so that a mistyped key is not passed over.
 */
final class Section {
  private static final int STRANGE_DIGITS_MAX = 400;

  private final Config config;
  private final String name;
  private final Set<String> asked = new HashSet<>();

  Section(Config config, String name) {
    this.config = config;
    this.name = name;
  }

  String text(String key) {
    return read(key, Config::getString);
  }

  int integer(String key) {
    return read(key, Config::getInt);
  }

  boolean flag(String key) {
    return read(key, Config::getBoolean);
  }

  Duration duration(String key) {
    return read(key, Config::getDuration);
  }

  BigDecimal decimal(String key) {
    return checked(key, text(key), DecimalText::require, "a number");
  }

  /** A number that no client can use, of up to 400 digits: {@code 1E300}. */
  BigDecimal strangeNumber(String key) {
    return checked(key, text(key), text -> {
      var number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) + number.precision() > STRANGE_DIGITS_MAX) {
        throw new NumberFormatException("more than " + STRANGE_DIGITS_MAX + " digits");
      }
      return number;
    }, "a number of up to " + STRANGE_DIGITS_MAX + " digits");
  }

  /** A fraction, also written as a percentage: 0.006 or 0.6%. */
  double fraction(String key) {
    return checked(key, text(key), text -> text.endsWith("%")
        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
        : Double.parseDouble(text), "a fraction such as 0.006 or 0.6%");
  }

  /** A fraction that money is multiplied with, exactly as it is written. */
  BigDecimal part(String key) {
    return checked(key, text(key), text -> text.endsWith("%")
        ? DecimalText.require(text.substring(0, text.length() - 1)).movePointLeft(2)
        : DecimalText.require(text), "a fraction such as 0.006 or 0.6%");
  }

  /** One of an enum's names, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String text = text(key);
    for (E value : type.getEnumConstants()) {
      if (wire(value).equals(text)) {
        return value;
      }
    }
    throw problem(key, "'" + text + "' is none of "
        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Section::wire).toList()));
  }

  static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<String> texts(String key) {
    return read(key, Config::getStringList);
  }

  /** The value if the key is there. */
  <T> Optional<T> optional(String key, Function<String, T> reader) {
    asked.add(key);
    return config.hasPath(quoted(key)) ? Optional.of(reader.apply(key)) : Optional.empty();
  }

  /** The blocks of a list. */
  List<Section> sections(String key) {
    ConfigList list = read(key, Config::getList);
    List<Section> sections = new ArrayList<>();
    for (ConfigValue value : list) {
      if (!(value instanceof ConfigObject object)) {
        throw new ScenarioProblem(
            value.origin().description() + ": " + path(key) + ": a list of { ... } is wanted");
      }
      sections.add(new Section(object.toConfig(), path(key) + "[" + sections.size() + "]"));
    }
    return sections;
  }

  /** The block under a key; empty when it is not there. */
  Section section(String key) {
    return optional(key, it -> read(it, Config::getConfig))
        .map(found -> new Section(found, path(key)))
        .orElseGet(() -> new Section(com.typesafe.config.ConfigFactory.empty(), path(key)));
  }

  /** The names in this block, sorted. */
  List<String> keys() {
    return config.root().keySet().stream().sorted().toList();
  }

  boolean isBlock(String key) {
    asked.add(key);
    return config.root().get(key) instanceof ConfigObject;
  }

  /** Makes a value and puts the place before what its constructor objects to. */
  <T> T built(Function<Section, T> maker) {
    try {
      return maker.apply(this);
    } catch (ScenarioProblem problem) {
      throw problem;
    } catch (IllegalArgumentException refused) {
      throw new ScenarioProblem(place(refused.getMessage()) + ": "
          + (name.isEmpty() ? "" : name + ": ") + refused.getMessage(), refused);
    }
  }

  /** Where the key stands with which a message begins, else where the block stands. */
  private String place(String message) {
    String key = message.substring(0, Math.max(0, message.indexOf(' ')));
    ConfigValue value = config.root().get(key);
    return (value == null ? config.origin() : value.origin()).description();
  }

  /** Refuses what was not asked for. */
  void end() {
    for (String key : keys()) {
      if (!asked.contains(key)) {
        throw problem(key, "unknown key; known here: "
            + String.join(", ", asked.stream().sorted().toList()));
      }
    }
  }

  ScenarioProblem problem(String key, String what) {
    ConfigValue value = config.root().get(key);
    String place = value == null ? config.origin().description() : value.origin().description();
    return new ScenarioProblem(place + ": " + path(key) + ": " + what);
  }

  private <T> T read(String key, BiFunction<Config, String, T> reader) {
    asked.add(key);
    try {
      return reader.apply(config, quoted(key));
    } catch (ConfigException.Missing missing) {
      throw new ScenarioProblem(
          config.origin().description() + ": " + path(key) + ": is missing", missing);
    } catch (ConfigException wrong) {
      throw problem(key, wrong.getMessage().replace('\n', ' '));
    }
  }

  private <T> T checked(String key, String text, Function<String, T> parser, String wanted) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException wrong) {
      throw problem(key, "'" + text + "' is not " + wanted);
    }
  }

  private String path(String key) {
    return name.isEmpty() ? key : name + "." + key;
  }

  private static String quoted(String key) {
    return com.typesafe.config.ConfigUtil.joinPath(key);
  }
}
