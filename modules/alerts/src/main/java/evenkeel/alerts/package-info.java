/** Brings alerts to their owner: what goes where and when, and the channels that carry it. */
@NullMarked
package evenkeel.alerts;

import org.jspecify.annotations.NullMarked;
