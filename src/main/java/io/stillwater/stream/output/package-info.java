/** What comes out of a flow: what is sent, what is stored, and where it stands. */
package io.stillwater.stream.output;
