/**
 * The whole online flow without Kafka: record, decode, window, micro-batch, score, policy, output.
 * One thread, no clock, so that what comes out is a function of what went in.
 *
 * <p>May import every room below it; nothing here knows a broker.
 */
package io.stillwater.stream;
