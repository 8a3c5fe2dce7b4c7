package io.stillwater.model;

import io.stillwater.detect.Detector;
import io.stillwater.detect.WindowScorer;
import io.stillwater.detect.picture.TileMemory;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.cut.FromElsewhere;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.OpenMedia;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.Initialisers;
import io.stillwater.window.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A trained detector on disk, checked: a folder with {@code manifest.json}, {@code model.onnx},
 * {@code golden.json}, {@code card.md} and {@code report.html}, {@code seen.bin} where it knows
 * what it was trained on, and {@code media.json} where it is one for images or sounds, with the
 * {@link MediaParts} that it may have. Data only, no code. Immutable.
 */
public final class Bundle {
  static final String MANIFEST = "manifest.json";
  public static final String MODEL = "model.onnx";
  public static final String GOLDEN = "golden.json";
  public static final String CARD = "card.md";
  public static final String REPORT = "report.html";
  private static final List<String> FILES = List.of(CARD, GOLDEN, MODEL, REPORT);

  private final BundleFolder folder;
  private final Manifest manifest;
  private final String digest;

  private Bundle(BundleFolder folder, Manifest manifest, String digest) {
    this.folder = folder;
    this.manifest = manifest;
    this.digest = digest;
  }

  /**
   * Reads and checks a bundle: form, sizes, hashes and shapes.
   *
   * @throws BundleException where anything is not as it must be
   */
  public static Bundle load(Path path) throws BundleException {
    BundleFolder folder = BundleFolder.of(path);
    byte[] json = folder.read(MANIFEST, BundleFolder.MANIFEST_LIMIT);
    Manifest manifest = BundleJson.manifest(json);
    TreeSet<String> files = new TreeSet<>(FILES);
    if (manifest.files().containsKey(SeenWindows.FILE)) {
      files.add(SeenWindows.FILE);
    }
    if (!manifest.kind().equals(Manifest.SENSORS)) {
      files.add(MediaInfo.FILE);
      MediaParts.NAMES.stream().filter(manifest.files()::containsKey).forEach(files::add);
    }
    folder.verify(manifest, files);
    return new Bundle(folder, manifest, BundleFolder.sha256(json));
  }

  /**
   * Writes a bundle, the manifest last, and loads it.
   *
   * @param draft the manifest; its files are filled in
   * @param model the scoring graph
   * @param pages what people read
   * @param golden normal windows whose scores are recorded, to be replayed wherever it is opened
   */
  public static Bundle write(
      Path path, Manifest draft, byte[] model, BundlePages pages, List<Window> golden)
      throws BundleException, IOException {
    byte[] recorded = BundleJson.write(GoldenReplay.record(draft, model, golden));
    BundleFolder folder = BundleFolder.create(path);
    Map<String, byte[]> contents =
        Map.of(
            MODEL,
            model,
            GOLDEN,
            recorded,
            CARD,
            pages.card().getBytes(StandardCharsets.UTF_8),
            REPORT,
            pages.report().getBytes(StandardCharsets.UTF_8));
    Map<String, String> hashes = new TreeMap<>();
    for (String name : FILES) {
      folder.write(name, contents.get(name));
      hashes.put(name, BundleFolder.sha256(contents.get(name)));
    }
    folder.write(MANIFEST, BundleJson.write(draft.with(hashes)));
    return load(path);
  }

  /**
   * This bundle, where it is one for readings of sensors.
   *
   * @throws BundleException where it is one for images or sounds
   */
  public Bundle forReadings() throws BundleException {
    if (!manifest.kind().equals(Manifest.SENSORS)) {
      throw new BundleException(
          folder.path()
              + (" is a bundle for "
                  + manifest.kind()
                  + ", which only train and score know so far.")
              + " Give one that was trained on readings of sensors.");
    }
    return this;
  }

  /** The {@link #media} of a bundle for those files; refuses one for others. */
  public MediaInfo media(MediaFamily family) throws BundleException {
    MediaInfo media = media();
    if (media.cut().family() != family) {
      String own = media.cut().family().word();
      throw new BundleException(folder.path() + " is a bundle for " + own + ": give --" + own);
    }
    return media;
  }

  /** Writes the bundle again with the windows that it was trained on, and loads it. */
  public Bundle with(SeenWindows seen) throws BundleException, IOException {
    Map<String, String> hashes = new TreeMap<>(manifest.files());
    byte[] content = seen.toBytes();
    folder.write(SeenWindows.FILE, content);
    hashes.put(SeenWindows.FILE, BundleFolder.sha256(content));
    folder.write(MANIFEST, BundleJson.write(manifest.with(hashes)));
    return load(folder.path());
  }

  /** The windows that it was trained on, as far as it knows them. */
  public SeenWindows seen() throws BundleException {
    return read(SeenWindows.FILE, SeenWindows::of).orElse(SeenWindows.NONE);
  }

  /** Writes the bundle again as one for images or sounds, and loads it. */
  public Bundle with(MediaInfo media) throws BundleException, IOException {
    return with(media, MediaParts.NONE);
  }

