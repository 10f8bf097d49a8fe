package evenkeel.domain;

import java.util.Optional;

/**
 * What the owner says of the contract that a symbol means, for symbols that mean several to IBKR.
 *
 * @param conId the very contract; nothing else is needed with it
 * @param primaryExchange where it is listed, as IBKR names the exchange ({@code ARCA})
 * @param currency in which it is quoted; US dollars where nothing is said
 */
public record ContractCriteria(
    Optional<ContractId> conId, Optional<String> primaryExchange, Optional<String> currency) {
  /** Nothing is said: the one US stock or fund of that symbol. */
  public static final ContractCriteria NONE = new ContractCriteria(
      Optional.empty(), Optional.empty(), Optional.empty());
}
