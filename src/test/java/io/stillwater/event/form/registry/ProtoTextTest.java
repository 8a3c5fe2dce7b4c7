package io.stillwater.event.form.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoTextTest {
  private static final String TEXT =
      """
      // a comment { with signs
      syntax = "proto3";
      package io.x; /* another */
      option java_package = "a;b{\\"";
      message R {
        reserved 2, 4 to 9;
        string sensor = 1 [(my.option) = {a: 1; b: "]"}];
        optional double flow = 10;
        map<string, float> more_values = 11;
        repeated sint32 raw = 0xC;
        oneof where { int32 line = 13; Inner hall = 14; }
        enum State { option allow_alias = true; OK = 0; FINE = 0; BAD = -1; }
        State state = 15;
        message Inner { io.x.R outer = 1; };
      }
      service S { rpc Get (R) returns (R) { option (a) = "b"; } }
      """;

  @Test
  void schema_isTheDescriptorThatItDescribes() throws DescriptorValidationException {
    Descriptor type = built(TEXT).findMessageTypeByName("R");
    assertEquals("io.x.R", type.getFullName());
    assertEquals(FieldDescriptor.Type.STRING, type.findFieldByNumber(1).getType());
    assertTrue(type.findFieldByName("flow").hasPresence());
    assertFalse(type.findFieldByName("sensor").hasPresence());
    assertTrue(type.findFieldByName("more_values").isMapField());
    assertEquals("MoreValuesEntry", type.findFieldByNumber(11).getMessageType().getName());
    assertEquals(FieldDescriptor.Type.SINT32, type.findFieldByNumber(12).getType());
    assertEquals("where", type.findFieldByNumber(13).getContainingOneof().getName());
    assertEquals(FieldDescriptor.Type.MESSAGE, type.findFieldByNumber(14).getType());
    assertEquals(FieldDescriptor.Type.ENUM, type.findFieldByNumber(15).getType());
    assertEquals(1, type.getRealOneofs().size());
    assertEquals(type, type.findNestedTypeByName("Inner").findFieldByNumber(1).getMessageType());
  }

  @Test
  void proto2_hasPresenceAndLabels() throws DescriptorValidationException {
    String text =
        "message R { required int64 a = 1; optional bool b = 2 [default = true]; extensions 100 to"
            + " max; } extend R { optional int32 x = 100; }";
    Descriptor type = built(text).findMessageTypeByName("R");
    assertTrue(type.findFieldByName("a").isRequired());
    assertTrue(type.findFieldByName("b").hasPresence());
  }

  @Test
  void whatIsNoSchema_isRefused() {
    for (String text :
        new String[] {
          "message",
          "message R {",
          "message R { x }",
          "message R { int32 a = b; }",
          "syntax = 3;",
          "{\"type\": \"record\"}",
          "message R { optional group G = 1 { } }",
          "import x;"
        }) {
      assertThrows(IllegalArgumentException.class, () -> ProtoText.parse(text), text);
    }
  }

  @Test
  void damagedSchemas_areReadOrRefused() {
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder(TEXT);
      for (int n = random.nextInt(3); n >= 0; n--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, TEXT.charAt(random.nextInt(TEXT.length())));
      }
      text.setLength(random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length());
      try {
        built(text.toString());
      } catch (IllegalArgumentException | DescriptorValidationException e) {
        refused++;
      }
    }
    assertTrue(refused > 500 && refused < 3000, "refused " + refused);
    String deep = "message M {".repeat(10_000);
    assertThrows(IllegalArgumentException.class, () -> ProtoText.parse(deep));
  }

  private static FileDescriptor built(String text) throws DescriptorValidationException {
    FileDescriptorProto proto = ProtoText.parse(text);
    return FileDescriptor.buildFrom(proto, new FileDescriptor[0]);
  }
}
