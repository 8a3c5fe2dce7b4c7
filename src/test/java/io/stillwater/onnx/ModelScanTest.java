package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModelScanTest {
  /** A message with one field of bytes. */
  private static byte[] field(int number, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(number, content);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] inGraph(int number, byte[] content) throws IOException {
    return field(7, field(number, content));
  }

  @Test
  void graphsOfOurOwn_areCompleteInThemselves() throws IOException {
    Graph graph = new Graph("t");
    graph.output("y", graph.input("x", ElementType.FLOAT, Shape.batch(3)).sum(1));
    assertEquals("", ModelScan.foreign(graph.toBytes()));
  }

  @Test
  void operatorsOfAnotherDomain_areFound() throws IOException {
    byte[] node = field(7, text("com.example"));
    assertEquals("operators of com.example", ModelScan.foreign(inGraph(1, node)));
  }

  @Test
  void operatorsInsideASubgraph_areFound() throws IOException {
    byte[] inner = field(1, field(7, text("com.example")));
    byte[] node = field(5, field(6, inner));
    assertEquals("operators of com.example", ModelScan.foreign(inGraph(1, node)));
  }

  @Test
  void tensorInAnotherFile_isFoundByItsPlaceAndByItsFlag() throws IOException {
    byte[] place = field(13, field(1, text("location")));
    assertEquals("a tensor in another file", ModelScan.foreign(inGraph(5, place)));
    byte[] flag = {14 << 3, 1};
    assertEquals("a tensor in another file", ModelScan.foreign(inGraph(5, flag)));
    byte[] attribute = field(5, field(5, flag));
    assertEquals("a tensor in another file", ModelScan.foreign(inGraph(1, attribute)));
  }

  @Test
  void functionsOfItsOwn_areFound() throws IOException {
    assertEquals("functions of its own", ModelScan.foreign(field(25, text("f"))));
  }

  @Test
  void graphsNestedWithoutEnd_areRefused() throws IOException {
    byte[] graph = {};
    for (int i = 0; i < 40; i++) {
      graph = field(1, field(5, field(6, graph)));
    }
    byte[] model = field(7, graph);
    assertThrows(IOException.class, () -> ModelScan.foreign(model));
  }

  @Test
  void bytesOfSomethingElse_areRefused() {
    assertThrows(IOException.class, () -> ModelScan.foreign(text("GIF89a, but not a model")));
  }
}
