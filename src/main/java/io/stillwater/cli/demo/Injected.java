package io.stillwater.cli.demo;

/**
 * Something that was made to go wrong.
 *
 * @param key of the machine
 * @param name of the fault
 * @param from event time in milliseconds
 * @param to event time at which it was over
 */
record Injected(String key, String name, long from, long to) {}
