/** The broker port, and the actors that keep one connection to a Gateway. */
@NullMarked
package evenkeel.gateway;

import org.jspecify.annotations.NullMarked;
