/**
 * Verdicts on single windows become episodes that a person acts on: open, update, resolve; and the
 * form in which they are published.
 *
 * <p>Knows no transport and no clock. May import {@code event}, {@code window}, {@code detect} and
 * Jackson.
 */
package io.stillwater.alert;
