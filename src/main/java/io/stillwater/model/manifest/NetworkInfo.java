package io.stillwater.model.manifest;

import io.stillwater.diffusion.Technique;
import java.util.Locale;

/**
 * The form of a trained network: with the weights in the model, all that is needed to build it
 * again.
 *
 * @param size in a word: small, medium, large
 * @param width values of a token
 * @param blocks that mix the tokens
 * @param tokens in a window
 * @param patch readings in a token
 * @param mixing how tokens see each other
 * @param technique how it was trained: the option of a {@link Technique}
 * @param parameters how many weights it has
 * @param operations multiplications and additions for one window at one noise level
 */
public record NetworkInfo(
    String size,
    int width,
    int blocks,
    int tokens,
    int patch,
    String mixing,
    String technique,
    long parameters,
    long operations) {
  public NetworkInfo {
    Technique.of(technique);
  }

  /** In words, such as "small, tokens, edm, 70,432 weights, 0.62 million operations a level". */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, %,d weights, %.2f million operations a level",
        size,
        mixing,
        technique,
        parameters,
        operations / 1e6);
  }
}
