package evenkeel.gateway;

import evenkeel.domain.AccountId;

/** One row of the account summary. The value is text: a number, a word, or empty for "no value". */
public record AccountValue(AccountId account, String tag, String value, String currency) {}
