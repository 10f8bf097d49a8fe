package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;

/** Headings of tables. */
public sealed interface Heading extends Phrase {

  record Symbol() implements Heading {}

  record Holding() implements Heading {}

  record Shares() implements Heading {}

  record Price() implements Heading {}

  record Value() implements Heading {}

  record Weight() implements Heading {}

  record Target() implements Heading {}

  record Drift() implements Heading {}

  record Order() implements Heading {}

  record Filled() implements Heading {}

  record Outcome() implements Heading {}

  record Currency() implements Heading {}

  record Cash() implements Heading {}

  record Stocks() implements Heading {}

  record Unrealized() implements Heading {}

  record Realized() implements Heading {}

  record Rate() implements Heading {}

  record Amount() implements Heading {}

  record Type() implements Heading {}

  record CostPerShare() implements Heading {}

  record ContractId() implements Heading {}

  record Id() implements Heading {}

  record Client() implements Heading {}

  record Status() implements Heading {}

  record Reference() implements Heading {}

  record Note() implements Heading {}

  record Time() implements Heading {}

  record Commission() implements Heading {}

  record Account() implements Heading {}

  record Today() implements Heading {}

  record Last() implements Heading {}

  record Bid() implements Heading {}

  record Ask() implements Heading {}

  record PreviousClose() implements Heading {}

  record LastTrade() implements Heading {}

  record Data() implements Heading {}

  record PlanWouldUse() implements Heading {}

  record WholePortfolio() implements Heading {}

  record NyseSession() implements Heading {}

  record Open() implements Heading {}

  record Close() implements Heading {}

  record NextRebalances() implements Heading {}

  record Start() implements Heading {}

  record OrdersUntil(String type) implements Heading {}

  record ValueIn(String currency) implements Heading {}

  record CommissionIn(String currency) implements Heading {}

  record ValueOf(AccountId account) implements Heading {}

  record Channel() implements Heading {}

  record Seconds() implements Heading {}

  record InAccountCurrency() implements Heading {}

  record Before() implements Heading {}

  record Change() implements Heading {}

  record After() implements Heading {}

  record Day() implements Heading {}

  record High() implements Heading {}

  record Low() implements Heading {}

  record Volume() implements Heading {}

  record Item() implements Heading {}

  record State() implements Heading {}

  record Evidence() implements Heading {}

  record Trades(String symbol) implements Heading {}

  record Regular() implements Heading {}

  record AllHours() implements Heading {}

  record ListedAt() implements Heading {}

  record Kind() implements Heading {}

  record Tick() implements Heading {}

  record Name() implements Heading {}

  record From() implements Heading {}

  record To() implements Heading {}

  record Sessions() implements Heading {}

  record MissingSessions() implements Heading {}

  record Distributions() implements Heading {}

  record Splits() implements Heading {}

  record Events() implements Heading {}

  record Orders() implements Heading {}

  record DriftLargest() implements Heading {}

  record DriftMean() implements Heading {}

  record DriftBeyond() implements Heading {}

  record Turnover() implements Heading {}

  record TurnoverMinimum() implements Heading {}

  record CommissionsPaid() implements Heading {}

  record CostPerYear() implements Heading {}

  record Implementation() implements Heading {}

  record Deviation() implements Heading {}

  record LargestFall() implements Heading {}

  record Volatility() implements Heading {}

  record Sharpe() implements Heading {}

  record FinalValue() implements Heading {}

  record ReturnPerYear() implements Heading {}

  record Measure() implements Heading {}

  record Policy() implements Heading {}

  record Policies() implements Heading {}
}
