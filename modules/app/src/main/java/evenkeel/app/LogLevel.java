package evenkeel.app;

/** How much goes into the log. */
public enum LogLevel {
  ERROR, WARN, INFO, DEBUG, TRACE
}
