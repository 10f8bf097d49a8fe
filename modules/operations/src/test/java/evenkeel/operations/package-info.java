/** Tests of what is written and said: to the letter, across crashes, once. */
@NullMarked
package evenkeel.operations;

import org.jspecify.annotations.NullMarked;
