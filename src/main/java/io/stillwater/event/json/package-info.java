/**
 * Readings in JSON: from the bytes of a record to the readings in it.
 *
 * <p>Imports {@code event}, the JDK and Jackson only.
 */
package io.stillwater.event.json;
