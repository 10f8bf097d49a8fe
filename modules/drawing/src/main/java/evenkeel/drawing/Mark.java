package evenkeel.drawing;

import java.time.LocalDate;

/**
 * A day that is marked in a chart, such as the day of a trade.
 *
 * @param words what is said of it, shown when pointed at
 */
public record Mark(LocalDate day, String words) {}
