package evenkeel.app;

import evenkeel.domain.PlanRules;
import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Everything that is configured, checked.
 *
 * @param source the user's file; empty when the defaults alone are in force
 * @param localTimeZone the owner's, in which times are shown beside New York's
 */
public record Settings(
    Optional<Path> source, Path dataDirectory, LogLevel logLevel, ZoneId localTimeZone,
    EngineSettings engine, GatewaySettings gateway) {

  public TradingMode mode() {
    return engine.mode();
  }

  public PlanRules planRules() {
    return engine.planRules();
  }

  /** The same in another mode, as {@code --mode} asks for. */
  public Settings inMode(TradingMode other) {
    return new Settings(
        source, dataDirectory, logLevel, localTimeZone,
        new EngineSettings(
            other, engine.account(), engine.targets(), engine.planRules(), engine.priceRules(),
            engine.orderType(), engine.cutOff(), engine.monthEndAt(), engine.quotePatience(),
            engine.quoteSettle(), engine.retryPause()),
        gateway);
  }
}
