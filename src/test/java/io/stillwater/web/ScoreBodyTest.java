package io.stillwater.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Stride;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreBodyTest {
  /** Windows of 3 readings of flow and level; a missing value is carried over one reading. */
  private final ScoreBody body =
      new ScoreBody(List.of("flow", "level"), new WindowSpec(3, Stride.rows(1), 1, 0, 0));

  private List<Window> read(String json) {
    return body.windows(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void oneWindow_isReadRowByRowWithNullsCarried() {
    List<Window> windows = read("{'key': 'p1', 'values': [[1, 2], [null, 3], [4.5, 1e3]]}");
    assertEquals(1, windows.size());
    assertEquals("p1", windows.get(0).key());
    double[] values = new double[6];
    float[] observed = new float[6];
    windows.get(0).copyTo(values, 0, observed, 0);
    assertArrayEquals(new double[] {1, 2, 1, 3, 4.5, 1000}, values);
    assertArrayEquals(new float[] {1, 1, 0, 1, 1, 1}, observed);
  }

  @Test
  void aList_keepsItsOrderAndKeysMayBeLeftOut() {
    List<Window> windows =
        read("[{'values': [[1,2],[1,2],[1,2]]}, {'key': 7, 'values': [[3,4],[3,4],[3,4]]}]");
    assertEquals(List.of("", "7"), windows.stream().map(Window::key).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                     | ``         | empty",
        "{'key'                                 | ``         | not JSON",
        "{'values': []} x                       | ``         | not JSON",
        "7                                      | ``         | the number 7",
        "[]                                     | ``         | a list of 0",
        "[7]                                    | /0         | the number 7",
        "{'key': 'a'}                           | /values    | missing",
        "{'key': {}, 'values': []}              | /key       | an object",
        "{'values': [[1,2]]}                    | /values    | a list of 1",
        "{'values': [[1,2],[1,2],[1]]}          | /values/2  | a list of 1",
        "{'values': [[1,2],'x',[1,2]]}          | /values/1  | the text 'x'",
        "[{'values': [[1,2],[1,true],[1,2]]}]   | /0/values/1/1 | true",
        "{'values': [[1,2],[1,'2'],[1,2]]}      | /values/1/1 | the text '2'",
        "{'values': [[1,2],[1,1e999],[1,2]]}    | /values/1/1 | Infinity",
        "{'values': [[null,2],[1,2],[1,2]]}     | /values    | begins with a missing value",
        "{'values': [[1,2],[null,2],[null,2]]}  | /values    | 2 values in a row are missing",
      })
  void wrongBodies_areToldWhereAndWhat(String json, String pointer, String seen) {
    ProblemException wrong = assertThrows(ProblemException.class, () -> read(json));
    assertEquals(400, wrong.status());
    assertEquals(pointer, wrong.pointer());
    assertTrue(wrong.getMessage().contains(seen), wrong.getMessage());
    assertTrue(wrong.action().startsWith("Send") || wrong.action().startsWith("Leave"));
  }

  @Test
  void rowsOfTheWrongLength_nameTheChannels() {
    ProblemException wrong =
        assertThrows(ProblemException.class, () -> read("{'values': [[1],[1],[1]]}"));
    assertTrue(wrong.action().contains("flow, level"), wrong.action());
  }
}
