/**
 * The random cut forest, whose library lies in a folder beside the application: reached only
 * through {@link io.stillwater.cli.benchmark.ForestLoader}.
 */
package io.stillwater.cli.benchmark.forest;
