package io.stillwater.stream.output;

import io.stillwater.event.RawRecord;

/**
 * A record that could not be used, with its story.
 *
 * @param record as it came
 * @param stage where it failed: {@code decode} or {@code time}
 * @param error the class of what went wrong
 * @param message what was wrong, the value seen, what was expected
 */
public record DeadLetter(RawRecord record, String stage, String error, String message) {}
