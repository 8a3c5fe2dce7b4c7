package io.stillwater.detect;

import io.stillwater.window.Window;

/**
 * A window with its judgement.
 *
 * @param window what was judged
 * @param error the denoising errors behind the score
 * @param score the combination of the levels' z-values, unbounded, larger is stranger; the key's
 *     own where it has one ({@link ScoreLevel})
 * @param pValue how often normal data score at least as high
 * @param beyond whether the score is beyond the threshold
 */
public record Verdict(
    Window window, WindowError error, double score, PValue pValue, boolean beyond) {}
