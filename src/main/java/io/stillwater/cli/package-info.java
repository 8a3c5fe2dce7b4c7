/**
 * The commands: what a person types. Reads options, calls the packages below and prints what came
 * of it; the only package that knows picocli. May import every package but {@code web}; only {@code
 * serve} and {@code demo} start the service or open a port.
 */
package io.stillwater.cli;
