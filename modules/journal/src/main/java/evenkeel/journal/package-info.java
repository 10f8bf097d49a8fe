/** The journal as a chain of hashes: what is written carries the hash of what was written before. */
@NullMarked
package evenkeel.journal;

import org.jspecify.annotations.NullMarked;
