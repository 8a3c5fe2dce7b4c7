package io.stillwater.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.stream.KeyStatus;
import io.stillwater.stream.KeyStatus.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyQueryTest {
  private static final List<KeyStatus> KEYS =
      List.of(
          key("pump-10", State.OK, 1.5),
          key("pump-9", State.OK, 3.5),
          key("Boiler", State.WARMING, Double.NaN),
          key("pump-2", State.ALERTING, 2.0));

  private static KeyStatus key(String name, State state, double score) {
    return new KeyStatus(0, name, state, 0, 0, 4, score, 0.5, Double.NaN, null, null, false);
  }

  private static List<String> names(KeyQuery query) {
    return query.of(KEYS).stream().map(KeyStatus::key).toList();
  }

  @Test
  void byDefault_alertingKeysComeFirstThenTheStrangest() {
    assertEquals(
        List.of("pump-2", "pump-9", "pump-10", "Boiler"),
        names(KeyQuery.of(null, null, null, null)));
  }

  @Test
  void byName_numbersAreCountedAsAPersonDoes() {
    assertEquals(
        List.of("Boiler", "pump-2", "pump-9", "pump-10"),
        names(KeyQuery.of(null, null, null, "name")));
  }

  @Test
  void search_findsPartsWhateverTheCase() {
    assertEquals(List.of("Boiler"), names(KeyQuery.of(null, "OIL", null, null)));
  }

  @Test
  void state_keepsOnlyThoseInIt() {
    assertEquals(List.of("pump-2"), names(KeyQuery.of(null, "", "alerting", null)));
  }

  @Test
  void unknownStateOrOrder_saysWhichThereAre() {
    ProblemException state =
        assertThrows(ProblemException.class, () -> KeyQuery.of(null, null, "asleep", null));
    assertTrue(state.action().contains("missing data"), state.action());
    ProblemException sort =
        assertThrows(ProblemException.class, () -> KeyQuery.of(null, null, null, "random"));
    assertTrue(sort.action().contains("strangest"), sort.action());
  }

  @Test
  void names_compareAsAnOrder() {
    List<String> ordered =
        List.of("", "1", "2", "10", "a", "a1", "a01b", "a2", "a10", "a10b2", "a10b12", "b");
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertEquals(
            Integer.signum(Integer.compare(i, j)),
            Integer.signum(KeyQuery.compareNames(ordered.get(i), ordered.get(j))),
            ordered.get(i) + " against " + ordered.get(j));
      }
    }
  }
}
