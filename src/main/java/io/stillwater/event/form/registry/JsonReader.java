package io.stillwater.event.form.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.Fields;
import io.stillwater.event.form.FormText;
import io.stillwater.event.form.text.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** JSON behind a frame; its schema says nothing that the JSON does not say itself. */
final class JsonReader implements FramedReader {
  @Override
  public List<Fields> read(byte[] framed, int from) throws UndecodableEvent {
    byte[] content = Arrays.copyOfRange(framed, from, framed.length);
    JsonNode top = FormText.json(content, "the framed event");
    List<Fields> records = new ArrayList<>();
    for (JsonNode event : top.isArray() ? top : List.of(top)) {
      records.add(JsonFields.of(event));
    }
    return records;
  }
}
