/**
 * Arrow's files and streams, batch by batch: messages are read with the format's own structures,
 * values from plain buffers, without Arrow's memory, which asks for open modules of the JDK.
 */
package io.stillwater.source.columnar.arrow;
