/** The planner on history: what a policy would have done, and whether another one would have done better than luck. */
@NullMarked
package evenkeel.backtest;

import org.jspecify.annotations.NullMarked;
