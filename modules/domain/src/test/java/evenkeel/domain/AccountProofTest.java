package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountProofTest {
  private static final AccountId PAPER = new AccountId("DU1234567");
  private static final AccountId LIVE = new AccountId("U1234567");

  @ParameterizedTest
  @CsvSource({"4001, LIVE", "7496, LIVE", "4002, PAPER", "7497, PAPER", "4003, "})
  void shouldKnowWhatPortsSayByConvention(int port, AccountKind kind) {
    assertThat(AccountProof.ofPort(port)).isEqualTo(Optional.ofNullable(kind));
  }

  @Test
  void shouldAcceptWhereEverythingAgreesOrThePortSaysNothing() {
    assertThat(AccountProof.refusal(TradingMode.PAPER, PAPER, List.of(PAPER), Optional.of(AccountKind.PAPER)))
        .isEmpty();
    assertThat(AccountProof.refusal(TradingMode.LIVE, LIVE, List.of(LIVE), Optional.empty())).isEmpty();
  }

  @Test
  void shouldRefuseAnAccountOfTheOtherKindAMixedLogInAndAPortThatContradicts() {
    assertThat(refusal(TradingMode.LIVE, PAPER, List.of(PAPER), AccountKind.PAPER)).contains("is a paper account");
    assertThat(refusal(TradingMode.LIVE, LIVE, List.of(LIVE, PAPER), AccountKind.LIVE))
        .contains("live and paper accounts together", "U1***67", "DU***67");
    assertThat(refusal(TradingMode.PAPER, PAPER, List.of(PAPER), AccountKind.LIVE))
        .contains("the port stands for live", "gateway.port-kind");
    assertThat(refusal(TradingMode.LIVE, LIVE, List.of(LIVE), AccountKind.PAPER)).contains("the port stands for paper");
  }

  @Test
  void shouldLetADryRunLookAtAnything() {
    assertThat(AccountProof.refusal(
        TradingMode.DRY_RUN, LIVE, List.of(LIVE, PAPER), Optional.of(AccountKind.PAPER))).isEmpty();
  }

  private static String refusal(TradingMode mode, AccountId account, List<AccountId> managed, AccountKind port) {
    return AccountProof.refusal(mode, account, managed, Optional.of(port)).orElse("nothing");
  }
}
