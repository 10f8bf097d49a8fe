package evenkeel.app;

import evenkeel.alerts.AlertSettings;
import evenkeel.domain.Language;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerRules;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.RestartWindow;
import evenkeel.operations.Housekeeper;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Everything that is configured, checked.
 *
 * @param source the user's file; empty when the defaults alone are in force
 * @param localTimeZone the owner's, in which times are shown beside New York's
 * @param sleeve how the value of what is held elsewhere is learnt
 * @param language the owner's, in which alerts are told
 */
public record Settings(
    Optional<Path> source, Path dataDirectory, LogLevel logLevel, ZoneId localTimeZone, Language language,
    EngineSettings engine, GatewaySettings gateway, SleeveSettings sleeve, Housekeeper.Settings housekeeping,
    AlertSettings alerts) {

  public TradingMode mode() {
    return engine.mode();
  }

  public PlanRules planRules() {
    return engine.planRules();
  }

  /** The same with another planning rule, as {@code --rule} asks for. */
  public Settings withRule(PlanningRule rule) {
    PlanRules rules = engine.planRules();
    return new Settings(
        source, dataDirectory, logLevel, localTimeZone, language,
        engine.with(rules.with(rule)),
        gateway, sleeve, housekeeping, alerts);
  }

  /** The prices that a plan may be made with. */
  public PriceRules priceRules() {
    return engine.priceRules();
  }

  /** What is to be held. */
  public Targets targets() {
    return engine.targets();
  }

  /** The same in another mode, as {@code --mode} asks for. */
  public Settings inMode(TradingMode other) {
    return new Settings(
        source, dataDirectory, logLevel, localTimeZone, language,
        engine.with(other),
        gateway, sleeve, housekeeping, alerts);
  }

  /** The same for one month end in another data directory, with a Gateway at another port that does not restart. */
  Settings at(Path otherDirectory, int port) {
    return new Settings(
        source, otherDirectory, logLevel, localTimeZone, language, engine.with(TriggerRules.NONE),
        gateway.withPort(port).with(RestartWindow.NONE), sleeve, housekeeping, alerts);
  }
}
