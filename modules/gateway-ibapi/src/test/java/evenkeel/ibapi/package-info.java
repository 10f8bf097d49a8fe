/** IBKR's client keeps the contract of transports. */
@NullMarked
package evenkeel.ibapi;

import org.jspecify.annotations.NullMarked;
