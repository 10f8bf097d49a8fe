package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Brings a request about orders to where orders are sent: to the process that runs on the data directory, or, where
 * none does, to a house of this process's own, built as {@code rebalance} builds it.
 */
final class DeskAccess {
  static final String PATH = "desk";
  static final String REQUEST = "request";
  static final String LINE = "line";
  static final String EXIT = "exit";
  static final String COMPLAINT = "complaint";
  private static final Duration READY_PATIENCE = Duration.ofSeconds(90);

  private final Invocation invocation;
  private final Settings settings;
  private final boolean isHeld;

  private DeskAccess(Invocation invocation, Settings settings, boolean isHeld) {
    this.invocation = invocation;
    this.settings = settings;
    this.isHeld = isHeld;
  }

  /**
   * The access in the mode that counts: that of the running process, else the one asked for, else the configured one.
   *
   * @throws CommandFailure with exit code 4 where another mode was asked for than the running process has
   */
  static DeskAccess of(Invocation invocation, Settings configured, @Nullable TradingMode wanted) {
    boolean isHeld = Directories.isHeld(configured);
    TradingMode mode = wanted == null ? configured.mode() : wanted;
    if (isHeld) {
      TradingMode running = TradingMode.of(
          ControlPoint.call(configured, "status", Language.EN).path("mode").asText());
      if (wanted != null && wanted != running) {
        throw new CommandFailure(
            ExitCode.REFUSED, new ComplaintText.OtherMode(running.text(), wanted.text()));
      }
      mode = running;
    }
    Settings settings = mode == configured.mode() ? configured : invocation.checked(configured.inMode(mode));
    return new DeskAccess(invocation, settings, isHeld);
  }

  /** In the mode that counts. */
  Settings settings() {
    return settings;
  }

  /** Returns once the request is done; fails with the line and the exit code of the command where it is not. */
  void ask(DeskRequest request) {
    if (request instanceof DeskRequest.Place || request instanceof DeskRequest.Modify) {
      LiveGate.check(settings, invocation.clock().instant());
    }
    try (
        ShutdownHook farewell = ShutdownHook.saying(invocation.terminal(),
            new ComplaintText.FollowOrder())) {
      if (isHeld) {
        askRunning(request);
      } else {
        askOwn(request);
      }
    }
  }

  private void askRunning(DeskRequest request) {
    var body = request.toJson();
    var exit = new CompletableFuture<Integer>();
    var complaints = new ArrayList<Phrase>();
    ControlPoint.converse(settings, PATH, invocation.terminal().language(), body, line -> hear(line, complaints, exit));
    int code = exit.getNow(ExitCode.NOT_GOOD);
    if (!exit.isDone()) {
      complaints.add(new ComplaintText.EndedBeforeDone());
    }
    if (code != ExitCode.DONE) {
      throw new CommandFailure(code, complaints.isEmpty() ? List.of(new ComplaintText.DidNotSucceed()) : complaints);
    }
  }

  private void hear(JsonNode line, List<Phrase> complaints, CompletableFuture<Integer> exit) {
    if (line.has(LINE)) {
      invocation.terminal().line(line.path(LINE).asText());
      invocation.terminal().out().flush();
    }
    line.path(COMPLAINT).forEach(complaint -> complaints.add(Phrase.of(complaint.asText())));
    if (line.has(EXIT)) {
      exit.complete(line.path(EXIT).asInt());
    }
  }

  private void askOwn(DeskRequest request) {
    HostNeeds.require();
    DataDirectory directory = Directories.open(settings);
    var watch = new NewsWatch(news -> {}, book -> {});
    var audience = new Audience(watch);
    try (DirectoryLock lock = Directories.lock(directory);
        LogFiles log = LogFiles.open(directory, settings.logLevel(), invocation.clock());
        House house = House.open(
            new House.Blueprint(settings, invocation.clock(), directory, false), audience)) {
      house.onCollapse(watch::fail);
      awaitReady(watch);
      audience.leave(watch);
      new Desk(house, audience, settings, invocation.clock(), invocation.terminal()).carryOut(request);
    }
  }

  private static void awaitReady(NewsWatch watch) {
    CompletableFuture<Optional<CommandFailure>> ready = watch.first(news -> switch (news) {
      case EngineNews.LinkChanged changed when changed.status().state() == LinkState.READY
          || changed.status().state() == LinkState.HELD ->
        Optional.of(Optional.empty());
      case EngineNews.LinkChanged changed when changed.status().state() == LinkState.OFFLINE ->
        Optional.of(Optional.of(GatewayClient.unusable(changed.status())));
      case EngineNews.Unusable unusable -> Optional.of(Optional.of(
          new CommandFailure(ExitCode.REFUSED, Phrase.of(unusable.why()))));
      case EngineNews other -> Optional.empty();
    });
    Optional<CommandFailure> failure = Await.within(READY_PATIENCE, ready, late -> new CommandFailure(
        ExitCode.GATEWAY, new ComplaintText.NoAnswerWithin(READY_PATIENCE.toSeconds()), late));
    failure.ifPresent(it -> {
      throw it;
    });
  }
}
