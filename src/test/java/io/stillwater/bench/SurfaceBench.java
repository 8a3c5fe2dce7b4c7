package io.stillwater.bench;

import com.sun.management.OperatingSystemMXBean;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

public final class SurfaceBench {
  public static void main(String[] args) throws Exception {
    Bundle bundle = Bundle.load(Path.of(args[0]));
    Surface surface = ((MediaCut.Learned) bundle.media().cut()).surface();
    String what = args[1];
    int height = Integer.parseInt(args[2]);
    int width = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    int runs = Integer.parseInt(args[5]);
    Plane plane = MediaCut.plane(MediaBench.frame(1024, 1));
    float[] big = new float[height * width];
    for (int i = 0; i < big.length; i++) {
      big[i] = plane.at(i / width % 1024, i % width % 1024);
    }
    plane = new Plane(height, width, big);
    try (SurfaceRun run = SurfaceRun.of(surface, null, new RuntimeOptions(4, threads))) {
      Plane image = plane;
      if (what.equals("both")) {
        float[] a = PlainSurface.unlikeness(surface, null, image).values();
        float[] b = run.unlikeness(image).values();
        double most = 0, mean = 0, max = 0;
        for (int i = 0; i < a.length; i++) {
          most = Math.max(most, Math.abs(a[i] - b[i]));
          mean += a[i] / a.length;
          max = Math.max(max, a[i]);
        }
        System.out.printf("difference at most %.2g, mean %.3f, max %.3f%n", most, mean, max);
      }
      if (!what.equals("graph")) {
        time("loops", runs, () -> PlainSurface.unlikeness(surface, null, image));
      }
      if (!what.equals("loops")) {
        time("graph", runs, () -> run.unlikeness(image));
      }
      if (what.equals("both")) {
        time("loops", runs, () -> PlainSurface.unlikeness(surface, null, image));
        time("graph", runs, () -> run.unlikeness(image));
      }
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM")) {
          System.out.println(line);
        }
      }
    }
  }

  private static void time(String what, int runs, Runnable work) {
    for (int i = 0; i < runs / 2; i++) {
      work.run();
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f ms, %.1f ms of processors%n",
        what,
        (System.nanoTime() - start) / 1e6 / runs,
        (system.getProcessCpuTime() - cpu) / 1e6 / runs);
  }
}
