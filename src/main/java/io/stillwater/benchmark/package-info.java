/**
 * Public collections and labelled files: methods by name, their runs on disk, tables and pages of
 * what they reached. Knows no option: {@code cli} does. May import the packages below, {@code
 * console} among them.
 */
package io.stillwater.benchmark;
