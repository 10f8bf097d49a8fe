package evenkeel.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: the options that every command takes, before or after its name. */
@Command(
    name = "evenkeel",
    description = "Keeps an Interactive Brokers portfolio at its target weights.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    versionProvider = EvenkeelCommand.Version.class,
    footer = {
        "",
        "Each command explains itself: evenkeel COMMAND --help",
        "",
        "Exit codes: 0 done; 1 it ran and the outcome is not good; 2 usage or configuration;",
        "3 Gateway not reachable or not usable; 4 refused by a guard; 130 interrupted.",
    })
final class EvenkeelCommand implements Runnable {
  // The launcher looks for the command behind this option: see scripts/evenkeel.
  @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT,
      description = "The configuration to read instead of conf/evenkeel.conf.")
  private @Nullable Path config;

  @Option(names = "--debug", scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
  @SuppressWarnings("unused") // picocli acts on it.
  private boolean version;

  @Spec
  private @Nullable CommandSpec spec;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(),
        "no command given");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[]{"evenkeel " + (version == null ? "from class files" : version)
          + " on Java " + Runtime.version()};
    }
  }
}
