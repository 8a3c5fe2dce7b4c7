package io.stillwater.source.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rates of sounds, by their headers. All of them are brought to the lowest, since there all of
 * them say something; who is far below the others takes much from them and is named.
 *
 * <pre>
 * rates                          all are brought to    told
 * 16,000 × 600                   16,000                nothing
 * 44,100 × 300, 16,000 × 300     16,000                nothing
 * 44,100 × 599, 8,000 × 1        8,000                 the one, and what it costs
 * </pre>
 *
 * @param files by samples a second, those that can be read
 * @param reason why the last of the others cannot; empty where all can
 */
public record SoundRates(SortedMap<Integer, List<String>> files, String reason) {
  /** Samples a second of sounds that are listened to. */
  public static final int LEAST = 1_000;

  /** Bytes in which a format is found, unless a writer put pictures before it. */
  private static final int HEAD = 1 << 16;

  /** So much below the median is far below; a smaller share than this is few. */
  private static final double FAR = 0.5;

  private static final double FEW = 0.1;
  private static final int NAMED = 5;

  /** Looks at all of them. */
  public static SoundRates of(MediaSource source) {
    SortedMap<Integer, List<String>> files = new TreeMap<>();
    String reason = "";
    for (Path file : source.files()) {
      String key = MediaFiles.key(source.folder(), file);
      try {
        int rate = WavDecoder.rate(head(file));
        if (rate >= LEAST) {
          files.computeIfAbsent(rate, r -> new ArrayList<>()).add(key);
        } else {
          reason =
              String.format(
                  Locale.ROOT,
                  "%s: it has %,d samples a second, expected at least %,d",
                  key,
                  rate,
                  LEAST);
        }
      } catch (UndecodableEvent e) {
        reason = key + ": " + e.getMessage();
      }
    }
    return new SoundRates(files, reason);
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e, e);
    }
  }

  /** The lowest rate; empty where no file can be read. */
  public Optional<Integer> lowest() {
    return files.isEmpty() ? Optional.empty() : Optional.of(files.firstKey());
  }

  /**
   * How they are listened to.
   *
   * @throws SourceException if no file can be read
   */
  public SoundCut cut() {
    return lowest().map(SoundCut::of).orElseThrow(() -> new SourceException(unusable()));
  }

  /** That no file can be read, and why. */
  public String unusable() {
    return "none of the sounds can be used (" + reason + "). Give WAV files.";
  }

  /** What a person should know of rates that differ. */
  public List<String> warnings() {
    int median = median();
    List<String> low = new ArrayList<>();
    int far = (int) Math.ceil(FAR * median);
    files.headMap(far).values().forEach(low::addAll);
    int count = files.values().stream().mapToInt(List::size).sum();
    if (low.isEmpty() || low.size() > FEW * count) {
      return List.of();
    }
    SortedMap<Integer, List<String>> others = files.tailMap(far);
    String names = String.join(", ", low.subList(0, Math.min(NAMED, low.size())));
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d sounds have only %,d samples a second where half of them have %,d or"
                + " more: because of them nothing above %,.0f Hz is listened to, without them %,.0f Hz: %s%s",
            low.size(),
            count,
            files.headMap(far).lastKey(),
            median,
            cut().spectrogram().high(),
            SoundCut.of(others.firstKey()).spectrogram().high(),
            names,
            low.size() > NAMED ? ", …" : ""));
  }

  private int median() {
    int count = files.values().stream().mapToInt(List::size).sum();
    int seen = 0;
    for (var entry : files.entrySet()) {
      seen += entry.getValue().size();
      if (2 * seen > count) {
        return entry.getKey();
      }
    }
    return 0;
  }
}
