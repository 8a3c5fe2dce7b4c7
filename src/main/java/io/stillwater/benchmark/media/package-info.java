/**
 * Labelled images and sounds: collections with their protocols, what judges files, and what came of
 * it. A row of a table is a file.
 *
 * <p>One file and its map are in memory at a time. May import what {@code benchmark} may.
 */
package io.stillwater.benchmark.media;
