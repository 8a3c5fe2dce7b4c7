package io.stillwater.source;

/**
 * What makes one pump differ from the next: the constants of its equations (see {@link Pump}).
 *
 * @param shutoffHead H0, head at no flow and full speed, m
 * @param slope a of the pump curve, m/(m³/h)²
 * @param staticHead Hs, height that the water is lifted, m
 * @param resistance k of the open loop, m/(m³/h)²
 * @param bestFlow Qb, flow of best efficiency at full speed, m³/h
 * @param tankPressure p0, before the inlet, bar
 * @param inlet c, pressure lost in the inlet, bar/(m³/h)²
 * @param idleCurrent I0, A
 * @param vibration at full speed and best flow, mm/s
 * @param phase of the slow drift, radians
 */
record PumpLevels(
    double shutoffHead,
    double slope,
    double staticHead,
    double resistance,
    double bestFlow,
    double tankPressure,
    double inlet,
    double idleCurrent,
    double vibration,
    double phase) {

  /** The levels of a pump by its number: the same in every simulation, up to 10 % apart. */
  static PumpLevels of(int number) {
    SeededNoise own = new SeededNoise(0x5DEECE66DL * (number + 1));
    return new PumpLevels(
        45 * own.between(0.9, 1.1),
        0.0033 * own.between(0.95, 1.05),
        8 * own.between(0.9, 1.1),
        0.0062 * own.between(0.9, 1.1),
        52 * own.between(0.95, 1.05),
        1.5 * own.between(0.95, 1.05),
        0.00012 * own.between(0.9, 1.1),
        4 * own.between(0.9, 1.1),
        1.6 * own.between(0.9, 1.1),
        own.between(0, 2 * Math.PI));
  }
}
