/** Tests of the codec against golden frames, captures, random values and broken bytes. */
@NullMarked
package evenkeel.tws;

import org.jspecify.annotations.NullMarked;
