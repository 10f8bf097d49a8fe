/**
 * The TWS socket protocol of Interactive Brokers, both directions, without any I/O: bytes in,
 * messages out, and back. Server versions {@link evenkeel.tws.ServerVersions#MIN} to
 * {@link evenkeel.tws.ServerVersions#MAX}; the client pins {@link evenkeel.tws.ServerVersions#PINNED}.
 */
@NullMarked
package evenkeel.tws;

import org.jspecify.annotations.NullMarked;
