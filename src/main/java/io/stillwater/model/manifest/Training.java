package io.stillwater.model.manifest;

/**
 * Where a detector comes from. No times, no paths: the same data and seed give the same bundle.
 *
 * @param data what it was trained on, in words
 * @param timed whether the readings had times
 * @param readings how many were read
 * @param keys how many keys they came from
 * @param references windows in the memory
 * @param heldOut normal windows behind the calibration
 * @param trimmed windows that were left out because they were unlike all others
 * @param seed of every random choice
 */
public record Training(
    String data,
    boolean timed,
    long readings,
    int keys,
    int references,
    int heldOut,
    int trimmed,
    long seed) {}
