/**
 * Events as values, and the way from bytes to them.
 *
 * <p>The lowest room: imports the JDK and Jackson only, so that every other room may speak of
 * events.
 */
package io.stillwater.event;
