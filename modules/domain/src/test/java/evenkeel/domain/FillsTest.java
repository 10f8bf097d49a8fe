package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FillsTest {
  @Test
  void shouldBookAnExecutionOnce() {
    Fills fills = Fills.NONE.with(booked("0000e0d5.67fe667b.01.01", "40", "100"));
    assertThat(fills.contains("0000e0d5.67fe667b.01.01")).isTrue();
    assertThat(fills.contains("0000e0d5.67fe667b.02.01")).isFalse();
    assertThat(fills.with(booked("0000e0d5.67fe667b.01.01", "40", "100"))).isEqualTo(fills);
  }

  @Test
  void shouldReplaceWhatACorrectionCorrects() {
    Fills corrected = Fills.NONE.with(booked("a.b.1.01", "40", "100")).with(booked("a.b.2.01", "60", "101"))
        .with(booked("a.b.1.02", "30", "99"));
    assertThat(corrected.shares()).isEqualByComparingTo("90");
    assertThat(corrected.value()).isEqualByComparingTo("9030");
    assertThat(corrected.contains("a.b.1.01")).as("what was corrected comes again").isTrue();
    assertThat(corrected.contains("a.b.1.03")).isFalse();
  }

  @Test
  void shouldTakeTheLastCommissionOfAnExecution() {
    Fills fills = Fills.NONE.with(booked("a.b.1.01", "40", "100"));
    assertThat(fills.hasAllCommissions()).isFalse();
    Fills charged = fills.with(commission("a.b.1.01", "1.00"));
    assertThat(charged.hasAllCommissions()).isTrue();
    assertThat(charged.contains(commission("a.b.1.01", "1.0"))).isTrue();
    Fills revised = charged.with(commission("a.b.1.01", "1.20"));
    assertThat(revised.contains(commission("a.b.1.01", "1.00"))).isFalse();
    assertThat(revised.commission()).isEqualByComparingTo("1.20");
  }

  @Test
  void shouldCountACommissionWithItsCorrectedExecutionOnce() {
    Fills fills = Fills.NONE.with(booked("a.b.1.01", "40", "100")).with(commission("a.b.1.01", "1.00"))
        .with(booked("a.b.1.02", "40", "99")).with(commission("a.b.1.02", "1.00"));
    assertThat(fills.hasAllCommissions()).isTrue();
    assertThat(fills.commission()).isEqualByComparingTo("1.00");
  }

  @Test
  void shouldHaveNoAveragePriceWithoutAFill() {
    assertThat(Fills.NONE.averagePrice()).isEmpty();
    assertThat(Fills.NONE.hasAllCommissions()).isTrue();
    assertThat(Fills.NONE.with(booked("a.b.1.01", "1", "100")).with(booked("a.b.2.01", "2", "103")).averagePrice())
        .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("102"));
  }

  private static Fills.Booked booked(String execId, String shares, String price) {
    return new Fills.Booked(execId, new BigDecimal(shares), new BigDecimal(price), Orders.NOW);
  }

  private static Commission commission(String execId, String amount) {
    return new Commission(execId, new BigDecimal(amount), "USD", Optional.empty());
  }
}
