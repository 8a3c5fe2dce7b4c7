package io.stillwater.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InitialisersTest {
  private static final float[] SIX = {1, -2, Float.MIN_VALUE, Float.NaN, -0f, 1e30f};

  private static byte[] model(float[] values, long... sizes) {
    Graph graph = new Graph("t");
    Tensor x = graph.input("x", ElementType.FLOAT, Shape.batch(3));
    Tensor other = graph.constant(new float[] {7, 7, 7}, 3);
    Tensor weights = graph.constant("weights", values, sizes);
    graph.output("y", x.add(other).sum(1));
    graph.output("z", weights.negate());
    return graph.toBytes();
  }

  private interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  /** A model with one initialiser of those fields. */
  private static byte[] tensor(Fields fields) throws IOException {
    return message(
        model ->
            model.writeByteArray(7, message(graph -> graph.writeByteArray(5, message(fields)))));
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static String refusal(byte[] model) {
    return assertThrows(IOException.class, () -> Initialisers.floats(model, "weights"))
        .getMessage();
  }

  @Test
  void whatWasNamed_comesBackBitForBit() throws IOException {
    assertArrayEquals(SIX, Initialisers.floats(model(SIX, 6), "weights"));
    assertArrayEquals(SIX, Initialisers.floats(model(SIX, 2, 1, 3), "weights"));
    assertArrayEquals(new float[] {5}, Initialisers.floats(model(new float[] {5}), "weights"));
  }

  @Test
  void packedFieldsOfOtherWriters_areRead() throws IOException {
    byte[] packed =
        tensor(
            out -> {
              out.writeByteArray(1, new byte[] {2, 3}); // the axes
              out.writeInt32(2, 1);
              out.writeByteArray(4, Constant.raw(SIX));
              out.writeString(8, "weights");
              out.writeString(12, "a remark");
            });
    assertArrayEquals(SIX, Initialisers.floats(packed, "weights"));
  }

  @Test
  void namesThatAreNotThere_areSaid() {
    byte[] model = model(SIX, 6);
    String message =
        assertThrows(IOException.class, () -> Initialisers.floats(model, "bias")).getMessage();
    assertTrue(message.contains("no constant bias"), message);
  }

  @Test
  void otherTypes_areRefused() throws IOException {
    byte[] whole =
        tensor(
            out -> {
              out.writeInt64(1, 1);
              out.writeInt32(2, 7);
              out.writeString(8, "weights");
              out.writeByteArray(9, Constant.raw(1L));
            });
    assertEquals(
        "the constant weights of the model is of the data type 7: expected 1 (float)."
            + " Copy the model again, or make it again.",
        refusal(whole));
  }

  @Test
  void valuesThatAreMissingOrElsewhere_areRefused() throws IOException {
    byte[] few =
        tensor(
            out -> {
              out.writeInt64(1, 3);
              out.writeInt32(2, 1);
              out.writeString(8, "weights");
              out.writeByteArray(9, Constant.raw(1f, 2f));
            });
    assertTrue(refusal(few).contains("has 8 bytes: expected 12 for 3 values"), refusal(few));
    byte[] elsewhere =
        tensor(
            out -> {
              out.writeInt32(2, 1);
              out.writeString(8, "weights");
              out.writeInt32(14, 1);
            });
    assertTrue(refusal(elsewhere).contains("lies in another file"), refusal(elsewhere));
  }

  @Test
  void sizesBeyondMemory_areRefusedBeforeAnythingIsMade() throws IOException {
    for (long size : new long[] {-1, 1L << 40}) {
      byte[] vast =
          tensor(
              out -> {
                out.writeInt64(1, 1 << 20);
                out.writeInt64(1, size);
                out.writeInt32(2, 1);
                out.writeString(8, "weights");
              });
      assertTrue(refusal(vast).contains("an axis of " + size + " elements"), refusal(vast));
    }
  }

  @Test
  void filesCutAnywhere_areRefused() {
    byte[] whole = model(SIX, 6);
    int read = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        assertArrayEquals(SIX, Initialisers.floats(part, "weights"));
        read++;
      } catch (IOException e) {
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
      }
    }
    assertEquals(1, read, "only the cut right behind the graph leaves what is needed");
  }

  @Test
  void damagedBytes_areReadOrRefusedButNeverFailOtherwise() {
    Random random = new Random(3);
    for (int run = 0; run < 5_000; run++) {
      byte[] damaged = model(SIX, 6);
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertTrue(Initialisers.floats(damaged, "weights").length <= damaged.length);
      } catch (IOException e) {
        assertTrue(e.getMessage().length() > 20, e.getMessage());
      }
    }
  }

  @Test
  void namesThatWereGivenBefore_areRefused() {
    Graph graph = new Graph("t");
    graph.input("x", ElementType.FLOAT, Shape.batch(3));
    graph.constant("weights", SIX, 6);
    assertThrows(IllegalArgumentException.class, () -> graph.constant("weights", SIX, 6));
    String message =
        assertThrows(IllegalArgumentException.class, () -> graph.constant("x", SIX, 6))
            .getMessage();
    assertEquals("names in a graph must differ: there is a x", message);
  }
}
