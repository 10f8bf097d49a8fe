package evenkeel.app;

import evenkeel.domain.Phrase;
import java.nio.file.Path;

/** What {@code audit verify} says. */
public sealed interface AuditText extends Phrase {
  record NoJournal(Path file) implements AuditText {}

  record NoEvents() implements AuditText {}

  record JournalIntact(long events, int anchors) implements AuditText {}

  record EventsBeforeChain(long events) implements AuditText {}

  record NewestHash(String hash) implements AuditText {}

  record EventChanged(long number, String actor, long sequence) implements AuditText {}

  record EventUnchained(long number, String actor, long sequence) implements AuditText {}

  record EventsMissing(long number, String actor, long sequence) implements AuditText {}

  record EventMoved(long number, String actor, long sequence) implements AuditText {}

  record JournalCut(long events, String run, Path file) implements AuditText {}

  record JournalNotVerified(Path file, String why) implements AuditText {}

  record OperatorLogIntact(long lines) implements AuditText {}

  record OperatorLogChanged(Path file, long line) implements AuditText {}

  record AuditNeedsWord() implements AuditText {}
}
