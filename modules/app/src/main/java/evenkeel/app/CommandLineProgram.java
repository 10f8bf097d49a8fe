package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.DecimalText;
import evenkeel.domain.AccountId;
import evenkeel.domain.OrderType;
import evenkeel.domain.Phrase;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.HistorySpan;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * The command line: arguments in, an exit code out. What goes wrong is one line on standard error;
 * only {@code --debug} shows a stack trace.
 */
public final class CommandLineProgram {
  private CommandLineProgram() {}

  /**
   * Runs one command to its end.
   *
   * @return one of {@link ExitCode}
   */
  public static int run(String[] args, PrintStream out, PrintStream err,
      Map<String, String> environment) {
    Terminal terminal = Terminal.of(out, err, environment, OwnersLanguage.of(args, environment));
    try {
      EvenkeelClock clock = EvenkeelClock.of(environment.getOrDefault("EVENKEEL_CLOCK", ""));
      return commandLine(new Invocation(terminal, environment, clock)).execute(args);
    } catch (IllegalArgumentException badClock) {
      terminal.complain(new ComplaintText.NoClock(String.valueOf(badClock.getMessage())));
      return ExitCode.USAGE;
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** The commands that there are, in the order in which the help lists them. */
  private static List<Callable<Integer>> commands(Invocation invocation, EvenkeelCommand program) {
    return List.of(
        new DemoCommand(invocation),
        new RunCommand(invocation, program),
        new PlanCommand(invocation, program),
        new RebalanceCommand(invocation, program),
        new AccountCommand(invocation, program),
        new PositionsCommand(invocation, program),
        new PnlCommand(invocation, program),
        new QuotesCommand(invocation, program),
        new ContractCommand(invocation, program),
        new HistoryCommand(invocation, program),
        new DataCommand(invocation, program),
        new BacktestCommand(invocation, program),
        new PoliciesCommand(invocation, program),
        new OrdersCommand(invocation, program),
        new FillsCommand(invocation, program),
        new OrderCommand(invocation, program),
        new ModifyCommand(invocation, program),
        new CancelCommand(invocation, program),
        new CalendarCommand(invocation, program),
        new DoctorCommand(invocation, program),
        new StatusCommand(invocation, program),
        new TriggerCommand(invocation, program),
        new PauseCommand(invocation, program),
        new ResumeCommand(invocation, program),
        new PreflightCommand(invocation, program),
        new ArmCommand(invocation, program),
        new DisarmCommand(invocation, program),
        new AnswerCommand.Approve(invocation, program),
        new AnswerCommand.Reject(invocation, program),
        new StopCommand(invocation, program),
        new ServiceCommand(invocation, program),
        new AlertCommand(invocation, program),
        new AuditCommand(invocation, program),
        new SimCommand(invocation),
        new WireCommand(invocation));
  }

  static CommandLine commandLine(Invocation invocation) {
    Terminal terminal = invocation.terminal();
    var program = new EvenkeelCommand();
    var line = new CommandLine(program);
    commands(invocation, program).forEach(line::addSubcommand);
    OwnersLanguage.help(terminal.language()).ifPresent(line::setResourceBundle);
    line.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
    line.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
    registerConverters(line);
    line.setParameterExceptionHandler((misuse, arguments) -> explain(terminal, misuse));
    line.setExecutionExceptionHandler(
        (failure, failed, result) -> explain(terminal, program, failure));
    return line;
  }

  /** Words and dates whose error has to say what is wanted. */
  private static void registerConverters(CommandLine line) {
    line.registerConverter(PlanningRule.class, word(PlanningRule::of));
    line.registerConverter(ServiceKind.class, oneOf(Map.of(
        "launchd", ServiceKind.LAUNCHD, "systemd", ServiceKind.SYSTEMD, "cron", ServiceKind.CRON)));
    line.registerConverter(TradingMode.class, word(TradingMode::of));
    line.registerConverter(Side.class, oneOf(Map.of("buy", Side.BUY, "sell", Side.SELL)));
    line.registerConverter(OrderType.class, oneOf(Map.of(
        "MKT", OrderType.MKT, "LMT", OrderType.LMT, "MOC", OrderType.MOC, "LOC", OrderType.LOC)));
    line.registerConverter(TimeInForce.class, oneOf(Map.of("DAY", TimeInForce.DAY, "GTC", TimeInForce.GTC)));
    line.registerConverter(Symbol.class, text -> Symbol.of(text).orElseThrow(
        () -> new TypeConversionException("'" + text + "' is not a symbol such as GLD")));
    line.registerConverter(AccountId.class, text -> AccountId.of(text).orElseThrow(
        () -> new TypeConversionException("'" + text + "' is not an account id such as DU1234567")));
    line.registerConverter(BarSize.class, word(BarSize::of));
    line.registerConverter(HistorySpan.class, word(HistorySpan::parse));
    line.registerConverter(BarKind.class, text -> BarKind.of(text).orElseThrow(() -> new TypeConversionException(
        "'" + text + "' is not one of " + Arrays.stream(BarKind.values()).map(BarKind::name)
            .collect(Collectors.joining(", ")))));
    line.registerConverter(BigDecimal.class, number(DecimalText::require, "a number"));
    line.registerConverter(int.class, number(Integer::valueOf, "a whole number"));
    line.registerConverter(Integer.class, number(Integer::valueOf, "a whole number"));
    line.registerConverter(YearMonth.class, date(YearMonth::parse, "a month such as 2025-11"));
    line.registerConverter(LocalDate.class, date(LocalDate::parse, "a date such as 2025-11-28"));
  }

  private static <T> ITypeConverter<T> oneOf(Map<String, T> words) {
    return text -> Optional.ofNullable(words.get(text)).orElseThrow(() -> new TypeConversionException(
        "'" + text + "' is none of " + String.join(", ", words.keySet().stream().sorted().toList())));
  }

  private static <T> ITypeConverter<T> word(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(String.valueOf(unknown.getMessage()));
      }
    };
  }

