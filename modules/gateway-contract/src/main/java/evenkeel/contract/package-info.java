/** What every transport to a Gateway has to do, as tests against the simulated one. */
@NullMarked
package evenkeel.contract;

import org.jspecify.annotations.NullMarked;
