package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * What an issuer or the broker did to a position, so that shares or average cost changed without an execution. IBKR
 * shows no record of it to API clients: positions and their average costs are all that tells
 * ({@link CorporateActions}).
 */
public sealed interface CorporateAction {
  /** The contracts whose shares changed. */
  Set<ContractId> contracts();

  /**
   * The dividend bought shares, most often a fraction of one. IBKR buys on the morning of the session after the payment
   * and charges its commission (IBKR Client Portal guide, Dividend Election).
   *
   * @param costPerShare what each added share cost; empty where the average cost before is not known
   */
  record DividendReinvested(
      Contract contract, BigDecimal sharesBefore, BigDecimal sharesAfter, Optional<BigDecimal> costPerShare)
      implements
        CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return Set.of(contract.id());
    }

    public BigDecimal added() {
      return sharesAfter.subtract(sharesBefore);
    }
  }

  /** The fraction of a share was paid out in cash, so that whole shares are left. */
  record FractionPaidOut(Contract contract, BigDecimal sharesBefore, BigDecimal sharesAfter)
      implements
        CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return Set.of(contract.id());
    }
  }

  /**
   * Each share became more, or fewer, for the same total cost. A reverse split often has another contract id (GitHub,
   * ib-edavki/ib-edavki#106: AMTD, 1 for 3, conid 597279242 became 665145378), and may pay out what is left of a share.
   *
   * @param ratio new shares for each old one, to six digits
   */
  record Split(
      Contract before, Contract after, BigDecimal sharesBefore, BigDecimal sharesAfter, BigDecimal ratio)
      implements
        CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return before.id().equals(after.id()) ? Set.of(after.id()) : Set.of(before.id(), after.id());
    }
  }

  /** The same shares at the same total cost are held under another contract id. */
  record ContractReplaced(Contract before, Contract after, BigDecimal shares) implements CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return before.id().equals(after.id()) ? Set.of(after.id()) : Set.of(before.id(), after.id());
    }
  }

  /** The contract id stayed, and its symbol is another one. */
  record SymbolChanged(Contract before, Contract after) implements CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return Set.of(after.id());
    }
  }

  /**
   * Shares of another contract came without an execution: for a part of what the parent cost, or for nothing.
   *
   * @param parent whose cost fell; empty where no cost moved
   * @param costMoved in the currency of the contract
   */
  record SpinOff(Optional<Contract> parent, Contract received, BigDecimal shares, BigDecimal costMoved)
      implements
        CorporateAction {
    @Override
    public Set<ContractId> contracts() {
      return Set.of(received.id());
    }
  }

  /** The contract as it is held under another id or symbol from now on; empty where both stayed. */
  default Optional<Contract> replacement() {
    return switch (this) {
      case Split split when !split.before().id().equals(split.after().id()) -> Optional.of(split.after());
      case ContractReplaced replaced -> Optional.of(replaced.after());
      case SymbolChanged changed -> Optional.of(changed.after());
      case Split split -> Optional.empty();
      case DividendReinvested reinvested -> Optional.empty();
      case FractionPaidOut paid -> Optional.empty();
      case SpinOff spinOff -> Optional.empty();
    };
  }
}
