package io.stillwater.event.media;

import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.envelope.CloudEvents;
import io.stillwater.event.envelope.Payload;
import io.stillwater.event.envelope.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Records become images or sounds, still as files. The key is the record's; without one, that of
 * the CloudEvents envelope. The time is the envelope's; without one, the record's. Thread-safe.
 */
public final class MediaDecoder {
  private static final int MAX_KEY = 512;
  private static final Set<String> NEUTRAL =
      Set.of("", "application/octet-stream", "binary/octet-stream", Payload.JSON);

  private final CloudEvents envelopes;
  private final ClaimReader claims;
  private final MediaFamily family;
  private final int maxValue;

  /**
   * @param family what the topic carries
   * @param maxBytes of an image or a sound
   * @param claims where claim checks may point to
   */
  public MediaDecoder(MediaFamily family, int maxBytes, ClaimSources claims) {
    this.family = family;
    this.envelopes = new CloudEvents(maxBytes, false);
    this.claims = new ClaimReader(claims);
    this.maxValue = (int) Math.min(Integer.MAX_VALUE, maxBytes / 3L * 4 + (1 << 20));
  }

  /**
   * Opens a record; a claim check is followed.
   *
   * @throws UndecodableEvent if it can never be used
   * @throws UnreachableObject if what it points to cannot be had now
   */
  public MediaObject open(RawRecord record) throws UndecodableEvent, UnreachableObject {
    Payload payload = payload(record);
    String key = key(record, payload);
    return new MediaObject(
        key, time(record, payload), object(payload), record.timestamp(), record.offset());
  }

  private Payload payload(RawRecord record) throws UndecodableEvent {
    if (record.timestamp() < 0) {
      throw new UndecodableEvent(
          "the record has no timestamp ("
              + record.timestamp()
              + "): expected milliseconds since the epoch");
    }
    if (record.value() != null && record.value().length > maxValue) {
      throw new UndecodableEvent(
          "the value has " + record.value().length + " bytes: expected at most " + maxValue);
    }
    Payload payload = envelopes.unwrap(record);
    String type = payload.type();
    if (!type.startsWith(family.prefix()) && !NEUTRAL.contains(type) && !type.endsWith("+json")) {
      throw new UndecodableEvent(
          "the content type is "
              + Texts.quoted(type)
              + ": expected "
              + family.prefix()
              + "… or none");
    }
    return payload;
  }

  private byte[] object(Payload payload) throws UndecodableEvent, UnreachableObject {
    return payload.json() ? claims.fetch(ClaimCheck.read(payload.data())) : payload.data();
  }

  private static long time(RawRecord record, Payload payload) {
    return payload.time() == EventTime.INVALID ? record.timestamp() : payload.time();
  }

  private static String key(RawRecord record, Payload payload) throws UndecodableEvent {
    String key = payload.key();
    if (record.key() != null && record.key().length > 0) {
      try {
        key = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record.key())).toString();
      } catch (CharacterCodingException e) {
        throw new UndecodableEvent(
            "the record's key of " + record.key().length + " bytes is no text: expected UTF-8");
      }
    }
    if (key == null || key.isEmpty()) {
      throw new UndecodableEvent(
          "there is no key: expected the camera or microphone as the record's key, or as subject or"
              + " partitionkey of a CloudEvent");
    }
    if (key.length() > MAX_KEY) {
      throw new UndecodableEvent(
          "the key has " + key.length() + " characters: expected at most " + MAX_KEY);
    }
    return key;
  }
}
