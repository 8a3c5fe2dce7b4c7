/**
 * How well a detector finds what is wrong, measured honestly: rankings, simple baselines, and the
 * protocols of public collections as data.
 *
 * <p>Knows neither files nor training: tables come through {@link
 * io.stillwater.evaluate.TableReader}, what is judged through {@link
 * io.stillwater.evaluate.Method}. Home of what the commands {@code evaluate} and {@code benchmark}
 * print. May import everything up to level 4.
 */
package io.stillwater.evaluate;
