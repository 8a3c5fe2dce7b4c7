/**
 * Readings become a bundle: this room runs it, {@code data} reads, {@code fit} and {@code network}
 * make the denoisers, {@code threshold} says where an anomaly begins, {@code report} tells of it;
 * {@code media} does it for images and sounds, {@code survey} without a bundle.
 *
 * <p>The offline line: windows are cut and scored by the classes that serve. Nothing here reads a
 * clock; the same readings and the same seed give the same bytes. May import everything up to level
 * 4 ({@code model}, {@code stream}), never {@code source}, {@code kafka} or a command.
 */
package io.stillwater.train;
