/** How single fields of files are written: numbers, states, times, and that there is nothing. */
package io.stillwater.source.csv.field;
