package io.stillwater.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads shares as people write them: {@code 1%}, {@code 0.5 %} or {@code 0.01}. */
final class Shares implements ITypeConverter<Double> {
  @Override
  public Double convert(String value) {
    boolean percent = value.endsWith("%");
    String number = percent ? value.substring(0, value.length() - 1).strip() : value.strip();
    try {
      return percent ? Double.parseDouble(number) / 100 : Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + value + "' is not a share; write 1% or 0.01");
    }
  }
}
