package io.stillwater.detect.heat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.tile.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {
  private static final Plane MAP =
      new Plane(3, 4, new float[] {0, 5, 0, 0, 0, 6, 0, 7, 0, 0, 5, 0});

  @Test
  void placesThatTouchAtACorner_areTwoRegions() {
    assertEquals(
        List.of(new Region(3, 1, 1, 1, 7), new Region(1, 0, 1, 2, 6), new Region(2, 2, 1, 1, 5)),
        Region.beyond(MAP, 1));
  }

  @Test
  void valueAtTheLimit_isNotBeyondIt() {
    assertEquals(List.of(new Region(3, 1, 1, 1, 7)), Region.beyond(MAP, 6));
    assertTrue(Region.beyond(MAP, 7).isEmpty());
  }

  @Test
  void ring_isOneRegionWithTheBoxAroundIt() {
    float[] ring = {1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 9, 1};
    assertEquals(List.of(new Region(0, 0, 4, 4, 9)), Region.beyond(new Plane(4, 4, ring), 0.5));
  }

  @Test
  void endOfARow_isNotConnectedWithTheBeginOfTheNext() {
    Plane map = new Plane(2, 3, new float[] {0, 0, 2, 3, 0, 0});
    assertEquals(
        List.of(new Region(0, 1, 1, 1, 3), new Region(2, 0, 1, 1, 2)), Region.beyond(map, 1));
  }

  @Test
  void boxInPixels_endsWithTheImage() {
    Region corner = new Region(2, 1, 2, 2, 5);
    assertEquals(new Region(16, 8, 13, 11, 5), corner.enlarged(8, 29, 19));
    assertEquals(new Region(16, 8, 16, 16, 5), corner.enlarged(8, 40, 40));
  }
}
