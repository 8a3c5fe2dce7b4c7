package io.stillwater.model.graph;

import io.stillwater.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The denoisers of a bundle over the same windows, their levels behind each other: memory at 0.5
 * and 1 with a network at 0.1 and 0.4 has the levels 0.5, 1, 0.1, 0.4. Immutable.
 */
final class CombinedGraph {
  private final List<DenoiserGraph> parts;

  CombinedGraph(List<? extends DenoiserGraph> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("at least one denoiser is needed: there was none");
    }
    this.parts = List.copyOf(parts);
  }

  /** How many levels all have together. */
  int levels() {
    return parts.stream().mapToInt(part -> part.levels().count()).sum();
  }

  /** As {@link DenoiserGraph#denoise}, each part at its own stretch of {@code sigmas}. */
  Tensor denoise(Tensor x, Tensor sigmas) {
    List<Tensor> clean = new ArrayList<>();
    int from = 0;
    for (DenoiserGraph part : parts) {
      int to = from + part.levels().count();
      clean.add(part.denoise(x, parts.size() == 1 ? sigmas : sigmas.slice(0, from, to)));
      from = to;
    }
    return clean.size() == 1 ? clean.get(0) : Tensor.concat(1, clean);
  }
}
