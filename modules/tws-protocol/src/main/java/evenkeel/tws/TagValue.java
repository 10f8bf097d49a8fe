package evenkeel.tws;

/** A named value, for example a parameter of an algorithm. */
public record TagValue(String tag, String value) {}
