package io.stillwater.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.stillwater.detect.WindowScorer;
import jakarta.inject.Singleton;

/** Measures how long scoring takes. */
@Singleton
public class ScoringTimes {
  private final MeterRegistry registry;

  ScoringTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The same scorer with its batches timed; {@code detector} is the label of the metric. */
  public WindowScorer of(String detector, WindowScorer scorer) {
    return new TimedScorer(scorer, detector, registry);
  }
}
