package io.stillwater.model.graph;

import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.View;
import io.stillwater.onnx.Tensor;
import java.util.Objects;

/**
 * A denoiser that sees a {@link View} of the window. What it corrects there is corrected in all
 * readings of a token alike; readings that it does not see stay as they are, and so have no error.
 * Immutable.
 *
 * @param view what it sees
 * @param length readings in a window
 * @param of the denoiser, for windows of {@code view.tokens()} readings
 */
public record ViewedGraph(View view, int length, DenoiserGraph of) implements DenoiserGraph {
  public ViewedGraph {
    Objects.requireNonNull(of, "of");
    if (view.readings() > length) {
      throw new IllegalArgumentException(
          "a window of " + length + " readings cannot be seen as " + view.text());
    }
  }

  /** The denoiser itself where it sees every reading, else with its view. */
  public static DenoiserGraph of(View view, int length, DenoiserGraph of) {
    return view.isWhole(length) ? of : new ViewedGraph(view, length, of);
  }

  @Override
  public DenoiserInfo info() {
    return new DenoiserInfo.Viewed(view, of.info());
  }

  @Override
  public DenoiserGraph inner() {
    return of.inner();
  }

  @Override
  public Tensor denoise(Tensor seen, Tensor sigmas) {
    return of.denoise(seen, sigmas);
  }
}
