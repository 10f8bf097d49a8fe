package evenkeel.app;

import evenkeel.domain.Phrase;
import java.nio.file.Path;

/** Why a journal cannot be read, and what to do about it. */
public sealed interface JournalText extends Phrase {
  /** The event is as it was written, and this version has no such event. */
  record EventOfNewerVersion(Path file, long number, String event) implements JournalText {}

  record EventDamaged(Path file, long number, String writer, long sequence) implements JournalText {}

  record OrdersMayStand(String orders) implements JournalText {}

  record NoOrderMayStand() implements JournalText {}

  record OfJournal() implements JournalText {}

  record NoJournalYet() implements JournalText {}

  record EventsReadable(long events) implements JournalText {}
}
