package evenkeel.operations;

/**
 * Who gave a decision, and from where. Both are data for files and messages, never a secret.
 *
 * @param by the person as far as the system knows it: the user of the process, later the name of a paired device
 * @param from where it was said, such as {@code process 4711}
 */
public record OperatorSource(String by, String from) {
  /** Of a file that was written before the source was recorded. */
  public static final OperatorSource UNRECORDED = new OperatorSource("", "");

  /** The user and the number of this process. */
  public static OperatorSource thisProcess() {
    return new OperatorSource(System.getProperty("user.name", ""), "process " + ProcessHandle.current().pid());
  }
}
