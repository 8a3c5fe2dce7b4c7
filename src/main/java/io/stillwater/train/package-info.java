/**
 * Readings become a bundle: read, normalise, split, fit, score what was held out, calibrate, write.
 *
 * <p>The offline line: windows are cut and scored by the classes that serve. Nothing here reads a
 * clock; the same readings and the same seed give the same bytes. May import everything up to level
 * 4 ({@code model}, {@code stream}), never {@code source}, {@code kafka} or a command.
 */
package io.stillwater.train;
