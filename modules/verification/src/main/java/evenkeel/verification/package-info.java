/** The whole engine under virtual time, with injected faults and an auditor of its own. */
@NullMarked
package evenkeel.verification;

import org.jspecify.annotations.NullMarked;
