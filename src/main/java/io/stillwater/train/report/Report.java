package io.stillwater.train.report;

import io.stillwater.model.manifest.Manifest;
import io.stillwater.train.network.TrainedNetwork;
import java.util.List;

/**
 * What a training has to show.
 *
 * @param manifest of the bundle
 * @param alarms what held-out normal windows have at the threshold
 * @param scores (held out) of the held-out windows, in any order
 * @param networks that were trained; none where the bundle has only a memory
 * @param drawn new windows beside real ones
 * @param denoised what the denoiser says of normal windows
 * @param warnings what the user should know
 */
public record Report(
    Manifest manifest,
    Alarms alarms,
    double[] scores,
    List<TrainedNetwork> networks,
    Drawn drawn,
    Denoised denoised,
    List<String> warnings) {
  public Report {
    networks = List.copyOf(networks);
    warnings = List.copyOf(warnings);
  }

  /**
   * False alarms in normal windows.
   *
   * @param episodes that open
   * @param keyDays how much time the windows cover, in days of one key; 0 without time
   * @param inAlarm windows at which an episode is open
   * @param windows all of them
   */
  public record Alarms(int episodes, double keyDays, long inAlarm, long windows) {}

  /**
   * New windows and real ones, as the denoiser sees them.
   *
   * @param real (windows)(length · channels)
   * @param made (windows)(length · channels)
   * @param likeness how like they are; empty where too few were drawn to say
   */
  public record Drawn(List<float[]> real, List<float[]> made, List<Likeness> likeness) {
    public Drawn {
      real = List.copyOf(real);
      made = List.copyOf(made);
      likeness = List.copyOf(likeness);
    }
  }

  /**
   * A distance between sets of windows.
   *
   * @param what in words
   * @param drawn between new windows and real ones
   * @param halves between two halves of the real ones
   */
  public record Likeness(String what, double drawn, double halves) {}

  /**
   * Normal windows in the units of the data, as far as a denoiser sees them.
   *
   * @param sigma noise level at which they were denoised
   * @param real (windows)(readings · channels)
   * @param clean (windows)(readings · channels)
   */
  public record Denoised(double sigma, List<double[]> real, List<double[]> clean) {
    public Denoised {
      real = List.copyOf(real);
      clean = List.copyOf(clean);
    }
  }

  /** Channels that are drawn. */
  int shown() {
    return Math.min(Page.CHANNELS, manifest.channels().size());
  }

  String channel(int index) {
    return manifest.channelNames().get(index);
  }

  /** The values of one channel of a window. */
  static double[] channel(double[] window, int channel, int channels) {
    double[] values = new double[window.length / channels];
    for (int r = 0; r < values.length; r++) {
      values[r] = window[r * channels + channel];
    }
    return values;
  }

  static double[] wide(float[] narrow) {
    double[] wide = new double[narrow.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = narrow[i];
    }
    return wide;
  }

  /** The page: HTML that is well-formed XML, below 300 kB. */
  public String html() {
    return Page.of(this);
  }
}
