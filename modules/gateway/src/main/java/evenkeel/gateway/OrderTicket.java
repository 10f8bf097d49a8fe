package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.Leg;

/** Everything that goes to the Gateway for one new order. */
public record OrderTicket(int orderId, AccountId account, Instrument instrument, Leg leg) {}
