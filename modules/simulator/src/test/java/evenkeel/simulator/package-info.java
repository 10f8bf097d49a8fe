@NullMarked
package evenkeel.simulator;

import org.jspecify.annotations.NullMarked;
