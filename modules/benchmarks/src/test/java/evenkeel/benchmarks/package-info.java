/** That the benchmarks still run and measure what they say. */
@NullMarked
package evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
