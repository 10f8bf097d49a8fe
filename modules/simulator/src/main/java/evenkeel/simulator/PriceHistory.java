package evenkeel.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What an instrument traded at, day by day, past and future alike: the simulated exchange knows. */
interface PriceHistory {

  /** The bar of a session; empty while the instrument did not exist. */
  Optional<DailyBar> bar(LocalDate session);

  /** The bars of the sessions from {@code from} to {@code to}, both included, oldest first. */
  List<DailyBar> bars(LocalDate from, LocalDate to);
}
