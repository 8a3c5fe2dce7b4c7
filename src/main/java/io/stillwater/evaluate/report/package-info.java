/**
 * The page about an evaluation: figures, curves, scores over the rows, events found and missed. The
 * same outcomes give the same bytes.
 */
package io.stillwater.evaluate.report;
