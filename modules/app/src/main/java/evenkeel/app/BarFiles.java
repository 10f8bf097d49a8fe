package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Bar;
import evenkeel.operations.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Bars as CSV: {@code date,open,high,low,close,volume}, oldest first, each file written whole or not at all. One symbol
 * goes into the file that was named; several go into the folder of that name, {@code SYMBOL.csv} each, as
 * {@code sim --prices} reads them.
 */
record BarFiles(Path path, boolean isFolder) {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
      .withZone(NyseCalendar.ZONE);

  /**
   * Checks that the files can be written, before anything is asked for.
   *
   * @throws CommandFailure with exit code 2 when not
   */
  static BarFiles of(Path path, List<Symbol> symbols) {
    boolean isFolder = symbols.size() > 1 || Files.isDirectory(path);
    if (symbols.size() > 1 && Files.exists(path) && !Files.isDirectory(path)) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.FileForSeveral(path));
    }
    try {
      Path folder = isFolder ? path : path.toAbsolutePath().getParent();
      if (folder == null) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.NoSuchFile(path));
      }
      if (isFolder) {
        Files.createDirectories(folder);
      }
      Files.delete(Files.createTempFile(folder, ".writable", ""));
    } catch (IOException refused) {
      throw unwritable(path, refused);
    }
    return new BarFiles(path, isFolder);
  }

  /** Writes one symbol's bars and says where. */
  Path write(Symbol symbol, List<Bar> bars) {
    Path file = isFolder ? path.resolve(symbol + ".csv") : path;
    StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
    for (Bar bar : bars) {
      text.append(time(bar)).append(',').append(bar.open().toPlainString()).append(',')
          .append(bar.high().toPlainString()).append(',').append(bar.low().toPlainString()).append(',')
          .append(bar.close().toPlainString()).append(',')
          .append(bar.volume().map(volume -> volume.toPlainString()).orElse("")).append('\n');
    }
    try {
      AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw unwritable(file, refused);
    }
    return file;
  }

  /** The date of whole sessions; within a day the beginning in New York with its offset. */
  static String time(Bar bar) {
    return bar.begin().map(MOMENT::format).orElseGet(() -> bar.date().toString());
  }

  private static CommandFailure unwritable(Path file, IOException refused) {
    return new CommandFailure(
        ExitCode.USAGE, new ComplaintText.CsvUnwritable(file, refused instanceof NoSuchFileException
            ? new ComplaintText.NoFolder()
            : refused instanceof AccessDeniedException
                ? new ComplaintText.NotYours()
                : Phrase.of(String.valueOf(refused.getMessage()))),
        refused);
  }
}
