/**
 * The commands: what a person types. Reads options, calls the packages below and prints what came
 * of it. May import every package but {@code web}; only {@code serve} and {@code demo} start
 * Quarkus or open a port.
 */
package io.stillwater.cli;
