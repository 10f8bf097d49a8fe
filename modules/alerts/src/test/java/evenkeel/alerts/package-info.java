@NullMarked
package evenkeel.alerts;

import org.jspecify.annotations.NullMarked;
