/** The program: command line, configuration, what people see, and the wiring of all the rest. */
@NullMarked
package evenkeel.app;

import org.jspecify.annotations.NullMarked;
