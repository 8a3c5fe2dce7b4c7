package io.stillwater.stream.output;

/**
 * A reading that was set aside, because its key went on before it in time: its clock had jumped.
 *
 * @param partition of the input topic
 * @param key the sensor key
 * @param offset of its record
 * @param time of the reading, in milliseconds since the epoch
 * @param next time of the key's next reading
 */
public record Aside(int partition, String key, long offset, long time, long next) {}
