package evenkeel.alerts;

import evenkeel.domain.Language;
import evenkeel.engine.Alert.Severity;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One or several notices as a channel sends them.
 *
 * @param severity the highest of them
 * @param text a line for each, with the owner's time
 * @param key of the first of that severity
 */
public record Letter(Severity severity, String key, String title, String text) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  /** Made of at least one notice. */
  public static Letter of(List<Notice> notices, Language language, ZoneId zone) {
    Notice worst = notices.stream().max(Comparator.comparing(Notice::severity)).orElseThrow();
    String title = language.say(switch (worst.severity()) {
      case INFORMATION -> new AlertsText.TitleInformation();
      case WARNING -> new AlertsText.TitleWarning();
      case CRITICAL -> new AlertsText.TitleCritical();
    });
    String text = notices.stream()
        .map(notice -> TIME.format(notice.at().atZone(zone)) + "  " + notice.sentence())
        .collect(Collectors.joining("\n"));
    return new Letter(worst.severity(), worst.key(), title, text);
  }

  /** Title and text for channels that know no title. */
  String whole(int bytesMax) {
    return cut(title + "\n" + text, bytesMax);
  }

  /** The text, or as much of its beginning as fits into this many bytes of UTF-8, with an ellipsis. */
  static String cut(String text, int bytesMax) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytesMax) {
      return text;
    }
    int room = bytesMax - "…".getBytes(StandardCharsets.UTF_8).length;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      room -= Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end) + "…";
  }
}
