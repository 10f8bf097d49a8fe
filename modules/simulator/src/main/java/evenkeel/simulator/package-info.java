/** A simulated IB Gateway and exchange. */
@NullMarked
package evenkeel.simulator;

import org.jspecify.annotations.NullMarked;
