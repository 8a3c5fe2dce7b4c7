package io.stillwater.benchmark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.evaluate.Archive;
import io.stillwater.evaluate.Case;
import io.stillwater.evaluate.Judgement;
import io.stillwater.evaluate.Method;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Runs as files, one for each method, case and seed, with all scores. A run is found again only if
 * the data, the method's configuration and the program are what they were; its figures are measured
 * anew.
 */
public final class RunFolder implements Archive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final boolean reuse;
  private final String program;

  /**
   * @param key a hash of what the run depends on
   * @param configuration of the method, for people
   */
  private record RunFile(
      String key,
      String configuration,
      double seconds,
      double limit,
      String note,
      double[] scores,
      double[] retrospective,
      boolean[] told,
      boolean[] alarmed) {}

  /**
   * @param folder to keep runs in, made where it is missing
   * @param reuse whether to find what is there; otherwise it is written anew
   */
  public RunFolder(Path folder, boolean reuse) throws IOException {
    this(folder, reuse, ProgramDigest.of(RunFolder.class));
  }

  RunFolder(Path folder, boolean reuse, String program) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.reuse = reuse;
    this.program = program;
  }

  @Override
  public Optional<Run> find(Case on, Method method, long seed) throws IOException {
    Path file = file(on, method, seed);
    if (!reuse || !Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      RunFile run = JSON.readValue(in, RunFile.class);
      if (!run.key.equals(key(on, method, seed))) {
        return Optional.empty();
      }
      Judgement judgement =
          new Judgement(run.scores, run.retrospective, run.told, run.alarmed, run.limit, run.note);
      return Optional.of(new Run(judgement, run.seconds));
    } catch (JacksonException | ZipException | EOFException e) {
      return Optional.empty(); // of no use: run again, and written over
    }
  }

  @Override
  public void keep(Case on, Method method, long seed, Run run) throws IOException {
    Path file = file(on, method, seed);
    Files.createDirectories(file.getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    Judgement said = run.judgement();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(beside))) {
      JSON.writeValue(
          out,
          new RunFile(
              key(on, method, seed),
              method.configuration(),
              run.seconds(),
              said.limit(),
              said.note(),
              said.scores(),
              said.retrospective(),
              said.told(),
              said.alarmed()));
    }
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path file(Case on, Method method, long seed) {
    String name = on.name().replaceAll("[^A-Za-z0-9._-]", "_") + "." + seed + ".json.gz";
    return folder.resolve(method.name().replaceAll("[^A-Za-z0-9._-]", "_")).resolve(name);
  }

  private String key(Case on, Method method, long seed) {
    MessageDigest digest = sha256();
    String said =
        String.join("\n", program, method.configuration(), "" + seed, on.name(), "" + on.form());
    digest.update(said.getBytes(StandardCharsets.UTF_8));
    update(digest, on.training());
    update(digest, on.test());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Table table) {
    String head = table.channels() + " " + table.timed() + " " + table.rows().size();
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    for (Reading row : table.rows()) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * (1 + row.values().length));
      bytes.putLong(row.time());
      for (double value : row.values()) {
        bytes.putDouble(value);
      }
      digest.update(bytes.array());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
