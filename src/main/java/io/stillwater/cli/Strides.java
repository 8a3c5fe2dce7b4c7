package io.stillwater.cli;

import io.stillwater.window.Stride;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads strides: a duration such as {@code 10s}, or for data without time a number of rows. */
final class Strides implements ITypeConverter<Stride> {
  private static final Pattern ROWS = Pattern.compile("\\d{1,9}");

  @Override
  public Stride convert(String value) {
    try {
      return ROWS.matcher(value).matches()
          ? Stride.rows(Long.parseLong(value))
          : Stride.millis(new Durations().convert(value).toMillis());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
