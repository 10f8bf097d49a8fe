/** How fast the codec is, in memory and over loopback. */
@NullMarked
package evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
