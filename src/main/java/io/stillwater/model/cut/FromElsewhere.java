package io.stillwater.model.cut;

import io.stillwater.model.feature.FeatureInfo;

/** A cut whose bundle has a network of features that was trained elsewhere. */
public interface FromElsewhere {
  /** What is known of that network. */
  FeatureInfo info();
}
