package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import evenkeel.app.PriceFiles.Income;
import evenkeel.domain.Language;
import evenkeel.domain.Symbol;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PriceFilesTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");
  private static final String HEADER = "date,open,high,low,close,volume\n";

  @TempDir
  Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private PriceFiles.Read read(Income income, Symbol... symbols) {
    return new PriceFiles(folder).read(List.of(symbols), income);
  }

  private List<String> mistakes(Income income, Symbol... symbols) {
    try {
      read(income, symbols);
      return List.of();
    } catch (CommandFailure failure) {
      assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
      return failure.lines(Language.EN);
    }
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        Arguments.of("date,open\n2025-10-31,1\n", "no column close / adjusted_close; it has date, open"),
        Arguments.of("day,close\n2025-10-31,1\n", "no column date; it has day, close"),
        Arguments.of("date,close,close\n2025-10-31,1,2\n", "the column close twice"),
        Arguments.of(HEADER + "2025-10-31,1,1,1,2,\n2025-10-30,1,1,1,2,\n",
            "line 3: 2025-10-30 comes after 2025-10-31"),
        Arguments.of(HEADER + "2025-10-30,1,1,1,0,\n", "line 2: 0 is not above zero"),
        Arguments.of(HEADER + "2025-10-30,1,1,1,-3.5,\n", "line 2: -3.5 is not above zero"),
        Arguments.of(HEADER + "2025-10-31,1,1,1,2,\n2025-11-01,1,1,1,2,\n", "line 3: NYSE was closed on 2025-11-01"),
        Arguments.of(HEADER + "2025-10-31,1,1,1,2,\n2025-10-31,1,1,1,2,\n", "line 3: 2025-10-31 has a row already"),
        Arguments.of(HEADER + "2025-10-31,1,1,1,1E999999999,\n", "line 2: \"1E999999999\" is not an amount"),
        Arguments.of(HEADER + "2025-10-31,1,1,1,NaN,\n", "line 2: \"NaN\" is not an amount"),
        Arguments.of(HEADER + "2025-10-31,1,1,1," + "9".repeat(400) + ",\n",
            "line 2: \"999999999999999999999999…\" is not"),
        Arguments.of(HEADER + "31.10.2025,1,1,1,1,\n", "line 2: \"31.10.2025\" is not a date"),
        Arguments.of(HEADER + "2055-10-31,1,1,1,1,\n", "line 2: 2055-10-31 is outside of the calendar"),
        Arguments.of(HEADER + "2025-10-31,1\n", "line 2: the line has fewer fields than the header"),
        Arguments.of("", "has no rows"),
        Arguments.of(HEADER, "has no rows"),
        Arguments.of(HEADER + "2025-10-30,1,1,1,100,\n2025-10-31,1,1,1,50.3,\n",
            "line 3: on 2025-10-31 the price moves like a split, 2 new shares for one old; write it to GLD.splits"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void shouldSayOneClearLine(String text, String mistake) throws IOException {
    write("GLD.csv", text);

    assertThat(mistakes(Income.AS_THEY_ARE, GLD)).singleElement().asString()
        .startsWith(folder.resolve("GLD.csv").toString()).contains(mistake);
  }

  @Test
  void shouldStopAtTheFirstMistakesOfAFile() throws IOException {
    write("GLD.csv", HEADER + "x,1,1,1,1,\n".repeat(10_000));

    assertThat(mistakes(Income.AS_THEY_ARE, GLD)).hasSize(5);
  }

  @Test
  void shouldRefuseAHugeFileWithoutReadingIt() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve("GLD.csv").toFile(), "rw")) {
      file.setLength(1_000_000_000L);
    }

    assertThat(mistakes(Income.AS_THEY_ARE, GLD)).singleElement().asString()
        .endsWith("has 1000 MB; a file of daily prices has at most 32 MB");
  }

  @Test
  void shouldRefuseAdjustedBesideRawAndDistributionsBesideAdjusted() throws IOException {
    write("GLD.csv", HEADER + "2025-10-31,1,1,1,2,\n");
    write("BIL.csv", "date,adjusted_close\n2025-10-31,2\n");

    assertThat(mistakes(Income.AS_THEY_ARE, GLD, BIL)).singleElement().asString()
        .startsWith("adjusted closes (BIL) and raw closes (GLD) cannot be mixed");
    write("BIL.distributions.csv", "date,amount\n2025-10-31,0.3\n");
    assertThat(mistakes(Income.ADJUSTED, BIL)).singleElement().asString().contains("beside adjusted closes");
  }

  @Test
  void shouldReadWhatHistoryDownloadsAndWhatLiesBeside() throws IOException {
    write("GLD.csv", "\uFEFFdate,open,high,low,close,volume\r\n20251030,1,1,1,100,5\r\n2025-10-31,1,1,1,50.3,\r\n");
    write("GLD.splits.csv", "date,ratio\n2025-10-31,2\n");
    write("GLD.distributions.csv", "date,amount\n2025-10-30,0.25\n");

    PriceSeries series = read(Income.RAW, GLD).series().getFirst();

    assertThat(series.closes()).containsEntry(LocalDate.of(2025, 10, 31), new BigDecimal("50.3")).hasSize(2);
    assertThat(series.splits()).containsEntry(LocalDate.of(2025, 10, 31), new BigDecimal("2"));
    assertThat(series.distributions()).containsEntry(LocalDate.of(2025, 10, 30), new BigDecimal("0.25"));
    assertThat(series.isAdjusted()).isFalse();
  }

  @Test
  void shouldNameLargeMoves() throws IOException {
    write("GLD.csv", HEADER + "2025-10-30,1,1,1,100,\n2025-10-31,1,1,1,70,\n");

    assertThat(read(Income.RAW, GLD).notes()).singleElement()
        .extracting(Language.EN::say).isEqualTo("GLD moved by -30.00 % on 2025-10-31");
  }

  @Test
  void shouldSayWhichCommandFetchesPrices() {
    assertThat(mistakes(Income.RAW, GLD)).singleElement().asString().contains("evenkeel data fetch GLD downloads them");
    assertThatThrownBy(() -> new PriceFiles(folder.resolve("none")).read(List.of(GLD), Income.RAW))
        .hasMessageContaining("evenkeel data fetch");
  }

  @Test
  void shouldReadEverySharedFund() {
    Path shared = Path.of(System.getProperty("evenkeel.shared", "."), "data", "prices");
    assumeTrue(Files.isDirectory(shared), "shared prices are not here");
    List<Symbol> funds = Stream.of("AGG", "BIL", "BND", "DBMF", "GLD", "IEF", "QQQ", "SHY", "SPY", "TLT", "VTI")
        .map(Symbol::new).toList();

    assertThat(new PriceFiles(shared).read(funds, Income.AS_THEY_ARE).series()).hasSize(funds.size())
        .allSatisfy(series -> assertThat(series.closes()).hasSizeGreaterThan(1000));
  }
}
