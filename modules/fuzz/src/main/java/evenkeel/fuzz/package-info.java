/** Coverage-guided fuzzing of everything that reads what comes from outside. */
@NullMarked
package evenkeel.fuzz;

import org.jspecify.annotations.NullMarked;
