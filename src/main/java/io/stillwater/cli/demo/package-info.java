/**
 * The demo: broker, readings, service and page in one process, and an account of what came of it.
 * May import what {@code cli} may.
 */
package io.stillwater.cli.demo;
