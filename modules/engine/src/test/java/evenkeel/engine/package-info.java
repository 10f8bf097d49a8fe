/** Tests of the engine. */
@NullMarked
package evenkeel.engine;

import org.jspecify.annotations.NullMarked;
