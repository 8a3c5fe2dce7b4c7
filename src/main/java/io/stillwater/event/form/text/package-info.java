/**
 * Forms that are text: JSON of several programs, line protocol, plain numbers, and CloudEvents
 * around JSON.
 *
 * <p>May import {@code event}, {@code event.form} and {@code event.envelope}.
 */
package io.stillwater.event.form.text;
