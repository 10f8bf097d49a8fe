package evenkeel.journal;

import java.util.Optional;

/**
 * One row of the journal as it was stored.
 *
 * @param ordering the position in the whole journal, growing
 * @param persistenceId the actor that wrote it
 * @param sequenceNumber the position among the events of this actor, from 1 without gaps
 * @param manifest the event's name
 * @param payload the event's bytes as they were written
 * @param hash empty for an event that was written before journals were chained
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are read one at a time and compared by nobody.
public record ChainedEvent(
    long ordering, String persistenceId, long sequenceNumber, String manifest, byte[] payload, Optional<String> hash) {}
