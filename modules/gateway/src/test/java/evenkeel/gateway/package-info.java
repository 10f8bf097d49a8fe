/** Tests of the broker port. */
@NullMarked
package evenkeel.gateway;

import org.jspecify.annotations.NullMarked;
