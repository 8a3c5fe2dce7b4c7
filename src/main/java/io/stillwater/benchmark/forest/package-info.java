/**
 * The random cut forest, whose library lies in a folder beside the application: reached only
 * through {@link io.stillwater.benchmark.ForestLoader}.
 */
package io.stillwater.benchmark.forest;
