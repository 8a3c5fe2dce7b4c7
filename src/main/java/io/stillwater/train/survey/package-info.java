/**
 * What is strange in readings that nobody labelled: limits that the readings set themselves, and
 * the stretches beyond them, in words and on a page.
 *
 * <p>Of readings it takes what {@link io.stillwater.train.CrossFit} scored; files of a folder are
 * scored here, by what {@code train.media} learns of the others.
 */
package io.stillwater.train.survey;
