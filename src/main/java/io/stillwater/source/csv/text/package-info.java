/** From the bytes of a file of text to its characters. */
package io.stillwater.source.csv.text;
