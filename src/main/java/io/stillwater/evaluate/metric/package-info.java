/**
 * Figures of detection on a time axis: volumes under the surface, affiliation, NAB, events.
 *
 * <p>Plain functions of arrays: scores (rows), larger is stranger, and labels (rows), true where
 * the row is anomalous. What is not defined, for example a recall without anomalous rows, is NaN;
 * scores that are not numbers are refused. Imports nothing but the JDK, so that a figure can be
 * checked with this package alone.
 */
package io.stillwater.evaluate.metric;
