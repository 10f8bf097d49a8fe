package evenkeel.simulator;

/** A scenario or a price file cannot be used; the message is one line with the place. */
public final class ScenarioProblem extends RuntimeException {
  public ScenarioProblem(String message) {
    super(message);
  }

  public ScenarioProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
