/**
 * What is strange in readings that nobody labelled: limits that the readings set themselves, and
 * the stretches beyond them, in words and on a page.
 *
 * <p>Trains nothing and reads no files: it takes what {@link io.stillwater.train.CrossFit} scored.
 */
package io.stillwater.train.survey;
