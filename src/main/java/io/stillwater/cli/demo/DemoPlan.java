package io.stillwater.cli.demo;

import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.csv.CsvOptions;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What to show.
 *
 * @param home folder of Stillwater: broker and shipped bundles lie below it
 * @param length of the demo; null for until it is stopped
 * @param port of the page
 * @param json whether to write for machines
 * @param camera whether cameras over a cloth are shown
 * @param data file whose rows are shown; null for simulated pumps
 * @param csv how to read that file
 * @param trainRows rows of that file that are trained on; null for the first third
 * @param seed of the simulation and of training
 * @param runtime how models are run
 */
public record DemoPlan(
    Path home,
    Duration length,
    int port,
    boolean json,
    boolean camera,
    Path data,
    CsvOptions csv,
    Long trainRows,
    long seed,
    RuntimeOptions runtime) {}
