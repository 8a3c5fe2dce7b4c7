package io.stillwater.cli;

import io.stillwater.train.data.Trimming;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code warn}, {@code auto}, {@code none} or a share such as {@code 0.02}. */
final class Trimmings implements ITypeConverter<Trimming> {
  private static final Map<String, Trimming> NAMED =
      Map.of("warn", Trimming.WARN, "auto", Trimming.AUTO, "none", Trimming.NONE);

  @Override
  public Trimming convert(String value) {
    Trimming named = NAMED.get(value.toLowerCase(Locale.ROOT));
    try {
      return named == null ? Trimming.share(Double.parseDouble(value)) : named;
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + value + "' is not a way to trim; write warn, auto, none or a share such as 0.02");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
