package io.stillwater.model;

import java.util.Objects;

/**
 * What people read of a bundle.
 *
 * @param card data, promise and limits, as Markdown
 * @param report how the training went, as an HTML page without scripts
 */
public record BundlePages(String card, String report) {
  public BundlePages {
    Objects.requireNonNull(card, "card");
    Objects.requireNonNull(report, "report");
  }
}
