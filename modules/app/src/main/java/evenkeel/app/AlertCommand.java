package evenkeel.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.alerts.AlertSettings;
import evenkeel.alerts.AlertsText;
import evenkeel.alerts.Channel;
import evenkeel.alerts.ChannelSettings;
import evenkeel.alerts.Channels;
import evenkeel.alerts.DeliveryRecord;
import evenkeel.alerts.Letter;
import evenkeel.alerts.Notice;
import evenkeel.alerts.Receipt;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.engine.Alert;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code alert}: whether alerts reach the owner. */
@Command(
    name = "alert", description = "Try the alert channels, and say that alerts were seen.",
    subcommands = {AlertCommand.Test.class, AlertCommand.Ack.class}, synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  evenkeel alert test", "  evenkeel alert ack"})
final class AlertCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  AlertCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    throw new CommandFailure(
        ExitCode.USAGE, new ComplaintText.AlertNeedsWord());
  }

  private Settings settings() {
    return invocation.settings(program.config());
  }

  private static CommandFailure unwritable(DeliveryRecord record, IOException refused) {
    return new CommandFailure(
        ExitCode.USAGE, new ComplaintText.FileUnusable(record.file(), String.valueOf(refused.getMessage())), refused);
  }

  /** How one channel did. */
  private record Tried(ChannelSettings channel, Receipt receipt, Duration took) {
    boolean isDelivered() {
      return receipt instanceof Receipt.Delivered;
    }

    Phrase outcome() {
      return switch (receipt) {
        case Receipt.Delivered delivered -> channel.confirms() ? new StatusText.Delivered() : new StatusText.Shown();
        case Receipt.Failed failed -> new StatusText.NotDelivered(failed.why());
      };
    }
  }

  /** {@code alert test}: one alert over every channel, or over one. */
  @Command(
      name = "test", description = "Send a test alert over each channel, now, and tell how fast it was taken.",
      sortOptions = false, footer = {
          "",
          "Quiet hours and thresholds do not count. Exit code 1 when a channel failed.",
          "",
          "Example:",
          "  evenkeel alert test --channel email",
      })
  static final class Test implements Callable<Integer> {
    @ParentCommand
    private @Nullable AlertCommand parent;

    @Option(names = "--channel", paramLabel = "NAME", description = "Only this one of alerts.channels.")
    private @Nullable String channel;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
      AlertCommand alert = Objects.requireNonNull(parent);
      Settings settings = alert.settings();
      List<Tried> tried = tryAll(alert.invocation, settings, chosen(settings.alerts()));
      print(alert.invocation.terminal(), tried);
      return tried.stream().allMatch(Tried::isDelivered) ? ExitCode.DONE : ExitCode.NOT_GOOD;
    }

    private List<ChannelSettings> chosen(AlertSettings alerts) {
      if (alerts.channels().isEmpty()) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.NoChannel());
      }
      List<ChannelSettings> chosen = alerts.channels().stream()
          .filter(it -> channel == null || it.name().equals(channel)).toList();
      if (chosen.isEmpty()) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.ChannelUnknown(
            String.valueOf(channel),
            alerts.channels().stream().map(ChannelSettings::name).collect(Collectors.joining(", "))));
      }
      return chosen;
    }

    private static List<Tried> tryAll(Invocation invocation, Settings settings, List<ChannelSettings> chosen) {
      DataDirectory directory = Directories.open(settings);
      var record = new DeliveryRecord(directory);
      var notice = new Notice(
          invocation.clock().instant(), Alert.Severity.INFORMATION, "test",
          settings.language().say(new AlertsText.Test()), true);
      Letter letter = Letter.of(List.of(notice), settings.language(), settings.localTimeZone());
      List<Tried> tried = new ArrayList<>();
      try (var channels = new Channels(settings.alerts(), invocation.clock())) {
        for (ChannelSettings one : chosen) {
          Channel way = channels.channel(one.name()).orElseThrow();
          long start = System.nanoTime();
          Receipt receipt = way.send(letter);
          tried.add(new Tried(one, receipt, Duration.ofNanos(System.nanoTime() - start)));
          record.addTest(one, notice, receipt, invocation.clock().instant());
        }
      } catch (IOException refused) {
        throw unwritable(record, refused);
      }
      return tried;
    }

    private void print(Terminal terminal, List<Tried> tried) {
      if (json) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode channels = root.putArray("channels");
        for (Tried it : tried) {
          ObjectNode node = channels.addObject();
          node.put("channel", it.channel().name());
          node.put("delivered", it.isDelivered());
          node.put("outcome", Language.EN.say(it.outcome()));
          node.put("milliseconds", it.took().toMillis());
        }
        terminal.line(root.toString());
        return;
      }
      Table table = new Table(
          Table.left(new Heading.Channel()), Table.right(new Heading.Seconds()), Table.left(new Heading.Outcome()));
      for (Tried it : tried) {
        table.row(it.channel().name(), String.format(Locale.ROOT, "%.1f", it.took().toMillis() / 1000.0),
            terminal.language().say(it.outcome()));
      }
      terminal.print(table);
      if (tried.stream().anyMatch(Tried::isDelivered)) {
        terminal.line("");
        terminal.say(new StatusText.SayWhenRead());
      }
    }
  }

  /** {@code alert ack}: the owner has seen the alerts. */
  @Command(
      name = "ack", description = "Say that you have seen the alerts that were delivered until now.",
      sortOptions = false, footer = {"", "Example:", "  evenkeel alert ack"})
  static final class Ack implements Callable<Integer> {
    @ParentCommand
    private @Nullable AlertCommand parent;

    @Override
    public Integer call() {
      AlertCommand alert = Objects.requireNonNull(parent);
      Settings settings = alert.settings();
      var record = new DeliveryRecord(Directories.open(settings));
      try {
        List<DeliveryRecord.Entry> open = record.unacknowledged();
        if (open.isEmpty()) {
          throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NothingToAcknowledge());
        }
        record.acknowledge(alert.invocation.clock().instant());
        String since = alert.invocation.times(settings).full(open.getFirst().at());
        alert.invocation.terminal().say(open.size() == 1
            ? new StatusText.AcknowledgedOne(since)
            : new StatusText.Acknowledged(open.size(), since));
      } catch (IOException refused) {
        throw unwritable(record, refused);
      }
      return ExitCode.DONE;
    }
  }
}
