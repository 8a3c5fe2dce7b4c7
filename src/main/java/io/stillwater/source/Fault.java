package io.stillwater.source;

import java.util.List;
import java.util.Locale;

/** What can go wrong with a pump of the {@link Simulator}. */
public enum Fault {
  /** The outlet valve closes to a quarter: the flow falls, the pump presses harder, works less. */
  CLOSING_VALVE(
      "closing valve",
      "the outlet valve closes: flow and current fall, the discharge pressure rises",
      "flow",
      "discharge_pressure",
      "motor_current"),

  /**
   * A clogged inlet: the suction pressure falls until vapour bubbles form and collapse, which costs
   * head, shakes the pump and makes the flow unsteady.
   */
  CAVITATION(
      "cavitation",
      "a clogged inlet: suction and discharge pressure fall, vibration rises in bursts",
      "suction_pressure",
      "discharge_pressure",
      "vibration"),

  /** A worn bearing: it rubs, so it shakes, grows warm, and takes power. */
  BEARING_WEAR(
      "bearing wear",
      "a worn bearing: vibration rises, then the bearing's temperature",
      "vibration",
      "bearing_temperature"),

  /**
   * The flow meter's wheel is caught: it reads a quarter too little, and never anything else. A
   * meter that kept its last value would show only once the load has moved well away from it.
   */
  STUCK_SENSOR(
      "stuck sensor",
      "the flow meter's wheel is caught: it repeats one value, too low, whatever the pump does",
      "flow"),

  /** Water leaves between pump and flow meter: less arrives, at less pressure, for more power. */
  LEAK(
      "leak",
      "water leaves behind the pump: flow and discharge pressure fall, the current rises",
      "flow",
      "discharge_pressure",
      "motor_current");

  private final String title;
  private final String effect;
  private final String channels;

  Fault(String title, String effect, String... channels) {
    this.title = title;
    this.effect = effect;
    this.channels = String.join(",", channels);
  }

  /** The name for people, such as {@code closing valve}. */
  public String title() {
    return title;
  }

  /** What it does, in a sentence without an end. */
  public String effect() {
    return effect;
  }

  /** The channels that it moves beyond what is normal. */
  public List<String> channels() {
    return List.of(channels.split(",", -1));
  }

  /** The fault of that name, in any case, with spaces, dashes or underscores. */
  public static Fault named(String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    for (Fault fault : values()) {
      if (fault.name().equals(plain)) {
        return fault;
      }
    }
    throw new IllegalArgumentException(
        "there is no fault "
            + name
            + ": expected one of "
            + String.join(", ", List.of(values()).stream().map(Fault::title).toList()));
  }
}
