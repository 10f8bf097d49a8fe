package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Language;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.engine.Alert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunNoteTest {
  @Test
  void shouldInformOfARunThatFilled() {
    Alert note = RunNote.of(Samples.run(Samples.good())).orElseThrow();

    assertThat(note.severity()).isEqualTo(Alert.Severity.INFORMATION);
    assertThat(note.key()).isEqualTo("settled-20251031-month-end");
    assertThat(note.at()).isEqualTo(Samples.CLOSE.plusSeconds(3));
    assertThat(Language.EN.say(note.phrase()))
        .isEqualTo("Run 20251031-month-end settled: 2 of 2 orders filled, commission 2.03");
    assertThat(Language.ZH.say(note.phrase()))
        .isEqualTo("运行 20251031-month-end 已了结：2 笔订单中 2 笔全部成交，佣金 2.03 美元");
  }

  @Test
  void shouldWarnOfEachOrderThatDidNotFill() {
    var events = new ArrayList<ExecutionEvent>(Samples.accepted(Samples.SELL, 7));
    events.addAll(Samples.filled(Samples.SELL, "9", "369"));
    events.addAll(Samples.accepted(Samples.BUY, 8));
    events.add(new OrderEvent.OrderClosed(
        Samples.BUY, OrderOutcome.REJECTED, 201, "DU1234567 lacks the funds", Samples.CLOSE));
    events.add(Samples.settled());

    Alert note = RunNote.of(Samples.run(events)).orElseThrow();

    assertThat(note.severity()).isEqualTo(Alert.Severity.WARNING);
    assertThat(Language.EN.say(note.phrase())).isEqualTo("Run 20251031-month-end settled: 1 of 2 orders filled;"
        + " BUY DBMF Rejected with 0 of 100 shares (DU***67 lacks the funds)");
  }

  @Test
  void shouldSayNothingBeforeTheRunIsOver() {
    assertThat(RunNote.of(Samples.run(List.of()))).isEmpty();
  }
}
