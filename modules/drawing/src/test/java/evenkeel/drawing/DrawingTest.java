package evenkeel.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.drawing.Line.Point;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {
  private static final LocalDate START = LocalDate.of(2019, 5, 8);
  private static final String NASTY = "<script>alert(\"x\")</script> & 'y' \u001b[31m";

  private static Line line(String name, int days) {
    return new Line(name, IntStream.range(0, days)
        .mapToObj(day -> new Point(START.plusDays(day), 100 + Math.sin(day / 20.0) * 10)).toList());
  }

  private static TimeChart chart(List<Line> lines, boolean isFilled) {
    return new TimeChart(NASTY, lines, List.of(new Mark(START.plusDays(40), NASTY)), List.of(105.0), isFilled,
        value -> String.format(Locale.ROOT, "%.0f", value));
  }

  private static HeatMap.Cell cell(double value) {
    return new HeatMap.Cell(value, String.valueOf(value));
  }

  private static Document parsed(String markup) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(markup)));
  }

  @Test
  void shouldDrawEachLineWithinItsFrameAndKeepTextAsText() throws Exception {
    Document svg = parsed(chart(List.of(line("A", 3000), line(NASTY, 300)), true).svg());

    NodeList paths = svg.getElementsByTagName("path");
    assertThat(paths.getLength()).isEqualTo(4);
    for (int i = 0; i < paths.getLength(); i++) {
      String[] numbers = ((Element) paths.item(i)).getAttribute("d").replaceAll("[MLZ]", " ").strip().split(" +", -1);
      for (int at = 0; at < numbers.length; at += 2) {
        assertThat(Double.parseDouble(numbers[at])).isBetween(76.0, 948.0);
        assertThat(Double.parseDouble(numbers[at + 1])).isBetween(10.0, 272.0);
      }
    }
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<script>alert(\"x\")</script> & 'y' [31m");
  }

  @Test
  void shouldDrawTheSameBytesForTheSameNumbers() {
    assertThat(chart(List.of(line("A", 3000)), false).svg()).isEqualTo(chart(List.of(line("A", 3000)), false).svg());
  }

  @Test
  void shouldKeepEveryExtremeWhenItThins() {
    Line long_ = line("A", 5000);
    List<Point> thinned = TimeChart.thinned(long_.points());

    assertThat(thinned).hasSizeLessThan(800).startsWith(long_.points().getFirst())
        .endsWith(long_.points().getLast());
    assertThat(thinned.stream().mapToDouble(Point::value).max())
        .isEqualTo(long_.points().stream().mapToDouble(Point::value).max());
    assertThat(thinned).isSortedAccordingTo((a, b) -> a.day().compareTo(b.day()));
  }

  @Test
  void shouldDrawConstantAndEmptyLines() throws Exception {
    Line flat = new Line("flat", List.of(new Point(START, 5), new Point(START.plusDays(1), 5)));

    assertThat(parsed(chart(List.of(flat), false).svg()).getElementsByTagName("path").getLength()).isEqualTo(1);
    assertThat(parsed(chart(List.of(new Line("none", List.of())), false).svg()).getElementsByTagName("path")
        .getLength()).isZero();
    assertThatThrownBy(() -> new Point(START, Double.NaN)).hasMessageContaining("not a finite value");
  }

  @Test
  void shouldTickAtRoundValuesWithinTheScale() {
    for (double[] range : new double[][]{{0, 1}, {-0.3, 0.7}, {1e-6, 3e-6}, {95_000, 181_234}, {-5, -4.99}}) {
      Scale scale = Scale.of(range[0], range[1], 0, 100);
      assertThat(scale.ticks(5)).hasSizeBetween(2, 8)
          .allSatisfy(tick -> assertThat(tick).isBetween(scale.low(), scale.high() + 1e-9));
    }
  }

  @Test
  void shouldShadeTheHeatMapFromSmallestToLargest() throws Exception {
    var map = new HeatMap(NASTY, "threshold", "look", List.of("1", "2"), List.of("daily", "monthly"),
        List.of(List.of(cell(0), cell(1)), List.of(cell(2), cell(7))));
    Document table = parsed(map.html());

    NodeList cells = table.getElementsByTagName("td");
    assertThat(IntStream.range(0, 4).mapToObj(i -> ((Element) cells.item(i)).getAttribute("class")))
        .containsExactly("heat-0", "heat-1", "heat-2", "heat-6");
    assertThatThrownBy(() -> new HeatMap("t", "c", "r", List.of("1"), List.of("1"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldColourEveryLineInBothSchemes() {
    assertThat(Style.css()).contains(".line-0{", ".line-7{", ".heat-6{", "prefers-color-scheme:dark");
    assertThat(Style.legend(List.of(NASTY))).doesNotContain("<script");
  }
}
