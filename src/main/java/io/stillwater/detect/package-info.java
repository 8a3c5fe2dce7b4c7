/**
 * Windows become scores, scores become p-values and verdicts.
 *
 * <p>Knows how normal windows score, not how the denoiser works nor what an alert is. May import
 * {@code event}, {@code window} and {@code diffusion}.
 */
package io.stillwater.detect;
