package io.stillwater.model.manifest;

/**
 * What is known of a denoiser that was trained elsewhere.
 *
 * @param file it came in
 * @param prediction what it predicts: epsilon, v, x0
 * @param schedule the noise that it was trained on, in words
 * @param lowest the smallest σ that it was trained on
 * @param highest the largest σ
 * @param layout how windows lie in its input
 * @param operatorSet the ONNX operator set that it was written for
 */
public record ImportedInfo(
    String file,
    String prediction,
    String schedule,
    double lowest,
    double highest,
    String layout,
    int operatorSet) {
  String text() {
    return file + ", predicts " + prediction;
  }
}
