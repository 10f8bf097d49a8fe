package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The commission of one execution. The broker may revise it; the last report wins.
 *
 * @param realizedPnl empty where the broker sends its unset mark, as for an opening fill
 */
public record Commission(
    String execId, BigDecimal amount, String currency, Optional<BigDecimal> realizedPnl) {}
