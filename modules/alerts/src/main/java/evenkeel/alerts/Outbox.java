package evenkeel.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be sent where and when: everything of the courier but sending, without a clock, a thread or a network.
 *
 * <p>A notice goes to the first channel that carries its severity, and to the next one when that has failed
 * {@code attempts} times or hopelessly; after the last comes the first again. Critical ones leave at once; others wait
 * for company ({@code batchWindow}) and for the end of the quiet hours. Nothing critical is ever given up, anything
 * else after {@link #PATIENCE}. A channel that confirms nothing (the desktop) is told beside the others and is never
 * waited for.
 */
final class Outbox {
  /** After that, a warning that no channel took is news of the past. */
  static final Duration PATIENCE = Duration.ofDays(3);

  /** From this hour of the owner's day on, the sign of life of a new month is due. */
  private static final LocalTime SIGN_OF_LIFE_FROM = LocalTime.of(9, 0);

  /** Notices that a channel is to be given, in one letter. */
  record Send(String channel, List<Notice> notices) {
    Send {
      notices = List.copyOf(notices);
    }
  }

  /**
   * What is worth recording of a send, and for whom.
   *
   * @param why it failed; empty where it was delivered
   */
  record Outcome(Event event, String channel, List<Notice> notices, String why) {}

  /** How a send went. */
  enum Event {
    /** A channel's service has taken it. */
    DELIVERED,
    /** On this machine's screen; nobody confirms that. */
    SHOWN,
    /** A channel was given up, and the next one is tried. */
    ESCALATED,
    /** Nobody took it in time. */
    EXPIRED
  }

  /** A notice on its way: the channels that may carry it, of which one is being tried. */
  private static final class Item {
    private Notice notice;
    private final List<ChannelSettings> route;
    private final Set<String> givenUp = new HashSet<>();
    private int place;
    private int attempts;
    private boolean isOnTheWay;

    private Item(Notice notice, List<ChannelSettings> route) {
      this.notice = notice;
      this.route = route;
    }

    private ChannelSettings channel() {
      return route.get(place);
    }
  }

  /** How a channel does: until when it is left alone after failures in a row. */
  private record Rest(int failures, Instant until) {}

  private final AlertSettings settings;
  private final ZoneId zone;
  private final List<Item> items = new ArrayList<>();
  private final Map<String, Rest> rests = new LinkedHashMap<>();
  private YearMonth lastSignOfLife;

  /**
   * An empty box.
   *
   * @param lastSignOfLife the month of the last sign of life, or of the installation
   */
  Outbox(AlertSettings settings, ZoneId zone, YearMonth lastSignOfLife) {
    this.settings = settings;
    this.zone = zone;
    this.lastSignOfLife = lastSignOfLife;
  }

  void add(Notice notice) {
    for (boolean confirms : new boolean[]{true, false}) {
      List<ChannelSettings> route = settings.channels().stream()
          .filter(channel -> channel.confirms() == confirms)
          .filter(channel -> notice.anyway() || notice.severity().compareTo(channel.severity()) >= 0).toList();
      if (!route.isEmpty()) {
        add(notice, route);
      }
    }
  }

  private void add(Notice notice, List<ChannelSettings> route) {
    for (Item item : items) {
      if (!item.isOnTheWay && item.route.equals(route) && notice.replaces(item.notice)) {
        item.notice = notice;
        return;
      }
    }
    items.add(new Item(notice, route));
  }

  /** The month's sign of life, when it is time for it; the caller adds it with its words. */
  Optional<YearMonth> signOfLifeDue(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    YearMonth month = YearMonth.from(here);
    if (!settings.signOfLife() || !month.isAfter(lastSignOfLife)
        || here.toLocalTime().isBefore(SIGN_OF_LIFE_FROM) || isQuiet(now)) {
      return Optional.empty();
    }
    lastSignOfLife = month;
    return Optional.of(month);
  }

  YearMonth lastSignOfLife() {
    return lastSignOfLife;
  }

  /** What has to survive a restart. */
  List<Notice> pending() {
    return items.stream().filter(item -> item.channel().confirms()).map(item -> item.notice).toList();
  }

  /** What is to be sent now; each is answered with {@link #done}. */
  List<Send> due(Instant now) {
    var sends = new ArrayList<Send>();
    for (ChannelSettings channel : settings.channels()) {
      List<Item> waiting = items.stream().filter(item -> item.channel().equals(channel)).toList();
      boolean isBusy = waiting.stream().anyMatch(item -> item.isOnTheWay);
      boolean isResting = Optional.ofNullable(rests.get(channel.name()))
          .filter(rest -> now.isBefore(rest.until())).isPresent();
      if (isBusy || isResting || waiting.stream().noneMatch(item -> isRipe(item, now))) {
        continue;
      }
      // Whatever may speak now goes along, ripe or not.
      List<Item> along = waiting.stream().filter(item -> item.notice.isCritical() || !isQuiet(now)).toList();
      along.forEach(item -> item.isOnTheWay = true);
      sends.add(new Send(channel.name(), along.stream().map(item -> item.notice)
          .sorted(Comparator.comparing(Notice::at)).toList()));
    }
    return sends;
  }

  private boolean isRipe(Item item, Instant now) {
    return item.notice.isCritical()
        || (!isQuiet(now) && !now.isBefore(item.notice.at().plus(settings.batchWindow())));
  }

  private boolean isQuiet(Instant now) {
    return settings.quietHours().filter(hours -> hours.covers(now, zone)).isPresent();
  }

  /** A send is over. */
  List<Outcome> done(Send send, Receipt receipt, Instant now) {
    List<Item> sent = items.stream()
        .filter(item -> item.isOnTheWay && item.channel().name().equals(send.channel())).toList();
    sent.forEach(item -> item.isOnTheWay = false);
    return switch (receipt) {
      case Receipt.Delivered delivered -> {
        rests.remove(send.channel());
        items.removeAll(sent);
        boolean confirms = sent.stream().allMatch(item -> item.channel().confirms());
        yield List.of(new Outcome(confirms ? Event.DELIVERED : Event.SHOWN, send.channel(), send.notices(), ""));
      }
      case Receipt.Failed failed -> {
        rest(send.channel(), failed.isHopeless(), now);
        yield failed(send.channel(), sent, failed);
      }
    };
  }

  private void rest(String channel, boolean isHopeless, Instant now) {
    Rest before = rests.get(channel);
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = settings.retryPause().multipliedBy(1L << Math.min(failures - 1, 20));
    boolean isLongest = isHopeless || pause.compareTo(settings.retryPauseMax()) > 0;
    rests.put(channel, new Rest(failures, now.plus(isLongest ? settings.retryPauseMax() : pause)));
  }

  private List<Outcome> failed(String channel, List<Item> sent, Receipt.Failed failed) {
    var escalated = new ArrayList<Notice>();
    var expired = new ArrayList<Notice>();
    for (Item item : sent) {
      item.attempts++;
      if (!failed.isHopeless() && item.attempts < settings.attempts()) {
        continue;
      }
      if (item.channel().confirms()) {
        item.attempts = 0;
        item.place = (item.place + 1) % item.route.size();
        // Said once a channel; the rounds after that are only more of the same.
        if (item.givenUp.add(channel)) {
          escalated.add(item.notice);
        }
      } else {
        items.remove(item);
        expired.add(item.notice);
      }
    }
    var outcomes = new ArrayList<Outcome>();
    if (!escalated.isEmpty()) {
      outcomes.add(new Outcome(Event.ESCALATED, channel, List.copyOf(escalated), failed.why()));
    }
    if (!expired.isEmpty()) {
      outcomes.add(new Outcome(Event.EXPIRED, channel, List.copyOf(expired), failed.why()));
    }
    return outcomes;
  }

  /** Drops what nobody took for too long. */
  List<Outcome> expire(Instant now) {
    List<Item> old = items.stream().filter(item -> !item.isOnTheWay && !item.notice.isCritical()
        && item.notice.at().plus(PATIENCE).isBefore(now)).toList();
    items.removeAll(old);
    return old.stream().map(item -> new Outcome(
        Event.EXPIRED, item.channel().name(), List.of(item.notice), "no channel took it in "
            + PATIENCE.toDays() + " days"))
        .toList();
  }
}
