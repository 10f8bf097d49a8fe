package evenkeel.app;

import evenkeel.domain.Phrase;

/** What {@code quotes --stream} tells of. */
public sealed interface StreamText extends Phrase {
  record StreamBid() implements StreamText {}

  record StreamAsk() implements StreamText {}

  record StreamLast() implements StreamText {}

  record StreamPreviousClose() implements StreamText {}

  record StreamLastTrade() implements StreamText {}

  record StreamHalted() implements StreamText {}

  record StreamData() implements StreamText {}

  record StreamDelayed() implements StreamText {}

  record StreamRefused() implements StreamText {}

  record StreamLost() implements StreamText {}

  record StreamYes() implements StreamText {}

  record StreamNo() implements StreamText {}

  record StreamNoMore() implements StreamText {}

  record StreamSaid(String words, int code) implements StreamText {}
}
