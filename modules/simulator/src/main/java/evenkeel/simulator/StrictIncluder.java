package evenkeel.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;

/** What a scenario includes has to be there: the language itself passes over a file that is missing. */
final class StrictIncluder implements ConfigIncluder, ConfigIncluderClasspath, ConfigIncluderFile {
  static ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setAllowMissing(false).setIncluder(new StrictIncluder());
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return context.relativeTo(named(what)).parse(options());
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return root(ConfigFactory.parseResources(StrictIncluder.class.getClassLoader(), named(what), options()));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return root(ConfigFactory.parseFile(what, options()));
  }

  private static String named(String what) {
    return what.endsWith(".conf") ? what : what + ".conf";
  }

  private static ConfigObject root(Config parsed) {
    return parsed.root();
  }
}
