package io.stillwater.source;

/**
 * One centrifugal pump that lifts water through a valve, in steps of a tenth of a second.
 *
 * <p>With r the speed as a part of full speed, v the opening of the valve, Q the flow through the
 * pump in m³/h:
 *
 * <pre>
 * pump curve           H = H0·r² − a·Q²                        (affinity laws)
 * loop                 H = Hs + Q²/g²,  g = v/√k + leak        g: conductance
 * steady flow          Q* = √((H0·r² − Hs) / (a + 1/g²))       dQ/dt = (Q* − Q)/0.8 s
 * suction pressure     ps = p0 − c·Q²                          bar
 * discharge pressure   pd = ps + ρ·g·H/10⁵                     bar
 * flow meter           Q·(v/√k)/g                              what leaks is not measured
 * efficiency           η = 0.74·(1 − 0.6·(Q/(r·Qb) − 1)²)      at least 0.2
 * shaft power          P = ρ·g·Q·H/η + friction                W
 * current              I = √(I0² + (P/530 V)²)                 400 V, three phases, cos φ·ηm = 0.765
 * vibration            V0·r²·(1 + 1.5·(Q/(r·Qb) − 1)²) + faults
 * bearing              dT/dt = (Ta + 12·r² + 8·P/6 kW + 45·wear − T)/60 s
 * motor                dT/dt = (Ta + 22·(I/12 A)² − T)/240 s
 * </pre>
 *
 * <p>The surroundings Ta drift by ±1.5 °C in half an hour, the tank by ±0.02 bar. The operator
 * moves speed (0.82 to 1) and valve (0.65 to 0.95) every 15 s in the mean; the loop follows in
 * about 3 s. Every channel has the noise of its sensor and its resolution.
 */
final class Pump {
  /** Seconds in a step. */
  static final double STEP = 0.1;

  private static final double WATER = 1000 * 9.81; // N/m³
  private static final double HALF_HOUR = 1800;

  /** What part of the flow a flow meter shows whose wheel is caught. */
  private static final double CAUGHT = 0.75;

  private static final double METRES_TO_BAR = WATER / 1e5;

  private final PumpLevels levels;
  private final SeededNoise noise;
  private double seconds;
  private double nextChange;
  private double speedTarget;
  private double valveTarget;
  private double speed;
  private double valve;
  private double turbulence;
  private double flow;
  private double head;
  private double bearing = 45;
  private double motor = 45;
  private double stuckAt = Double.NaN;

  Pump(PumpLevels levels, long seed) {
    this.levels = levels;
    this.noise = new SeededNoise(seed);
    change();
    speed = speedTarget;
    valve = valveTarget;
    flow = steadyFlow(conductance(0), 0);
  }

  /**
   * Goes on by a tenth of a second.
   *
   * @param ailments what is wrong with it
   * @return (channels), in the order of {@link Simulator#CHANNELS}
   */
  double[] step(Ailments ailments) {
    seconds += STEP;
    if (seconds >= nextChange) {
      change();
    }
    double cavitation = ailments.cavitation();
    double wear = ailments.bearingWear();
    speed += (speedTarget - speed) * STEP / 3;
    valve += (valveTarget - valve) * STEP / 3;
    turbulence += -turbulence * STEP / 2 + 0.004 * noise.normal();

    double loop = conductance(ailments.closingValve());
    double leak = 0.45 * ailments.leak() * loop;
    flow += (steadyFlow(loop + leak, cavitation) - flow) * STEP / 0.8;
    head = shutoff(cavitation) - levels.slope() * flow * flow;

    double power = power(wear);
    double current = current(power);
    double around = 22 + 1.5 * StrictMath.sin(2 * Math.PI * seconds / HALF_HOUR + levels.phase());
    bearing += (around + 12 * speed * speed + 8 * power / 6000 + 45 * wear - bearing) * STEP / 60;
    motor += (around + 22 * (current / 12) * (current / 12) - motor) * STEP / 240;
    return sensors(ailments, flow * loop / (loop + leak), current);
  }

  private double[] sensors(Ailments ailments, double measuredFlow, double current) {
    double cavitation = ailments.cavitation();
    double drift = 0.02 * StrictMath.sin(2 * Math.PI * seconds / HALF_HOUR + 2 * levels.phase());
    double suction =
        levels.tankPressure() + drift - levels.inlet() * (1 + 2.5 * cavitation) * flow * flow;
    double burst = cavitation * Math.abs(noise.normal());
    double[] values = {
      suction + 0.008 * noise.normal(),
      suction + METRES_TO_BAR * head + (0.012 + 0.05 * cavitation) * noise.normal(),
      measuredFlow + 0.25 * noise.normal(),
      2900 * speed + 2 * noise.normal(),
      current + 0.05 * noise.normal(),
      vibration(burst, ailments.bearingWear()) * (1 + 0.05 * noise.normal()),
      bearing + 0.08 * noise.normal(),
      motor + 0.08 * noise.normal()
    };
    values[2] = flowMeter(values[2], ailments.stuckSensor() > 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(values[i] * 1000) / 1000.0;
    }
    return values;
  }

  private double flowMeter(double measured, boolean stuck) {
    if (!stuck) {
      stuckAt = Double.NaN;
      return measured;
    }
    stuckAt = Double.isNaN(stuckAt) ? CAUGHT * measured : stuckAt;
    return stuckAt;
  }

  /** The operator asks for another load. */
  private void change() {
    speedTarget = noise.between(0.82, 1);
    valveTarget = noise.between(0.65, 0.95);
    nextChange = seconds + 5 + noise.waiting(10);
  }

  private double conductance(double closing) {
    double opening = valve * (1 + turbulence) * (1 - 0.75 * closing);
    return opening / Math.sqrt(levels.resistance());
  }

  private double shutoff(double cavitation) {
    return levels.shutoffHead() * speed * speed * (1 - 0.15 * cavitation);
  }

  private double steadyFlow(double conductance, double cavitation) {
    double lift = shutoff(cavitation) - levels.staticHead();
    return Math.sqrt(Math.max(lift, 0) / (levels.slope() + 1 / (conductance * conductance)));
  }

  private double power(double wear) {
    double miss = offBest();
    double efficiency = Math.max(0.2, 0.74 * (1 - 0.6 * miss * miss));
    return WATER * flow / 3600 * head / efficiency + 500 * wear * speed;
  }

  private double current(double power) {
    double working = power / 530;
    return Math.sqrt(levels.idleCurrent() * levels.idleCurrent() + working * working);
  }

  private double vibration(double burst, double wear) {
    double miss = offBest();
    double still = levels.vibration() * speed * speed * (1 + 1.5 * miss * miss);
    return still + 3 * burst + 2.5 * wear * speed;
  }

  /** How far the flow is from that of best efficiency at this speed, as a part of it. */
  private double offBest() {
    return flow / (speed * levels.bestFlow()) - 1;
  }
}
