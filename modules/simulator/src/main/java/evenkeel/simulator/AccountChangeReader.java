package evenkeel.simulator;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** The changes of an account as scenario files name them. */
final class AccountChangeReader {
  private AccountChangeReader() {}

  static void add(Map<String, Function<Section, Fault>> readers) {
    readers.put("dividend", it -> new AccountChange.Dividend(it.text("symbol"),
        it.decimal("per-share"), it.optional("reinvest", it::flag).orElse(false),
        it.optional("currency", it::text)));
    readers.put("split",
        it -> new AccountChange.Split(it.text("symbol"), ratio(it), conId(it)));
    readers.put("symbol-change",
        it -> new AccountChange.SymbolChange(it.text("symbol"), it.text("to"), conId(it)));
    readers.put("spin-off", it -> new AccountChange.SpinOff(it.text("symbol"), it.text("to"),
        it.integer("con-id"), ratio(it), it.decimal("cost")));
    readers.put("deposit",
        it -> new AccountChange.Deposit(it.decimal("amount"), it.text("currency")));
    readers.put("withdrawal",
        it -> new AccountChange.Withdrawal(it.decimal("amount"), it.text("currency")));
    readers.put("interest",
        it -> new AccountChange.Interest(it.text("currency"), it.decimal("amount")));
    readers.put("convert", it -> new AccountChange.Conversion(it.text("from"), it.text("to"),
        it.decimal("amount")));
  }

  private static AccountChange.Ratio ratio(Section section) {
    String text = section.text("ratio");
    try {
      return AccountChange.Ratio.of(text);
    } catch (IllegalArgumentException wrong) {
      throw section.problem("ratio",
          "NEW:OLD is wanted, for example \"2:1\", not '" + text + "'");
    }
  }

  private static OptionalInt conId(Section section) {
    return section.optional("con-id", section::integer).map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
