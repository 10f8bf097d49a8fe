package evenkeel.alerts;

import evenkeel.domain.Phrase;
import java.time.YearMonth;

/** What the channels say of themselves. */
public sealed interface AlertsText extends Phrase {
  /** Above information. */
  record TitleInformation() implements AlertsText {}

  /** Above warnings. */
  record TitleWarning() implements AlertsText {}

  /** Above what is critical. */
  record TitleCritical() implements AlertsText {}

  /** {@code sign-of-life}, information: once a month, so that silence means something. */
  record SignOfLife(YearMonth month) implements AlertsText {}

  /** {@code test}, information: asked for by {@code evenkeel alert test}. */
  record Test() implements AlertsText {}
}
