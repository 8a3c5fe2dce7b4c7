/**
 * Which form to read, by its name and by what records look like.
 *
 * <p>Above the rooms of the forms, since it knows them all. May import {@code event} and all below
 * {@code event.form}.
 */
package io.stillwater.event.form.choice;
