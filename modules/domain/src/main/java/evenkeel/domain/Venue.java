package evenkeel.domain;

/** Where a target is held: in the broker's account, or somewhere Evenkeel neither sees nor trades. */
public enum Venue {
  BROKER, ELSEWHERE
}
