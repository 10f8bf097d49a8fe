package evenkeel.app;

import evenkeel.domain.Phrase;
import java.time.LocalTime;
import java.util.Optional;

/** Moments at the exchange and at the owner's place. */
public sealed interface TimeWords extends Phrase {
  record InNewYork(LocalTime time) implements TimeWords {}

  record HereToo(Phrase exchange, LocalTime time, Phrase place, Optional<Phrase> shift) implements TimeWords {}

  record Beijing() implements TimeWords {}

  record DayLater() implements TimeWords {}

  record DayEarlier() implements TimeWords {}

  record Points(String points) implements TimeWords {}
}
