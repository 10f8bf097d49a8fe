package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.AccountId;
import evenkeel.domain.RunId;
import evenkeel.engine.Arming;
import evenkeel.engine.OwnersWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * {@code permits.json}: what the owner has allowed (the arming of mode live, answers to plans that wait) and what the
 * owner has acknowledged on the way to mode live. On disk before anybody acts on it, read anew each time. A file that
 * cannot be read allows nothing.
 */
public final class Permits {
  private static final int ANSWERS_KEPT = 100;

  /**
   * Everything that was said.
   *
   * @param acknowledged when each item was acknowledged, by its name
   */
  private record Content(
      Optional<Arming> arming, Map<String, Instant> acknowledged, Map<String, OwnersWord.Answer> answers) {
    static final Content NOTHING = new Content(Optional.empty(), Map.of(), Map.of());
  }

  private final Path file;
  private final OperatorLog log;

  /** For decisions of this process's own user. */
  public Permits(DataDirectory directory) {
    this(directory, OperatorSource.thisProcess());
  }

  /** For decisions of somebody else. */
  public Permits(DataDirectory directory, OperatorSource source) {
    this.file = directory.permitsFile();
    this.log = new OperatorLog(directory, source);
  }

  public Optional<Arming> arming() {
    return read().arming();
  }

  /** When each item was acknowledged. */
  public Map<String, Instant> acknowledged() {
    return Map.copyOf(read().acknowledged());
  }

  public Optional<OwnersWord.Answer> answer(RunId run) {
    return Optional.ofNullable(read().answers().get(run.value()));
  }

  /** Mode live may trade this account until the end of that day in New York, and no other. */
  public void arm(AccountId account, LocalDate until, Instant now) throws IOException {
    change("arm", Map.of("account", account.toString(), "until", until.toString()), now,
        before -> new Content(
            Optional.of(new Arming(account, until, now)), before.acknowledged(), before.answers()));
  }

  /** Mode live may trade nothing. */
  public void disarm(Instant now) throws IOException {
    change("disarm", Map.of(), now,
        before -> new Content(Optional.empty(), before.acknowledged(), before.answers()));
  }

  public void acknowledge(String item, Instant now) throws IOException {
    change("acknowledge", Map.of("item", item), now, before -> {
      var more = new LinkedHashMap<>(before.acknowledged());
      more.put(item, now);
      return new Content(before.arming(), more, before.answers());
    });
  }

  /** The item is not acknowledged any more. */
  public void withdraw(String item, Instant now) throws IOException {
    change("withdraw", Map.of("item", item), now, before -> {
      var fewer = new LinkedHashMap<>(before.acknowledged());
      fewer.remove(item);
      return new Content(before.arming(), fewer, before.answers());
    });
  }

  /**
   * What the operator decides about a plan. The first decision counts: a later one changes nothing, is logged as such,
   * and gets the first one back.
   */
  public OwnersWord.Answer answer(RunId run, boolean isApproved, Instant now) throws IOException {
    String action = isApproved ? "approve" : "reject";
    return log.alone(() -> {
      Content before = readable();
      OwnersWord.Answer said = before.answers().get(run.value());
      if (said != null) {
        log.append(action, Map.of("run", run.value(), "outcome", "decided-before"), now);
        return said;
      }
      var more = new LinkedHashMap<>(before.answers());
      var answer = new OwnersWord.Answer(isApproved, now, log.source().by(), log.source().from());
      more.put(run.value(), answer);
      while (more.size() > ANSWERS_KEPT) {
        more.pollFirstEntry();
      }
      log.append(action, Map.of("run", run.value()), now);
      write(new Content(before.arming(), before.acknowledged(), more));
      return answer;
    });
  }

  private void change(String action, Map<String, String> details, Instant now, UnaryOperator<Content> change)
      throws IOException {
    Content unused = log.alone(() -> {
      Content after = change.apply(readable());
      log.append(action, new TreeMap<>(details), now);
      write(after);
      return after;
    });
  }

  private Content read() {
    try {
      return readable();
    } catch (IOException unreadable) {
      return Content.NOTHING;
    }
  }

  private Content readable() throws IOException {
    if (!Files.exists(file)) {
      return Content.NOTHING;
    }
    try {
      JsonNode content = Json.read(Files.readAllBytes(file)).orElseThrow(() -> new IOException("it is not JSON"));
      var acknowledged = new LinkedHashMap<String, Instant>();
      content.path("acknowledged").properties()
          .forEach(entry -> acknowledged.put(entry.getKey(), Instant.parse(entry.getValue().asText())));
      var answers = new LinkedHashMap<String, OwnersWord.Answer>();
      content.path("answers").properties().forEach(entry -> answers.put(entry.getKey(), new OwnersWord.Answer(
          entry.getValue().path("approved").asBoolean(), Instant.parse(entry.getValue().path("at").asText()),
          entry.getValue().path("by").asText(), entry.getValue().path("from").asText())));
      return new Content(armed(content.path("armed")), acknowledged, answers);
    } catch (DateTimeException | IllegalArgumentException damaged) {
      throw new IOException(file + " is damaged (" + damaged.getMessage() + ")", damaged);
    }
  }

  private static Optional<Arming> armed(JsonNode armed) {
    return armed.isObject()
        ? Optional.of(new Arming(
            new AccountId(armed.path("account").asText()), LocalDate.parse(armed.path("until").asText()),
            Instant.parse(armed.path("since").asText())))
        : Optional.empty();
  }

  private void write(Content content) throws IOException {
    ObjectNode json = Json.object();
    content.arming().ifPresent(arming -> json.putObject("armed").put("account", arming.account().value())
        .put("until", arming.until().toString()).put("since", arming.since().toString()));
    ObjectNode acknowledged = json.putObject("acknowledged");
    content.acknowledged().forEach((item, at) -> acknowledged.put(item, at.toString()));
    ObjectNode answers = json.putObject("answers");
    content.answers().forEach((run, answer) -> answers.putObject(run).put("approved", answer.isApproved())
        .put("at", answer.at().toString()).put("by", answer.by()).put("from", answer.from()));
    AtomicFile.write(file, Json.document(json));
  }
}
