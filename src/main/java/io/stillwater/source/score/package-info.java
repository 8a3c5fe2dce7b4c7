/**
 * Scores files row by row, and folders file by file, as a stream of the same would have been
 * scored. May import what {@code source} may, and its other rooms.
 */
package io.stillwater.source.score;
