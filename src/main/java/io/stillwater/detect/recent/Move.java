package io.stillwater.detect.recent;

/**
 * Normal has moved, or is back where it was in training.
 *
 * @param began whether it moved; otherwise it is back
 * @param since event time from which on it has been so, to the slot
 */
public record Move(boolean began, long since) {}
