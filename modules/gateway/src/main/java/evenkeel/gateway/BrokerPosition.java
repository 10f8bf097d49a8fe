package evenkeel.gateway;

import evenkeel.domain.AccountId;
import java.math.BigDecimal;

/** A holding as the broker books it: signed shares, cost per share. */
public record BrokerPosition(AccountId account, Instrument instrument, BigDecimal quantity, BigDecimal averageCost) {}
