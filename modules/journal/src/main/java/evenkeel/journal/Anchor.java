package evenkeel.journal;

import java.nio.file.Path;

/**
 * A point of the chain that is kept outside the journal, so that a journal that was cut after it, or made anew, is
 * seen.
 *
 * @param hash of the last event that was written by then
 * @param run whose report keeps it
 * @param file where the report is
 */
public record Anchor(String hash, String run, Path file) {}
