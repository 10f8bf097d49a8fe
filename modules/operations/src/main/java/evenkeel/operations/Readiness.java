package evenkeel.operations;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What stands in the way of a run that is to come, each with its mend. */
final class Readiness {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Readiness() {}

  /**
   * What was found.
   *
   * @param contracts the answers for the targets; none where the link is not ready
   * @param prices what the price rule makes of the targets' quotes; none while the exchange is closed
   * @param orders the broker's open orders; empty where the link is not ready
   * @param freeBytes on the disk of the data directory; empty where it does not tell
   */
  record Facts(
      Optional<LinkStatus> link, Optional<AccountId> account, GatewayLife life,
      Map<Symbol, Answer<List<InstrumentDetails>>> contracts, List<PriceChoice> prices,
      Optional<Answer<List<BrokerOrder>>> orders, OptionalLong freeBytes) {}

  /** Nothing where all is well. */
  static List<Phrase> problems(Facts facts, Instant due) {
    List<Phrase> problems = new ArrayList<>();
    if (!isUsable(facts.link())) {
      problems.add(new GatewayText.LinkNotReady(facts.link().flatMap(LinkStatus::problem)
          .map(LinkStatus.Problem::sentence).orElseGet(() -> notUsable(facts.link()))));
    }
    facts.life().logIn().flatMap(forecast -> logIn(forecast, due)).ifPresent(problems::add);
    facts.life().support().flatMap(end -> support(end, due)).ifPresent(problems::add);
    facts.life().clockAhead().filter(ahead -> ahead.abs().compareTo(SkewWatch.WORTH_A_WORD) > 0).ifPresent(
        ahead -> problems.add(clock(ahead)));
    facts.contracts().forEach((symbol, answer) -> contract(symbol, answer).ifPresent(problems::add));
    for (PriceChoice price : facts.prices()) {
      if (price instanceof PriceChoice.NoPrice none) {
        problems.add(new GatewayText.PriceMissing(none.symbol(), none.reason()));
      }
    }
    facts.orders().ifPresent(answer -> orders(answer, facts, problems));
    facts.freeBytes().stream().filter(DiskUse::isShort)
        .forEach(free -> problems.add(new GatewayText.LittleRoom(DiskUse.shown(free))));
    return problems;
  }

  private static String notUsable(Optional<LinkStatus> link) {
    return link.filter(status -> status.state() == LinkState.SYNCHRONIZING).isPresent()
        ? "the Gateway is connected, and the books of the broker are not compared yet"
        : "the Gateway is not connected; start it and log in";
  }

  static boolean isUsable(Optional<LinkStatus> link) {
    return link.filter(status -> status.state() == LinkState.READY || status.state() == LinkState.HELD).isPresent();
  }

  static Phrase clock(Duration ahead) {
    return ahead.isNegative()
        ? new GatewayText.ClockBehind(ahead.abs())
        : new GatewayText.ClockAhead(ahead);
  }

  static String text(Instant at) {
    return TIME.format(at.atZone(NyseCalendar.ZONE));
  }

  /** Of an end after the run only its own alert tells; one without a date may come before it. */
  private static Optional<Phrase> support(EndOfSupport end, Instant due) {
    if (end.date().isEmpty()) {
      return Optional.of(new GatewayText.SupportEnds(end.words()));
    }
    return end.isOverBy(due.atZone(NyseCalendar.ZONE).toLocalDate())
        ? Optional.of(new GatewayText.SupportEndsBeforeRun(text(due), end.words()))
        : Optional.empty();
  }

  private static Optional<Phrase> logIn(LogInWeek.Forecast forecast, Instant due) {
    return switch (forecast) {
      case LogInWeek.Holds holds -> Optional.empty();
      case LogInWeek.EndsBefore ends -> ends.end().isBefore(due)
          ? Optional.of(new GatewayText.LogInEnds(text(ends.end()), text(ends.by())))
          : Optional.empty();
      case LogInWeek.Ended ended -> Optional.of(new GatewayText.LogInEnded(text(ended.at()), text(ended.by())));
    };
  }

  private static Optional<Phrase> contract(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    if (!(answer instanceof Answer.Given<List<InstrumentDetails>> given)) {
      return Optional.of(new GatewayText.ContractMissing(symbol, answer.problem()));
    }
    return given.value().isEmpty()
        ? Optional.of(new GatewayText.ContractMissing(symbol, "the broker knows none"))
        : Optional.empty();
  }

  private static void orders(Answer<List<BrokerOrder>> answer, Facts facts, List<Phrase> problems) {
    Optional<List<BrokerOrder>> shown = answer.shown();
    if (shown.isEmpty()) {
      problems.add(new GatewayText.OrdersNotAnswered(answer.problem()));
      return;
    }
    for (BrokerOrder order : shown.get()) {
      boolean isOurs = facts.account().filter(account -> OrderRef.isOurs(order.orderRef(), account)).isPresent();
      if (!isOurs && order.status().isWorking() && facts.contracts().containsKey(order.symbol())
          && facts.account().filter(order.account()::equals).isPresent()) {
        problems.add(new GatewayText.OtherOrder(order.symbol(), order.orderId()));
      }
    }
  }
}
