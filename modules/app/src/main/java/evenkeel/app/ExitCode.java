package evenkeel.app;

/** How every command ends. These numbers are read by scripts and keep their meaning. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;
  /** It ran and the outcome is not good: rejected, not settled, a check failed. */
  public static final int NOT_GOOD = 1;
  /** The command line, the configuration or the machine is not as it has to be; nothing was done. */
  public static final int USAGE = 2;
  /** The Gateway cannot be reached or cannot be used. */
  public static final int GATEWAY = 3;
  /** A guard refused: mode, limit, price, cut-off, pause. */
  public static final int REFUSED = 4;
  /** Interrupted, as with Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
