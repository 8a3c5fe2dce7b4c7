package io.stillwater.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged application as a process of its own, as a user runs it. */
final class App implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

  private final Process process;
  private final Lines out;
  private final Lines err;

  private App(Process process) {
    this.process = process;
    this.out = new Lines(process.getInputStream());
    this.err = new Lines(process.getErrorStream());
  }

  static App start(Object... args) throws IOException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: run mvn package first");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Dstillwater.home=" + Path.of("").toAbsolutePath());
    command.addAll(List.of("-jar", JAR.toString()));
    Stream.of(args).map(Object::toString).forEach(command::add);
    return new App(new ProcessBuilder(command).start());
  }

  /** The next line of standard output that has that text. */
  String awaitOut(String text, long seconds) throws InterruptedException {
    return out.await(text, seconds, this);
  }

  /** The next line of standard error that has that text. */
  String awaitErr(String text, long seconds) throws InterruptedException {
    return err.await(text, seconds, this);
  }

  /** All lines of standard output so far. */
  List<String> out() {
    return List.copyOf(out.all);
  }

  /** Waits for the end. Returns the exit code. */
  int awaitExit(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + seconds + " s; " + said());
    }
    out.end();
    err.end();
    return process.exitValue();
  }

  /** Asks it to stop, as Ctrl-C and Kubernetes do. */
  void terminate() {
    process.toHandle().destroy(); // unlike destroy of the process, leaves its streams open
  }

  String said() {
    return "standard output: " + out.all + "; standard error: " + err.all;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Reads a stream in a thread of its own. */
  private static final class Lines {
    private final List<String> all = java.util.Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    Lines(InputStream in) {
      thread = new Thread(() -> read(in), "lines");
      thread.setDaemon(true);
      thread.start();
    }

    private void read(InputStream in) {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          all.add(line);
          waiting.add(line);
        }
      } catch (IOException e) {
        all.add("(" + e + ")");
      }
    }

    String await(String text, long seconds, App app) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      String line;
      do {
        line = waiting.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } while (line != null && !line.contains(text));
      if (line == null) {
        throw new AssertionError("no '" + text + "' within " + seconds + " s; " + app.said());
      }
      return line;
    }

    void end() throws InterruptedException {
      thread.join(5_000);
    }
  }
}
