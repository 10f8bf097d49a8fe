package evenkeel.app;

/** Where the process starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(HostNeeds.allowLoading(args, System.getenv())
        ? CommandLineProgram.run(args, System.out, System.err, System.getenv())
        : ExitCode.USAGE);
  }
}
