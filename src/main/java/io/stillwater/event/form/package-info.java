/**
 * Records as other programs write them: the contract of a form, and the way from its samples to
 * readings.
 *
 * <p>The forms themselves lie in rooms below this one, by what they are made of. May import {@code
 * event} and {@code event.envelope}.
 */
package io.stillwater.event.form;
