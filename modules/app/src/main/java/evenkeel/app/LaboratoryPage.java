package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.drawing.Markup;
import evenkeel.drawing.Style;

/** The frame of the laboratory's pages: self-contained, without script, nothing loaded from elsewhere. */
final class LaboratoryPage {
  static final String END = "</body></html>\n";

  private LaboratoryPage() {}

  /** A page up to its heading. */
  static StringBuilder begin(String title, Language language) {
    String escaped = Markup.escape(title);
    return new StringBuilder("<!doctype html>\n<html lang=\"").append(language == Language.ZH ? "zh-CN" : "en")
        .append("\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" ")
        .append("content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        .append("<title>").append(escaped).append("</title><style>\n").append(Style.css())
        .append("</style></head><body><h1>").append(escaped).append("</h1>");
  }
}
