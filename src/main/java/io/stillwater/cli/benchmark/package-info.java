/**
 * Public collections and labelled files: methods by name, their runs on disk, tables and pages of
 * what they reached. May import what {@code cli} may.
 */
package io.stillwater.cli.benchmark;
