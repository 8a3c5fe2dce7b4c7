package io.stillwater.event.form.choice;

import io.stillwater.event.form.FormName;

/**
 * What records were found to be.
 *
 * @param form null where it could not be told
 * @param gzip whether the values are packed by gzip
 * @param why a sentence for people
 */
public record FormFound(FormName form, boolean gzip, String why) {}
