/** Tests of the pure decisions. */
@NullMarked
package evenkeel.domain;

import org.jspecify.annotations.NullMarked;
