package evenkeel.operations;

import evenkeel.domain.EndOfSupport;
import evenkeel.domain.NyseCalendar;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import java.time.Instant;
import java.util.Optional;

/** When the owner is told that the Gateway's version ends. What was told is kept over restarts. */
final class SupportWatch {
  private final SupportMemory memory;
  private Optional<SupportMemory.Note> note;

  SupportWatch(SupportMemory memory, Instant now) {
    this.memory = memory;
    this.note = memory.read(now);
  }

  Optional<EndOfSupport> end(Instant now) {
    return note.filter(it -> SupportMemory.isBelieved(it, now)).map(SupportMemory.Note::end);
  }

  /** The Gateway said it; another date is news. */
  void hear(EndOfSupport end, Instant now) {
    boolean isSame = note.map(SupportMemory.Note::end).map(EndOfSupport::date).filter(end.date()::equals).isPresent();
    keep(new SupportMemory.Note(
        end, now, note.filter(it -> isSame).flatMap(SupportMemory.Note::told),
        note.filter(it -> isSame && it.isRunBeyondTold()).isPresent()));
  }

  /** At once, then weekly, daily in the last ten days, and once more as soon as the next run lies beyond the end. */
  Optional<Alert> due(Instant nextRun, Instant now) {
    if (end(now).isEmpty()) {
      return Optional.empty();
    }
    SupportMemory.Note known = note.orElseThrow();
    EndOfSupport end = known.end();
    boolean isRunBeyond = end.isOverBy(nextRun.atZone(NyseCalendar.ZONE).toLocalDate());
    boolean isNews = isRunBeyond && !known.isRunBeyondTold();
    if (!isNews && known.told().filter(told -> !end.isDue(told, now)).isPresent()) {
      return Optional.empty();
    }
    keep(new SupportMemory.Note(end, known.heard(), Optional.of(now), isRunBeyond));
    return Optional.of(new Alert(
        Severity.CRITICAL, "support-ends", isRunBeyond
            ? new GatewayText.SupportEndsBeforeRun(Readiness.text(nextRun), end.words())
            : new GatewayText.SupportEnds(end.words()),
        now));
  }

  private void keep(SupportMemory.Note next) {
    note = Optional.of(next);
    memory.write(next);
  }
}
