/** What listens to the engine: reports, state files, alerts, and the folder they live in. */
@NullMarked
package evenkeel.operations;

import org.jspecify.annotations.NullMarked;
