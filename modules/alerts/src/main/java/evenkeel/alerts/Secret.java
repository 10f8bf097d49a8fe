package evenkeel.alerts;

/** What nobody else may read: a password, a token, an address that lets in whoever knows it. Prints as asterisks. */
public record Secret(String value) {
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return isEmpty() ? "" : "***";
  }
}
