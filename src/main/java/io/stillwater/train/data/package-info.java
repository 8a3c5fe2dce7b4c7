/**
 * Reading: from readings to windows that are kept, in blocks and in files where they are many, and
 * which of them are for what. Knows no denoiser. May import {@code window} and what that may.
 */
package io.stillwater.train.data;
