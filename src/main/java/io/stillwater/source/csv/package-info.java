/**
 * Readings from CSV files and back: what a file's first rows tell of its dialect, which column is
 * what, and its rows one after another.
 */
package io.stillwater.source.csv;
