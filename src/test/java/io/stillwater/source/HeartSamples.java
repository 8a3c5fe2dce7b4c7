package io.stillwater.source;

import io.stillwater.event.Waveform;
import io.stillwater.event.sound.WavFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Recordings that are like those of hearts through a stethoscope at 2,000 Hz: two sounds a beat,
 * which a valve makes and a chest damps; several recorders of different colour and hiss; loud and
 * faint ones, with rubs of the cloth; and, as what is wrong, a murmur between the sounds.
 */
public final class HeartSamples {
  public static final int RATE = 2_000;

  private HeartSamples() {}

  /**
   * One recording.
   *
   * @param murmur how loud it is beside the first sound, 0 for none
   */
  public static Waveform of(long seed, double seconds, double murmur) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 17);
    int n = (int) (seconds * RATE);
    double[] heart = new double[n];
    beats(random, heart, murmur);
    int site = random.nextInt(4);
    double[] colour = {0.92, 0.8, 0.6, 0.3};
    double[] hiss = {0.004, 0.012, 0.025, 0.008};
    double own = hiss[site] * Math.exp(0.5 * random.nextGaussian());
    rubs(random, heart);
    double gain = 0.4 * Math.exp(0.7 * random.nextGaussian());
    float[] out = new float[n];
    double low = 0;
    double pink = 0;
    double high = 0;
    for (int i = 0; i < n; i++) {
      pink += 0.05 * (random.nextGaussian() - pink);
      double noise = own * (random.nextGaussian() + 8 * pink);
      // The recorder: a low pass of its own colour, and no steady pressure.
      low += (1 - colour[site]) * (heart[i] - low);
      high += 0.06 * (low - high);
      out[i] = (float) Math.max(-1, Math.min(1, gain * (low - high + noise)));
    }
    return new Waveform(out, RATE, seconds);
  }

  private static void beats(Random random, double[] out, double murmur) {
    double period = 60 / (60 + 45 * random.nextDouble());
    double first = 35 + 25 * random.nextDouble();
    double second = first * (1.2 + 0.5 * random.nextDouble());
    double balance = Math.exp(0.4 * random.nextGaussian());
    boolean systolic = random.nextInt(4) > 0;
    boolean even = random.nextBoolean();
    double pitch = 90 + 150 * random.nextDouble();
    double breath = 0.25 + 0.1 * random.nextDouble();
    Burst noise = new Burst(random, pitch);
    for (double t = -period * random.nextDouble(); t * RATE < out.length; ) {
      double length = period * (1 + 0.04 * random.nextGaussian());
      double systole = 0.33 * Math.sqrt(length) * (1 + 0.02 * random.nextGaussian());
      double deep = 1 + 0.25 * Math.sin(2 * Math.PI * breath * t);
      thud(random, out, t, first, 0.11, deep);
      thud(random, out, t + systole, second, 0.08, 0.7 * balance * deep);
      double from = systolic ? t + 0.09 : t + systole + 0.07;
      double to = systolic ? t + systole - 0.01 : t + systole + 0.07 + 0.55 * (length - systole);
      noise.add(out, from, to, murmur * deep, systolic && even ? 0 : systolic ? 1 : 2);
      t += length;
    }
  }

  /** A valve closes: some partials that begin one after the other and die. */
  private static void thud(
      Random random, double[] out, double at, double pitch, double seconds, double loud) {
    for (int k = 0; k < 3; k++) {
      double f = pitch * (1 + 0.6 * k) * (1 + 0.03 * random.nextGaussian());
      double start = at + 0.012 * k * (1 + 0.2 * random.nextGaussian());
      double amplitude = loud * Math.pow(0.6, k) * (1 + 0.1 * random.nextGaussian());
      for (int i = Math.max(0, (int) (start * RATE)); i < out.length; i++) {
        double t = (double) i / RATE - start;
        if (t > seconds * 1.5) {
          break;
        }
        double envelope = t < 0 ? 0 : (1 - Math.exp(-t / 0.01)) * Math.exp(-t / (seconds / 4));
        out[i] += amplitude * envelope * Math.sin(2 * Math.PI * f * t);
      }
    }
  }

  /** Cloth on the microphone, now and then. */
  private static void rubs(Random random, double[] out) {
    double seconds = (double) out.length / RATE;
    int count = (int) (seconds / 12 + 1.5 * random.nextDouble());
    for (int k = 0; k < count; k++) {
      double from = seconds * random.nextDouble();
      double loud = 0.15 * Math.exp(0.6 * random.nextGaussian());
      new Burst(random, 60 + 300 * random.nextDouble())
          .add(out, from, from + 0.1 + 0.5 * random.nextDouble(), loud, 0);
    }
  }

  /** Noise about a pitch, by a resonance; of an even, a rising and falling, or a falling shape. */
  private static final class Burst {
    private final Random random;
    private final double turn;
    private double a;
    private double b;

    Burst(Random random, double pitch) {
      this.random = random;
      this.turn = 2 * 0.9 * Math.cos(2 * Math.PI * pitch / RATE);
    }

    void add(double[] out, double from, double to, double loud, int shape) {
      for (int i = Math.max(0, (int) (from * RATE)); i < Math.min(out.length, to * RATE); i++) {
        double x = random.nextGaussian() + turn * a - 0.81 * b;
        b = a;
        a = x;
        double share = ((double) i / RATE - from) / (to - from);
        double rise = Math.min(1, 8 * Math.min(share, 1 - share));
        double envelope =
            shape == 0 ? rise : shape == 1 ? Math.sin(Math.PI * share) : rise * (1 - share);
        out[i] += loud * envelope * 0.3 * x;
      }
    }
  }

  /** Writes recordings of 6 to 20 seconds. */
  public static void write(Path folder, int count, long seed, double murmur) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed + i);
      random.nextDouble();
      double seconds = 6 + 14 * random.nextDouble();
      double own = murmur * Math.exp(0.5 * random.nextGaussian());
      Waveform sound = of(seed + i, seconds, own);
      Files.write(folder.resolve("%04d.wav".formatted(i)), WavFiles.pcm16(sound.samples(), RATE));
    }
  }
}
