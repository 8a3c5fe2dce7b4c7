/**
 * How the files of a bundle for images or sounds become readings, and their scores those of files.
 * May import {@code model.runtime} and the packages below it.
 */
package io.stillwater.model.cut;
