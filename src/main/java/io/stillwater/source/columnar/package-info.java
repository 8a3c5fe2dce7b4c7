/** Files that hold tables with types, found out by their first bytes. */
package io.stillwater.source.columnar;
