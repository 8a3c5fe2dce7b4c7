/**
 * How commands reach a broker and read a topic, and {@code peek}, which shows one.
 *
 * <p>Does not know the other commands.
 */
package io.stillwater.cli.topic;
