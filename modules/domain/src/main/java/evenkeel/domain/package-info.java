/** Portfolio, prices, plan and exchange calendar: values in, decisions out; no I/O, no clock. */
@NullMarked
package evenkeel.domain;

import org.jspecify.annotations.NullMarked;
