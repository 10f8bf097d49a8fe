/** Charts as SVG text: numbers and finished words in, markup out. Pure; knows nobody. */
@NullMarked
package evenkeel.drawing;

import org.jspecify.annotations.NullMarked;
