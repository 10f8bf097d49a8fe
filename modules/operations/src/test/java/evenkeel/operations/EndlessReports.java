package evenkeel.operations;

import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A process that writes revision after revision of three runs, and says each that is on disk, until it is killed. */
final class EndlessReports {
  private EndlessReports() {}

  public static void main(String[] args) throws IOException {
    var log = new RunLog(Path.of(args[0]));
    ReportLine sample = ReportLine.of(Samples.trade(TradingMode.DRY_RUN), Optional.empty());
    for (int revision = Integer.parseInt(args[1]);; revision++) {
      for (int run = 0; run < 3; run++) {
        log.write(line(sample, run, revision));
        System.out.println(run + " " + revision);
      }
    }
  }

  static ReportLine line(ReportLine sample, int run, int revision) {
    String id = "run-" + run;
    return new ReportLine(
        new RunId(id), sample.account(), revision, sample.month(),
        sample.json().replace(sample.run().value(), id).replace("\"revision\":0", "\"revision\":" + revision));
  }
}
