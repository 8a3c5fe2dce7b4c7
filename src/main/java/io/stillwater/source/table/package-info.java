/**
 * Rows and columns as files have them, whether as text or with types: what readings are made of.
 */
package io.stillwater.source.table;
