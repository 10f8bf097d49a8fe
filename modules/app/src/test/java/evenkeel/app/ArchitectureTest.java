package evenkeel.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.typesafe.config.ConfigFactory;
import evenkeel.clock.EvenkeelClock;
import evenkeel.simulator.SimulatorServer;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Random;

/** Who may know whom: the arrows between the modules, and what the pure ones keep out. */
@AnalyzeClasses(packages = "evenkeel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {"evenkeel.domain..", "evenkeel.tws..", "evenkeel.backtest.."};

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_NOBODY = classes().that().resideInAPackage("evenkeel.domain..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("evenkeel.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule TWS_PROTOCOL_KNOWS_NOBODY = classes().that().resideInAPackage("evenkeel.tws..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("evenkeel.tws..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule BACKTEST_KNOWS_THE_DOMAIN_ALONE = classes().that().resideInAPackage("evenkeel.backtest..")
      .should().onlyDependOnClassesThat().resideInAnyPackage(
          "evenkeel.backtest..", "evenkeel.domain..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule CLOCK_KNOWS_NOBODY = classes().that().resideInAPackage("evenkeel.clock..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("evenkeel.clock..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule PURE_MODULES_DO_NO_INPUT_OR_OUTPUT = noClasses().that().resideInAnyPackage(PURE)
      .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..")
      .orShould().dependOnClassesThat().belongToAnyOf(
          File.class, FileInputStream.class, FileOutputStream.class, RandomAccessFile.class,
          Thread.class, Random.class);

  @ArchTest
  static final ArchRule PURE_MODULES_HAVE_NO_CLOCK = noClasses().that().resideInAnyPackage(PURE)
      .should().dependOnClassesThat().belongToAnyOf(Clock.class, java.time.InstantSource.class);

  @ArchTest
  static final ArchRule ENGINE_NEVER_SEES_THE_WIRE = noClasses().that().resideInAPackage("evenkeel.engine..")
      .should().dependOnClassesThat().resideInAnyPackage(
          "evenkeel.tws..", "evenkeel.simulator..", "evenkeel.operations..");

  @ArchTest
  static final ArchRule SIMULATOR_NEVER_SEES_OUR_SIDE = noClasses().that().resideInAPackage("evenkeel.simulator..")
      .should().dependOnClassesThat(
          resideInAPackage("evenkeel..").and(not(resideInAnyPackage(
              "evenkeel.simulator..", "evenkeel.tws..", "evenkeel.domain..", "evenkeel.clock.."))));

  @ArchTest
  static final ArchRule GATEWAY_KNOWS_THE_WIRE_AND_THE_DOMAIN = noClasses().that()
      .resideInAPackage("evenkeel.gateway..")
      .should().dependOnClassesThat(
          resideInAPackage("evenkeel..").and(not(resideInAnyPackage(
              "evenkeel.gateway..", "evenkeel.tws..", "evenkeel.domain..", "evenkeel.clock.."))));

  @ArchTest
  static final ArchRule ALERTS_KNOW_WHAT_THEY_CARRY = noClasses().that().resideInAPackage("evenkeel.alerts..")
      .should().dependOnClassesThat(
          resideInAPackage("evenkeel..").and(not(resideInAnyPackage(
              "evenkeel.alerts..", "evenkeel.operations..", "evenkeel.engine..", "evenkeel.gateway..",
              "evenkeel.domain..", "evenkeel.clock.."))));

  @ArchTest
  static final ArchRule ONLY_APP_KNOWS_THE_CHANNELS = noClasses().that()
      .resideOutsideOfPackages("evenkeel.alerts..", "evenkeel.app..")
      .should().dependOnClassesThat().resideInAPackage("evenkeel.alerts..");

  @ArchTest
  static final ArchRule ONLY_ALERTS_SEND_MAIL = noClasses().that().resideOutsideOfPackage("evenkeel.alerts..")
      .should().dependOnClassesThat().resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  /** It is in the build only where its owner has installed IBKR's client. */
  @ArchTest
  static final ArchRule NOBODY_KNOWS_IBKRS_CLIENT = noClasses().that().resideOutsideOfPackage("evenkeel.ibapi..")
      .should().dependOnClassesThat().resideInAnyPackage("com.ib..", "evenkeel.ibapi..");

  @ArchTest
  static final ArchRule ONLY_APP_KNOWS_EVERYBODY = noClasses().that().resideOutsideOfPackage("evenkeel.app..")
      .should().dependOnClassesThat().resideInAPackage("evenkeel.app..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_FUZZER = noClasses().that().resideOutsideOfPackage("evenkeel.fuzz..")
      // Targets in the packages of what they read, but in the fuzzer's module.
      .and().haveSimpleNameNotEndingWith("Fuzz")
      .should().dependOnClassesThat().resideInAnyPackage("evenkeel.fuzz..", "com.code_intelligence..");

  @ArchTest
  static final ArchRule DRAWING_KNOWS_NOBODY = classes().that().resideInAPackage("evenkeel.drawing..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("evenkeel.drawing..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule JOURNAL_KNOWS_NOBODY = noClasses().that().resideInAPackage("evenkeel.journal..")
      .should().dependOnClassesThat(
          resideInAPackage("evenkeel..").and(not(resideInAnyPackage("evenkeel.journal.."))));

  /** The simulator reads its scenarios, which are files in a language of its own; the journal describes its plugin. */
  @ArchTest
  static final ArchRule ONLY_APP_READS_CONFIGURATION = noClasses().that()
      .resideOutsideOfPackages("evenkeel.app..", "evenkeel.simulator..", "evenkeel.journal..")
      .should().dependOnClassesThat().belongToAnyOf(ConfigFactory.class);

  @ArchTest
  static final ArchRule SIMULATOR_HAS_ONE_THIN_FRONT = noClasses().that()
      .resideInAPackage("evenkeel.simulator..")
      .and(not(belongTo(equivalentTo(SimulatorServer.class))))
      // What the front has not yet written to a socket.
      .and().doNotHaveSimpleName("Backlog")
      .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.channels..")
      .orShould().dependOnClassesThat().belongToAnyOf(Thread.class, EvenkeelClock.class);

  @ArchTest
  static final ArchRule ONLY_THE_CLOCK_READS_THE_TIME = noClasses().that().resideOutsideOfPackage("evenkeel.clock..")
      .should().callMethod(Instant.class, "now")
      .orShould().callMethod(System.class, "currentTimeMillis")
      .orShould().callMethod(LocalDate.class, "now")
      .orShould().callMethod(LocalTime.class, "now")
      .orShould().callMethod(LocalDateTime.class, "now")
      .orShould().callMethod(ZonedDateTime.class, "now")
      .orShould().callMethod(Clock.class, "systemUTC")
      .orShould().callMethod(Clock.class, "systemDefaultZone");
}
