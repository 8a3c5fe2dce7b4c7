package io.stillwater.cli;

import io.stillwater.cli.topic.ReplayTarget;
import io.stillwater.console.Console;
import io.stillwater.console.ProgressBar;
import io.stillwater.event.media.ClaimCheck;
import io.stillwater.event.media.Envelope;
import io.stillwater.event.media.MediaEvent;
import io.stillwater.kafka.MediaWriter;
import io.stillwater.kafka.ReadingWriter.Pace;
import io.stillwater.source.media.MediaFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code replay --images} and {@code replay --sounds}: every file of a folder is a record.
 *
 * @param key of all records; null for the name of each file's folder
 * @param claims whether the place of a file is sent instead of its bytes
 */
record MediaReplay(
    MediaArguments media, String topic, String key, Envelope envelope, boolean claims, Pace pace) {
  /** Larger than what is read of a file at the other end. */
  private static final long LARGEST = 64L << 20;

  /**
   * What became of the files.
   *
   * @param refused for their size
   */
  record Sent(long files, long refused) {}

  /** Sends them all. */
  Sent send(Map<String, String> client, Console console, ProgressBar bar) throws IOException {
    Path folder = media.folder();
    List<Path> files = media.source(console).files();
    new ReplayTarget(client, topic, console.err()).ensure();
    Clock clock = Clock.systemUTC();
    long unread = 0;
    try (MediaWriter writer =
        new MediaWriter(
            client,
            topic,
            (name, why) -> console.err().println("Not sent: " + name + ": " + why))) {
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        String name = MediaFiles.key(folder, file);
        byte[] data = data(file);
        if (data == null) {
          unread++;
          console
              .err()
              .printf(
                  Locale.ROOT,
                  "Not sent: %s: it has %,d bytes, expected at most %,d; send claim checks"
                      + " (--claim-check)%n",
                  name,
                  Files.size(file),
                  LARGEST);
          continue;
        }
        String camera = key == null ? folderOf(folder, file) : key;
        writer.send(name, camera, envelope.pack(event(camera, name, data, clock.millis())), pace);
        bar.step("Replaying", (i + 1.0) / files.size(), (i + 1) + " files");
      }
      writer.flush();
      return new Sent(writer.sent(), unread + writer.tooLarge());
    }
  }

  /** The bytes of the record's object; null where there are too many. */
  private byte[] data(Path file) throws IOException {
    if (claims) {
      return ClaimCheck.of(file).json();
    }
    return Files.size(file) > LARGEST ? null : Files.readAllBytes(file);
  }

  private MediaEvent event(String camera, String name, byte[] data, long now) {
    String type = media.family().event();
    return new MediaEvent(camera, name + "@" + now, "/stillwater/replay", now, type, data);
  }

  /**
   * {@code line3/left} for {@code line3/left/0815.png}; the folder's own name for what is in it.
   */
  static String folderOf(Path folder, Path file) {
    Path parent = file.getParent();
    if (!parent.equals(folder)) {
      return MediaFiles.key(folder, parent);
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "files" : name.toString();
  }
}
