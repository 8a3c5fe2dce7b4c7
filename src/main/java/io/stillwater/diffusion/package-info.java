/**
 * The mathematics of denoising: one contract D(x; σ), the published techniques as rows of a table
 * around it, samplers, the noise levels, the error that becomes a score, and the exact denoiser of
 * a reference set.
 *
 * <p>Plain Java on arrays and free of frameworks, so that it can be the oracle for everything that
 * runs faster. May import the JDK only.
 */
package io.stillwater.diffusion;
