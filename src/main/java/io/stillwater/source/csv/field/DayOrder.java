package io.stillwater.source.csv.field;

import java.util.Iterator;

/**
 * Whether the day or the month comes first in a column of dates such as 03/06/2026: decided by the
 * first that can only be one of both, else by which of both lets the times grow, or fall in a file
 * with its newest row first, else by AM and PM, which go with the month first.
 */
public final class DayOrder {
  private long before = Long.MIN_VALUE;
  private long beforeMonthFirst = Long.MIN_VALUE;
  private boolean fallsDayFirst;
  private boolean fallsMonthFirst;
  private boolean risesDayFirst;
  private boolean risesMonthFirst;
  private boolean halves;

  private DayOrder() {}

  /** What the fields tell; null where they leave it open. */
  public static TimeText.Order of(Iterator<String> fields) {
    DayOrder order = new DayOrder();
    while (fields.hasNext()) {
      String field = fields.next();
      TimeText text = TimeText.of(field);
      TimeText.Order sure = text == null ? null : text.surely();
      if (sure != null) {
        return sure;
      }
      if (text != null) {
        order.add(text, field);
      }
    }
    return order.found();
  }

  private void add(TimeText text, String field) {
    long dayFirst = text.local(TimeText.Order.DAY_FIRST);
    long monthFirst = text.local(TimeText.Order.MONTH_FIRST);
    if (before != Long.MIN_VALUE) {
      fallsDayFirst |= dayFirst < before;
      fallsMonthFirst |= monthFirst < beforeMonthFirst;
      risesDayFirst |= dayFirst > before;
      risesMonthFirst |= monthFirst > beforeMonthFirst;
    }
    before = dayFirst;
    beforeMonthFirst = monthFirst;
    halves |= TimeText.half(field);
  }

  private TimeText.Order found() {
    if (fallsDayFirst != fallsMonthFirst) {
      return fallsDayFirst ? TimeText.Order.MONTH_FIRST : TimeText.Order.DAY_FIRST;
    }
    if (fallsDayFirst && risesDayFirst != risesMonthFirst) {
      return risesDayFirst ? TimeText.Order.MONTH_FIRST : TimeText.Order.DAY_FIRST;
    }
    return halves ? TimeText.Order.MONTH_FIRST : null;
  }
}