  private static <T> ITypeConverter<T> number(Function<String, T> parse, String wanted) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (NumberFormatException wrong) {
        throw new TypeConversionException("'" + text + "' is not " + wanted);
      }
    };
  }

  private static <T> ITypeConverter<T> date(Function<String, T> parse, String wanted) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (DateTimeException wrong) {
        throw new TypeConversionException("'" + text + "' is not " + wanted);
      }
    };
  }

  private static int explain(Terminal terminal, ParameterException misuse) {
    Phrase said = said(misuse);
    if (misuse instanceof UnmatchedArgumentException unknown && !unknown.getSuggestions().isEmpty()) {
      List<String> meant = unknown.getSuggestions();
      Phrase words = meant.stream().map(Phrase::of).reduce(ConfigText.Either::new).orElseThrow();
      said = new ComplaintText.DidYouMean(said, words);
    }
    terminal.complain(new ComplaintText.Misused(said, misuse.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  /** Words that nothing takes are named by themselves, and not by their place among the arguments. */
  private static Phrase said(ParameterException misuse) {
    if (misuse instanceof UnmatchedArgumentException unknown && !unknown.isUnknownOption()) {
      boolean isCommand = misuse.getCommandLine().getParent() == null;
      String word = unknown.getUnmatched().getFirst();
      return isCommand ? new ComplaintText.NoSuchCommand(word) : new ComplaintText.NoSense(word);
    }
    return Phrase.of(oneLine(String.valueOf(misuse.getMessage())));
  }

  private static int explain(Terminal terminal, EvenkeelCommand program, Exception failure) {
    int exitCode;
    if (failure instanceof CommandFailure expected) {
      expected.lines().forEach(terminal::complain);
      exitCode = expected.exitCode();
    } else {
      String what = oneLine(failure.toString());
      terminal
          .complain(program.debug() ? new ComplaintText.Unexpected(what) : new ComplaintText.UnexpectedHidden(what));
      exitCode = ExitCode.NOT_GOOD;
    }
    if (program.debug()) {
      failure.printStackTrace(terminal.err());
    }
    return exitCode;
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}
