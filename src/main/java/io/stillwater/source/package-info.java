/**
 * The offline door: readings from files and from the simulator, and the files that scores are
 * written to.
 *
 * <p>A room of its own because nothing else should know what a CSV file looks like. May import the
 * levels below it and FastCSV, which nobody else uses.
 */
package io.stillwater.source;
