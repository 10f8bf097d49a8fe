package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.journal.Anchor;
import evenkeel.journal.ChainReader;
import evenkeel.journal.ChainVerdict;
import evenkeel.journal.ChainVerifier;
import evenkeel.journal.ChainedEvent;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.OperatorLog;
import evenkeel.operations.RunLog;
import evenkeel.operations.RunLog.JournalAnchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code audit}: the journal as proof. */
@Command(
    name = "audit", description = "Prove that the journal is as it was written.",
    subcommands = AuditCommand.Verify.class, synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  evenkeel audit verify"})
final class AuditCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  AuditCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    throw new CommandFailure(ExitCode.USAGE, new AuditText.AuditNeedsWord());
  }

  /** {@code audit verify}: the chain of the journal, its anchors in the reports, and the log of the operator. */
  @Command(
      name = "verify",
      description = "Check the journal's chain of hashes against the reports, and the log of your decisions.",
      sortOptions = false, footer = {
          "",
          "Each event carries the hash of the one before it, and each report the hash of the newest event. A journal",
          "or a log that was changed, cut or reordered is named at its first bad event; the exit code is 1 then.",
          "",
          "Example:",
          "  evenkeel audit verify --json",
      })
  static final class Verify implements Callable<Integer> {
    @ParentCommand
    private @Nullable AuditCommand parent;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
      AuditCommand audit = Objects.requireNonNull(parent);
      var directory = new DataDirectory(audit.invocation.settings(audit.program.config()).dataDirectory());
      Path file = directory.journalFile();
      if (!Files.exists(file)) {
        throw new CommandFailure(ExitCode.USAGE, new AuditText.NoJournal(file));
      }
      try {
        ChainVerdict verdict = verify(file, new RunLog(directory.logs()).anchors());
        OperatorLog.Chain log = OperatorLog.verify(directory.operatorLogFile());
        Terminal terminal = audit.invocation.terminal();
        if (json) {
          terminal.line(json(verdict, log));
        } else {
          sentences(verdict).forEach(terminal::say);
          terminal.say(sentence(directory, log));
        }
        return verdict instanceof ChainVerdict.Intact && log.isIntact() ? ExitCode.DONE : ExitCode.NOT_GOOD;
      } catch (SQLException | IOException unreadable) {
        throw new CommandFailure(
            ExitCode.NOT_GOOD, new AuditText.JournalNotVerified(file, String.valueOf(unreadable.getMessage())),
            unreadable);
      }
    }

    private static ChainVerdict verify(Path file, List<JournalAnchor> kept) throws SQLException {
      var verifier = new ChainVerifier(kept.stream()
          .map(anchor -> new Anchor(anchor.hash(), anchor.run(), anchor.file())).toList());
      ChainReader.read(file, verifier::take);
      return verifier.verdict();
    }

    private static List<Phrase> sentences(ChainVerdict verdict) {
      return switch (verdict) {
        case ChainVerdict.Intact intact -> {
          var sentences = new ArrayList<Phrase>();
          if (intact.chained() == 0) {
            sentences.add(new AuditText.NoEvents());
          } else {
            sentences.add(new AuditText.JournalIntact(intact.chained(), intact.anchors()));
          }
          if (intact.unchained() > 0) {
            sentences.add(new AuditText.EventsBeforeChain(intact.unchained()));
          }
          intact.head().map(AuditText.NewestHash::new).ifPresent(sentences::add);
          yield sentences;
        }
        case ChainVerdict.Broken broken -> List.of(sentence(broken));
        case ChainVerdict.Cut cut -> {
          Anchor first = cut.missing().getFirst();
          yield List.of(new AuditText.JournalCut(cut.events(), first.run(), first.file()));
        }
      };
    }

    private static Phrase sentence(ChainVerdict.Broken broken) {
      ChainedEvent event = broken.event();
      return switch (broken.fault()) {
        case HASH -> new AuditText.EventChanged(event.ordering(), event.persistenceId(), event.sequenceNumber());
        case UNCHAINED -> new AuditText.EventUnchained(event.ordering(), event.persistenceId(), event.sequenceNumber());
        case GAP -> new AuditText.EventsMissing(event.ordering(), event.persistenceId(), event.sequenceNumber());
        case ORDER -> new AuditText.EventMoved(event.ordering(), event.persistenceId(), event.sequenceNumber());
      };
    }

    private static Phrase sentence(DataDirectory directory, OperatorLog.Chain log) {
      return log.firstBad().isPresent()
          ? new AuditText.OperatorLogChanged(directory.operatorLogFile(), log.firstBad().getAsLong())
          : new AuditText.OperatorLogIntact(log.lines());
    }

    private static String json(ChainVerdict verdict, OperatorLog.Chain log) {
      return Json.object(object -> {
        object.object("journal", journal -> {
          switch (verdict) {
            case ChainVerdict.Intact intact -> {
              journal.flag("intact", true).integer("chained", intact.chained())
                  .integer("before_chain", intact.unchained()).integer("anchors", intact.anchors());
              if (intact.head().isPresent()) {
                journal.text("newest_hash", intact.head().get());
              }
            }
            case ChainVerdict.Broken broken -> journal.flag("intact", false)
                .text("fault", broken.fault().name().toLowerCase(Locale.ROOT))
                .integer("event", broken.event().ordering()).text("actor", broken.event().persistenceId())
                .integer("sequence", broken.event().sequenceNumber());
            case ChainVerdict.Cut cut -> journal.flag("intact", false).text("fault", "cut")
                .integer("event", cut.events()).texts("runs", cut.missing().stream().map(Anchor::run).toList());
          }
        });
        object.object("owner_log", owner -> {
          owner.flag("intact", log.isIntact()).integer("lines", log.lines());
          if (log.firstBad().isPresent()) {
            owner.integer("line", log.firstBad().getAsLong());
          }
        });
      });
    }
  }
}
