package evenkeel.domain;

/** A target that gets no order. */
public record Skipped(Symbol symbol, SkipReason reason) {}
