/**
 * The network that denoises: its layers as operations of a graph, one training step as a graph, the
 * loop that runs it, and the trained weights as a denoiser.
 *
 * <p>The step and the scoring graph are written by the same {@code Backbone}, so what is trained is
 * what is served. May import levels 0 to 4; knows nothing of files, keys, calibration or bundles.
 */
package io.stillwater.train.network;
