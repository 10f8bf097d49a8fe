/** The harness held to its own promises, and the campaign that every build runs. */
@NullMarked
package evenkeel.verification;

import org.jspecify.annotations.NullMarked;
