/**
 * Where an anomaly begins: episodes and time in alarm by threshold, for all keys together and for
 * each on its own, and what is promised. Knows no denoiser. May import {@code train.data}.
 */
package io.stillwater.train.threshold;
