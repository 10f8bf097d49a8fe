package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Reconciliation;
import evenkeel.domain.Side;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the broker repeats, swaps or withholds, and wherever the journal loses its tail: once the complete books
 * were compared, each order has exactly the shares that the broker filled, and it never had more than were wanted.
 */
class BookkeepingPropertyTest {
  private static final int SEEDS = 2500;

  /** One order as it truly went at the broker. */
  private record Truth(Leg leg, int orderId, OrderOutcome outcome, List<Fill> fills, List<Commission> commissions) {
    BigDecimal filled() {
      return fills.stream().map(Fill::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal value() {
      return fills.stream().map(fill -> fill.shares().multiply(fill.price())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BrokerOrder over() {
      BrokerStatus status = switch (outcome) {
        case FILLED -> BrokerStatus.FILLED;
        case REJECTED -> BrokerStatus.INACTIVE;
        case CANCELLED, SKIPPED, NEVER_ARRIVED -> BrokerStatus.CANCELLED;
      };
      return Broker.over(leg, orderId, status, "told later");
    }
  }

  private final List<ExecutionEvent> journal = new ArrayList<>();
  private final Map<String, Commission> loose = new LinkedHashMap<>();
  private final JournalSerializer serializer = new JournalSerializer();
  private ExecutionBook book = ExecutionBook.EMPTY;

  static LongStream seeds() {
    Long one = Long.getLong("simulation.seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldEndWithWhatTheBrokerFilled(long seed) {
    var random = new Random(seed);
    List<Truth> truths = truths(random);
    write(Broker.started(truths.stream().map(Truth::leg).toArray(Leg[]::new)));
    for (Truth truth : truths) {
      for (int attempt = 1; attempt <= 1 + random.nextInt(2); attempt++) {
        write(new OrderEvent.SubmissionStarted(
            truth.leg().ref(), truth.orderId(), Broker.CLIENT, attempt, Broker.START));
      }
    }
    List<OrderNews> news = new ArrayList<>();
    truths.forEach(truth -> news.addAll(news(truth, random)));
    List<OrderNews> heard = disturbed(news, random);

    for (OrderNews message : heard) {
      hear(message);
      if (random.nextInt(40) == 0) {
        loseTail(random.nextInt(6));
      }
    }
    compare(truths);

    truths.forEach(truth -> check(truth, seed));
    ExecutionBook settled = book;
    heard.forEach(this::hear);
    compare(truths);
    assertThat(fills(book)).as("seed %s, all of it once more", seed).isEqualTo(fills(settled));
  }

  private void check(Truth truth, long seed) {
    OrderLife life = book.order(truth.leg().ref()).orElseThrow();
    assertThat(life.fills().shares()).as("seed %s %s", seed, life).isEqualByComparingTo(truth.filled());
    assertThat(life.fills().value()).as("seed %s %s", seed, life).isEqualByComparingTo(truth.value());
    assertThat(life.fills().hasAllCommissions()).as("seed %s %s", seed, life).isTrue();
    assertThat(life).as("seed %s", seed).isInstanceOfSatisfying(
        OrderLife.Closed.class, closed -> assertThat(closed.outcome()).as("seed %s", seed).isEqualTo(truth.outcome()));
  }

  private static List<Truth> truths(Random random) {
    var truths = new ArrayList<Truth>();
    int orders = 1 + random.nextInt(4);
    for (int i = 0; i < orders; i++) {
      Leg leg = Broker.leg("S" + i, random.nextBoolean() ? Side.SELL : Side.BUY, 1 + random.nextInt(200), "50");
      OrderOutcome outcome = List.of(
          OrderOutcome.FILLED, OrderOutcome.FILLED, OrderOutcome.CANCELLED, OrderOutcome.REJECTED)
          .get(random.nextInt(4));
      int wanted = leg.quantity().intValueExact();
      int filled = switch (outcome) {
        case FILLED -> wanted;
        case CANCELLED -> random.nextInt(wanted);
        case REJECTED, SKIPPED, NEVER_ARRIVED -> 0;
      };
      truths.add(truth(leg, i + 1, outcome, filled, random));
    }
    return truths;
  }

  private static Truth truth(Leg leg, int orderId, OrderOutcome outcome, int filled, Random random) {
    var fills = new ArrayList<Fill>();
    var commissions = new ArrayList<Commission>();
    int left = filled;
    while (left > 0) {
      int part = 1 + random.nextInt(left);
      String execId = "0000e0d5." + orderId + "." + fills.size() + ".0" + (1 + random.nextInt(3));
      fills.add(Broker.fill(leg, orderId, execId, String.valueOf(part), String.valueOf(40 + random.nextInt(20))));
      commissions.add(Broker.commission(execId, "1.00"));
      left -= part;
    }
    return new Truth(leg, orderId, outcome, List.copyOf(fills), List.copyOf(commissions));
  }

  /** What the broker says of one order, in a sensible order. */
  private static List<OrderNews> news(Truth truth, Random random) {
    Leg leg = truth.leg();
    int id = truth.orderId();
    var news = new ArrayList<OrderNews>();
    if (random.nextInt(5) > 0) {
      news.add(new OrderNews.Status(
          id, Broker.CLIENT, random.nextBoolean() ? 0 : Broker.permId(id), BrokerStatus.PRE_SUBMITTED, BigDecimal.ZERO,
          leg.quantity(), ""));
      news.add(Broker.shown(leg, id, BrokerStatus.PRE_SUBMITTED));
      news.add(Broker.status(id, BrokerStatus.SUBMITTED));
    }
    for (Fill fill : truth.fills()) {
      int last = fill.execId().charAt(fill.execId().length() - 1) - '0';
      for (int version = 1; version < last; version++) {
        String older = fill.execId().substring(0, fill.execId().length() - 1) + version;
        news.add(new OrderNews.Executed(
            Broker.fill(leg, id, older, fill.shares().toString(), String.valueOf(30 + version))));
      }
      news.add(new OrderNews.Executed(fill));
      news.add(new OrderNews.Charged(Broker.commission(fill.execId(), "1.00")));
    }
    switch (truth.outcome()) {
      case FILLED -> news.add(Broker.status(id, BrokerStatus.FILLED));
      case REJECTED -> {
        news.add(Broker.notice(id, 201));
        news.add(Broker.status(id, random.nextBoolean() ? BrokerStatus.INACTIVE : BrokerStatus.CANCELLED));
      }
      case CANCELLED, SKIPPED, NEVER_ARRIVED -> {
        news.add(Broker.status(id, BrokerStatus.CANCELLED));
        news.add(Broker.notice(id, 202));
      }
    }
    return news;
  }

  /** Repeats, withholds and swaps; a seed's messages change their places by a little or by any distance. */
  private static List<OrderNews> disturbed(List<OrderNews> news, Random random) {
    var disturbed = new ArrayList<OrderNews>();
    for (OrderNews message : news) {
      int copies = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(3) / 2;
      disturbed.addAll(Collections.nCopies(copies, message));
    }
    int reach = 1 + random.nextInt(disturbed.size() + 1);
    for (int i = disturbed.size() - 1; i > 0; i--) {
      Collections.swap(disturbed, i, Math.max(0, i - random.nextInt(reach)));
    }
    return disturbed;
  }

  private void hear(OrderNews news) {
    var books = new Bookkeeping(book, Broker.START);
    switch (news) {
      case OrderNews.Shown shown -> books.shown(shown.order());
      case OrderNews.Status status -> books.status(status);
      case OrderNews.Executed executed -> {
        books.executed(executed.fill());
        loose.values().forEach(books::charged);
      }
      case OrderNews.Charged charged -> {
        if (!books.charged(charged.commission())) {
          loose.put(charged.commission().execId(), charged.commission());
        }
      }
      case OrderNews.Notice notice -> books.notice(notice, Broker.CLIENT);
    }
    write(books.events().toArray(ExecutionEvent[]::new));
  }

  private void compare(List<Truth> truths) {
    var complete = new Reconciliation.Books(
        List.of(), truths.stream().map(Truth::over).toList(),
        truths.stream().flatMap(truth -> truth.fills().stream()).toList(), Optional.of(NyseCalendar.ZONE));
    var books = new Bookkeeping(book, Broker.START);
    Reconciliation.of(book, book, complete, Broker.START).forEach(books::adopt);
    truths.stream().flatMap(truth -> truth.commissions().stream()).forEach(books::charged);
    write(books.events().toArray(ExecutionEvent[]::new));
  }

  /** Every event takes the way over the disk, and after each the invariants hold. */
  private void write(ExecutionEvent... events) {
    for (ExecutionEvent event : events) {
      var read = (ExecutionEvent) serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event));
      journal.add(read);
      book = book.apply(read);
      assertThat(book.orders()).allSatisfy(
          life -> assertThat(life.fills().shares()).isLessThanOrEqualTo(life.leg().quantity()));
    }
  }

  /** A crash that the last events did not survive. */
  private void loseTail(int events) {
    int kept = Math.max(1, journal.size() - events);
    List<ExecutionEvent> rest = List.copyOf(journal.subList(0, kept));
    journal.clear();
    book = ExecutionBook.EMPTY;
    write(rest.toArray(ExecutionEvent[]::new));
  }

  private static Map<OrderRef, BigDecimal> fills(ExecutionBook book) {
    var fills = new LinkedHashMap<OrderRef, BigDecimal>();
    book.orders().forEach(life -> fills.put(life.leg().ref(), life.fills().value()));
    return fills;
  }
}