  /** The same with what such bundles may have beside. */
  public Bundle with(MediaInfo media, MediaParts parts) throws BundleException, IOException {
    Map<String, byte[]> contents = new TreeMap<>(parts.files());
    contents.put(MediaInfo.FILE, BundleJson.write(media));
    if (media.cut() instanceof FromElsewhere foreign) {
      String hash = BundleFolder.sha256(contents.get(MediaParts.FEATURES));
      String note = "Features by %s; SHA-256 %s.\n".formatted(foreign.info().text(), hash);
      contents.put(CARD, (card().stripTrailing() + "\n\n" + note).getBytes(StandardCharsets.UTF_8));
    }
    Map<String, String> hashes = new TreeMap<>(manifest.files());
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      folder.write(file.getKey(), file.getValue());
      hashes.put(file.getKey(), BundleFolder.sha256(file.getValue()));
    }
    folder.write(MANIFEST, BundleJson.write(manifest.with(media.cut().family().word(), hashes)));
    return load(folder.path());
  }

  /**
   * How files become readings, and their scores that of a file, as it is written: a cut that needs
   * a network has it in {@link #openMedia} only.
   *
   * @throws BundleException where the bundle is one for readings of sensors
   */
  public MediaInfo media() throws BundleException {
    return files()
        .orElseThrow(
            () ->
                new BundleException(
                    folder.path()
                        + " is a bundle for readings of sensors. Give one made by train --images or"
                        + " --sounds."));
  }

  /** The same; empty where windows are readings of sensors. */
  public Optional<MediaInfo> files() throws BundleException {
    return manifest.files().containsKey(MediaInfo.FILE)
        ? Optional.of(BundleJson.media(verified(MediaInfo.FILE)))
        : Optional.empty();
  }

  /**
   * The same, ready to work; the caller's to close.
   *
   * @param options of the session that the cut may need
   */
  public OpenMedia openMedia(RuntimeOptions options) throws BundleException {
    MediaInfo info = media();
    return MediaOpening.open(info, this::part, options);
  }

  private byte[] part(String name) throws BundleException {
    if (!manifest.files().containsKey(name)) {
      throw new BundleException(folder.path() + " has no " + name + ". Train it again.");
    }
    return verified(name);
  }

  /** The normal tiles of a bundle of images, where it keeps some. */
  public Optional<TileMemory> tiles() throws BundleException {
    return read(MediaParts.TILES, TileMemory::of);
  }

  private <T> Optional<T> read(String name, Function<byte[], T> reader) throws BundleException {
    if (!manifest.files().containsKey(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(verified(name)));
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          name + " cannot be read: " + e.getMessage() + ". Train it again.", e);
    }
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** SHA-256 of the manifest, which holds the hashes of all else: the identity of the bundle. */
  public String digest() {
    return digest;
  }

  /** Where the report of its training lies, an HTML page. */
  public Path report() {
    return folder.path().resolve(REPORT);
  }

  /** Where it lies. */
  public Path folder() {
    return folder.path();
  }

  /** The card, as Markdown. */
  public String card() throws BundleException {
    return new String(verified(CARD), StandardCharsets.UTF_8);
  }

  /** Some windows of the data it was made from, those of the golden ones that are as they came. */
  public List<Window> normalWindows() throws BundleException {
    return GoldenReplay.asTheyCame(golden()).stream().map(GoldenWindow::window).toList();
  }

  /** Opens the detector: {@link #scorer} with calibration and threshold. */
  public Detector open(RuntimeOptions options) throws BundleException {
    return detector(scorer(options));
  }

  /** The detector over its scorer, or over one that wraps it. */
  public Detector detector(WindowScorer scorer) {
    return new Detector(
        scorer,
        manifest.calibration(),
        manifest.threshold(),
        manifest.newestJudge(),
        manifest.stillnessJudge());
  }

  /**
   * Opens the model and replays the golden windows.
   *
   * @throws BundleException where the model cannot run, or golden windows score otherwise here than
   *     where the bundle was made
   */
  public OnnxScorer scorer(RuntimeOptions options) throws BundleException {
    List<GoldenWindow> golden = golden();
    OnnxScorer scorer =
        OnnxScorer.open(verified(MODEL), manifest.shape(), manifest.normalisation(), options);
    try {
      GoldenReplay.check(scorer, manifest.shape(), golden);
    } catch (BundleException | RuntimeException e) {
      scorer.close();
      throw e;
    }
    return scorer;
  }

  /**
   * A constant of the model, such as the weights of a network.
   *
   * @throws BundleException where there is none of that name
   */
  public float[] constant(String name) throws BundleException {
    try {
      return Initialisers.floats(verified(MODEL), name);
    } catch (IOException e) {
      throw new BundleException(folder.path() + ": " + e.getMessage() + ".", e);
    }
  }

  private List<GoldenWindow> golden() throws BundleException {
    return Arrays.asList(BundleJson.read(verified(GOLDEN), GoldenWindow[].class, GOLDEN));
  }

  private byte[] verified(String name) throws BundleException {
    return folder.read(name, manifest.files().get(name));
  }

  @Override
  public String toString() {
    return manifest.name() + " " + manifest.version() + " (" + digest.substring(0, 12) + ")";
  }
}
