/**
 * The page about a training: {@code report.html} in the bundle.
 *
 * <p>One file without scripts and without anything from elsewhere, well-formed as XML. All text is
 * escaped, for names of channels come from outside. No clock is read, and what is drawn is rounded:
 * the same training gives the same bytes. Imports nothing of {@code train} but the network.
 */
package io.stillwater.train.report;
