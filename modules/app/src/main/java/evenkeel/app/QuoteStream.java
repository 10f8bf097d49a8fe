package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Symbol;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
            now, tick.symbol(), tick.field().name().toLowerCase(Locale.ROOT).replace('_', ' '), value, ""));
        case QuoteNews.Traded traded -> print(
            now, traded.symbol(), "last trade", null, isJson ? traded.at().toString() : times.full(traded.at()));
        case QuoteNews.Halt halt -> print(now, halt.symbol(), "halted", null, halt.isHalted() ? "yes" : "no");
        case QuoteNews.Kind kind -> print(now, kind.symbol(), "data", null, kind.kind().text());
        case QuoteNews.Replaced replaced -> print(
            now, replaced.symbol(), "delayed", null, replaced.text() + " (code " + replaced.code() + ")");
        case QuoteNews.Refused refused -> {
          print(now, refused.symbol(), "refused", null, refused.text() + " (code " + refused.code() + ")");
          open.remove(refused.symbol());
        }
        case QuoteNews.Lost lost -> {
          print(now, lost.symbol(), "lost", null, "the Gateway no longer sends it");
          open.remove(lost.symbol());
        }
      }
      if (open.isEmpty()) {
        over.completeExceptionally(new CommandFailure(
            ExitCode.NOT_GOOD,
            "no quote is streamed any more; check symbols, subscription and Gateway, then try again"));
      }
    };
  }

  /** Until the time is over, or for ever. */
  void await(Optional<Duration> patience) {
    patience.ifPresent(time -> over.completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS));
    Await.patiently(over);
  }

  private void print(Instant now, Symbol symbol, String field, @Nullable BigDecimal value, String text) {
    if (isJson) {
      terminal.line(Json.object(object -> {
        object.text("at", now.toString()).text("symbol", symbol.value()).text("field", field);
        if (value != null) {
          object.number("value", value);
        } else {
          object.text("text", text);
        }
      }));
    } else {
      terminal.line(times.both(now) + "  " + padded(symbol.value(), NAME_WIDTH) + padded(field, FIELD_WIDTH)
          + (value != null ? Figures.price(value) : text));
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
