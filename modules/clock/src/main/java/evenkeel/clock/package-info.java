/** The one clock of the process. */
@NullMarked
package evenkeel.clock;

import org.jspecify.annotations.NullMarked;
