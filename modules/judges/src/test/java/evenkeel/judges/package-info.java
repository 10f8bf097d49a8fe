/** Other people's clients drive the simulated Gateway and say what they find. */
@NullMarked
package evenkeel.judges;

import org.jspecify.annotations.NullMarked;
