package evenkeel.drawing;

import java.util.List;

/** The style sheet of pages with drawings: light and dark by the reader's choice, and for paper. */
public final class Style {
  /** Lines take these colours in turn. */
  static final int COLOURS = 8;
  static final int SHADES = 7;

  private static final String[] LIGHT = {
      "#0b5cad", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#be123c", "#0f766e", "#475569"};
  private static final String[] DARK = {
      "#7cb8f5", "#fb9a6a", "#6fd394", "#c99af2", "#e8c35a", "#fb8aa4", "#6fd3c9", "#a8b5c6"};

  private Style() {}

  /** Without a {@code style} element around it. */
  public static String css() {
    var css = new StringBuilder("""
        :root{--paper:#fff;--ink:#1a1d21;--soft:#5b6470;--rule:#d9dee4;--warm:194,65,12}
        @media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e8eaed;--soft:#a2abb6;--rule:#343b44;\
        --warm:251,154,106}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:64rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;background:var(--paper);\
        color:var(--ink)}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
        .soft{color:var(--soft)}.wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding:.25rem 0}
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}
        th:first-child,td:first-child{text-align:left}
        .legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
        .legend svg{width:1.5rem;height:.6rem;margin-right:.35rem}
        .chart{display:block;width:100%;height:auto}
        .tick{fill:var(--soft);font-size:12px}.grid{stroke:var(--rule)}
        .mark{stroke:var(--soft);stroke-opacity:.45}.band{stroke:var(--soft);stroke-dasharray:6 4}
        .line{fill:none;stroke-width:2}.area{fill-opacity:.15;stroke:none}
        """);
    css.append(colours(LIGHT)).append("@media (prefers-color-scheme:dark){").append(colours(DARK)).append("}\n");
    for (int shade = 0; shade < SHADES; shade++) {
      css.append(".heat-").append(shade).append("{background:rgba(var(--warm),").append(Markup.number(shade * 0.1))
          .append(")}");
    }
    return css.append("\n@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb}body{max-width:none}"
        + "section{break-inside:avoid}}\n").toString();
  }

  /** The key of the lines of a chart, in their order. */
  public static String legend(List<String> names) {
    var html = new StringBuilder("<ul class=\"legend\">");
    for (int i = 0; i < names.size(); i++) {
      html.append("<li><svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><path class=\"line line-")
          .append(i % COLOURS).append("\" d=\"M0 5H24\"/></svg>").append(Markup.escape(names.get(i)))
          .append("</li>");
    }
    return html.append("</ul>").toString();
  }

  private static String colours(String[] colours) {
    var css = new StringBuilder();
    for (int i = 0; i < COLOURS; i++) {
      css.append(".line-").append(i).append("{stroke:").append(colours[i]).append("}.area-").append(i)
          .append("{fill:").append(colours[i]).append('}');
    }
    return css.toString();
  }
}
