package evenkeel.gateway;

/** Whether an order message left. Not leaving is certain; having left is no promise that it arrived. */
public sealed interface SendResult {
  /** It was handed to the connection. */
  record Sent() implements SendResult {}

  /** Nothing was handed to any connection. */
  record NotSent(String why) implements SendResult {}
}
