/** The transport over TCP keeps the contract. */
@NullMarked
package evenkeel.contract;

import org.jspecify.annotations.NullMarked;
