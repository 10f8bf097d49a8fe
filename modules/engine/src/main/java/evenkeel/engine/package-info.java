/** The actors that decide and execute: portfolio, prices, planner, executor, triggers. */
@NullMarked
package evenkeel.engine;

import org.jspecify.annotations.NullMarked;
