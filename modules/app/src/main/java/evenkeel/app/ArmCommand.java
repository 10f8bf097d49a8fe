package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountKind;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code arm}: the owner's word that an account may be traded with real money. */
@Command(
    name = "arm", description = "Let mode live trade one account, until a date.", sortOptions = false,
    footer = {
        "",
        "On a terminal the account id has to be typed once more. The arming counts for exactly that",
        "account and ends with the day in New York; evenkeel disarm ends it at once.",
        "",
        "Example:",
        "  evenkeel arm --account U1234567 --until 2027-06-30",
    })
final class ArmCommand implements Callable<Integer> {
  private static final int MONTHS_MAX = 12;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--account", paramLabel = "ID", required = true, description = "The live account.")
  private AccountId account = new AccountId("U0000");

  @Option(names = "--until", paramLabel = "DATE", required = true, description = "The last day, at most a year ahead.")
  private LocalDate until = LocalDate.EPOCH;

  @Option(names = "--yes", description = "Do not ask for the account id once more.")
  private boolean yes;

  ArmCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    Instant now = invocation.clock().instant();
    objection(settings, now.atZone(NyseCalendar.ZONE).toLocalDate()).ifPresent(why -> {
      throw new CommandFailure(ExitCode.USAGE, why);
    });
    LiveGate.unproven(settings, now).ifPresent(why -> {
      throw new CommandFailure(ExitCode.REFUSED, why);
    });
    Terminal terminal = invocation.terminal();
    if (!yes && !terminal.asks()) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.NobodyToType());
    }
    if (!yes && !Question.line(terminal, new DeskText.TypeAccount())
        .equals(account.value())) {
      terminal.say(new ScreenText.NotArmed());
      return ExitCode.REFUSED;
    }
    PermitsAccess.write(settings, permits -> permits.arm(account, until, now));
    terminal.say(new ScreenText.Armed(account, until));
    return ExitCode.DONE;
  }

  private Optional<Phrase> objection(Settings settings, LocalDate today) {
    if (account.kind() != AccountKind.LIVE) {
      return Optional.of(new ComplaintText.PaperNeedsNoArming(account));
    }
    if (settings.engine().account().filter(configured -> !configured.equals(account)).isPresent()) {
      return Optional.of(new ComplaintText.OtherAccountKept(settings.engine().account().get(), account));
    }
    if (until.isBefore(today) || until.isAfter(today.plusMonths(MONTHS_MAX))) {
      return Optional.of(new ComplaintText.UntilOutOfRange(today, today.plusMonths(MONTHS_MAX), until));
    }
    return Optional.empty();
  }
}
