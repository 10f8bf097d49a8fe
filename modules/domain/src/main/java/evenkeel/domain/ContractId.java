package evenkeel.domain;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * IBKR's number of a contract ({@code conId}), which is positive and names one listing of one instrument. A symbol does
 * not: {@code DBMF} may be a fund on NYSE Arca and another one in London.
 *
 * @param value positive for IBKR's own; negative for a stand-in, see {@link #standIn}
 */
public record ContractId(int value) implements Comparable<ContractId> {
  public ContractId {
    if (value == 0) {
      throw new IllegalArgumentException("not a contract id: 0");
    }
  }

  /**
   * A number for a holding of which only the symbol is known: from a file, or from a journal of a version that kept no
   * contract ids. The same for the same symbol, negative, and so never IBKR's.
   */
  public static ContractId standIn(Symbol symbol) {
    var sum = new CRC32();
    sum.update(symbol.value().getBytes(StandardCharsets.UTF_8));
    return new ContractId(-1 - (int) (sum.getValue() % Integer.MAX_VALUE));
  }

  /** Whether it is not IBKR's. */
  public boolean isStandIn() {
    return value < 0;
  }

  @Override
  public int compareTo(ContractId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
