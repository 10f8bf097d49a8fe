/** The transport on IBKR's own Java client, which is not shipped with Evenkeel. */
@NullMarked
package evenkeel.ibapi;

import org.jspecify.annotations.NullMarked;
