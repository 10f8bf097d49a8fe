package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints prices as they change, one line each, until nothing can come any more. */
final class QuoteStream {
  private static final int NAME_WIDTH = 6;
  private static final int FIELD_WIDTH = 16;

  private final Terminal terminal;
  private final TimeText times;
  private final boolean isJson;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  QuoteStream(Terminal terminal, TimeText times, boolean isJson) {
    this.terminal = terminal;
    this.times = times;
    this.isJson = isJson;
  }

  /** Hears of these symbols, one call at a time. */
  Consumer<QuoteNews> of(List<Symbol> symbols, EvenkeelClock clock) {
    Set<Symbol> open = new HashSet<>(symbols);
    return news -> {
      Instant now = clock.instant();
      switch (news) {
        case QuoteNews.Tick tick -> tick.value().ifPresent(value -> print(
            now, tick.symbol(), name(tick.field()), value, Phrase.of("")));
        case QuoteNews.Traded traded -> print(
            now, traded.symbol(), new StreamText.StreamLastTrade(), null,
            Phrase.of(isJson ? traded.at().toString() : times.full(traded.at())));
        case QuoteNews.Halt halt -> print(
            now, halt.symbol(), new StreamText.StreamHalted(), null,
            halt.isHalted() ? new StreamText.StreamYes() : new StreamText.StreamNo());
        case QuoteNews.Kind kind -> print(
            now, kind.symbol(), new StreamText.StreamData(), null, Phrase.of(kind.kind().text()));
        case QuoteNews.Replaced replaced -> print(
            now, replaced.symbol(), new StreamText.StreamDelayed(), null,
            new StreamText.StreamSaid(replaced.text(), replaced.code()));
        case QuoteNews.Refused refused -> {
          print(
              now, refused.symbol(), new StreamText.StreamRefused(), null,
              new StreamText.StreamSaid(refused.text(), refused.code()));
          open.remove(refused.symbol());
        }
        case QuoteNews.Lost lost -> {
          print(now, lost.symbol(), new StreamText.StreamLost(), null, new StreamText.StreamNoMore());
          open.remove(lost.symbol());
        }
      }
      if (open.isEmpty()) {
        over.completeExceptionally(new CommandFailure(
            ExitCode.NOT_GOOD,
            new ComplaintText.NoQuoteStreams()));
      }
    };
  }

  /** Until the time is over, or for ever. */
  void await(Optional<Duration> patience) {
    patience.ifPresent(time -> over.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS));
    Await.patiently(over);
  }

  private static Phrase name(QuoteNews.Field field) {
    return switch (field) {
      case BID -> new StreamText.StreamBid();
      case ASK -> new StreamText.StreamAsk();
      case LAST -> new StreamText.StreamLast();
      case PREVIOUS_CLOSE -> new StreamText.StreamPreviousClose();
    };
  }

  private void print(Instant now, Symbol symbol, Phrase field, @Nullable BigDecimal value, Phrase text) {
    if (isJson) {
      terminal.line(Json.object(object -> {
        object.text("at", now.toString()).text("symbol", symbol.value()).text("field", Language.EN.say(field));
        if (value != null) {
          object.number("value", value);
        } else {
          object.text("text", Language.EN.say(text));
        }
      }));
    } else {
      terminal.line(times.both(now) + "  " + padded(symbol.value(), NAME_WIDTH)
          + padded(told(field), FIELD_WIDTH) + (value != null ? Figures.price(value) : told(text)));
    }
  }

  private String told(Phrase phrase) {
    return terminal.language().say(phrase);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - Table.width(text)));
  }
}
