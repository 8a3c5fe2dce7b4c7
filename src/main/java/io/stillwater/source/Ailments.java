package io.stillwater.source;

import java.util.List;

/** How bad each {@link Fault} of a pump is at one moment, from 0 to 1. */
record Ailments(
    double closingValve, double cavitation, double bearingWear, double stuckSensor, double leak) {
  static final Ailments NONE = new Ailments(0, 0, 0, 0, 0);

  static Ailments of(List<Injection> injections, String pump, long time) {
    return injections.isEmpty()
        ? NONE
        : new Ailments(
            worst(injections, pump, Fault.CLOSING_VALVE, time),
            worst(injections, pump, Fault.CAVITATION, time),
            worst(injections, pump, Fault.BEARING_WEAR, time),
            worst(injections, pump, Fault.STUCK_SENSOR, time),
            worst(injections, pump, Fault.LEAK, time));
  }

  private static double worst(List<Injection> injections, String pump, Fault fault, long time) {
    double worst = 0;
    for (Injection injection : injections) {
      if (injection.fault() == fault && injection.pump().equals(pump)) {
        worst = Math.max(worst, injection.severity(time));
      }
    }
    return worst;
  }
}
