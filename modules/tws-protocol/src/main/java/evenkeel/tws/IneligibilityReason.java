package evenkeel.tws;

/** Why an instrument cannot be traded. */
public record IneligibilityReason(String id, String description) {}
