package io.stillwater.model.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which provider is wanted.
 *
 * <table>
 * <caption>what happens</caption>
 * <tr><th></th><th>CUDA works</th><th>this build has no CUDA</th><th>CUDA does not work</th></tr>
 * <tr><td>auto</td><td>cuda</td><td>cpu</td><td>cpu, and it is said</td></tr>
 * <tr><td>cuda</td><td>cuda</td><td>cpu, and it is said</td><td>cpu, and it is said</td></tr>
 * <tr><td>cuda, required</td><td>cuda</td><td>refused</td><td>refused</td></tr>
 * <tr><td>cpu</td><td>cpu</td><td>cpu</td><td>cpu</td></tr>
 * </table>
 *
 * @param wanted the provider
 * @param required whether it is better not to run than to run on another; only for CUDA
 * @param device number of the GPU, from 0
 * @param memory bytes that a session may take on the GPU; 0 for no limit
 * @param half whether a GPU takes matrix products in half precision; never on the CPU
 */
public record ProviderChoice(
    Wanted wanted, boolean required, int device, long memory, boolean half) {
  /** What can be asked for. */
  public enum Wanted {
    AUTO,
    CUDA,
    CPU;

    /** The word in lower case, in settings and commands. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** From its word. */
    public static Wanted of(String word) {
      return Arrays.stream(values())
          .filter(wanted -> wanted.word().equals(word.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "the provider must be one of "
                          + (Arrays.stream(values())
                                  .map(Wanted::word)
                                  .collect(Collectors.joining(", "))
                              + ": was '"
                              + word
                              + "'")));
    }
  }

  /** The GPU where there is one that works. */
  public static final ProviderChoice AUTO = new ProviderChoice(Wanted.AUTO, false, 0, 0, false);

  /** The first GPU; the CPU where it does not work. */
  public static final ProviderChoice CUDA = new ProviderChoice(Wanted.CUDA, false, 0, 0, false);

  /** The CPU. */
  public static final ProviderChoice CPU = new ProviderChoice(Wanted.CPU, false, 0, 0, false);

  public ProviderChoice {
    Objects.requireNonNull(wanted, "wanted");
    require(
        !required || wanted == Wanted.CUDA,
        "only the provider cuda can be required: was " + wanted.word());
    require(device >= 0, "GPUs are numbered from 0: was " + device);
    require(memory >= 0, "the memory of a GPU cannot be limited to " + memory + " bytes");
  }

  /** The same with products in that precision. */
  public ProviderChoice inHalf(boolean other) {
    return new ProviderChoice(wanted, required, device, memory, other);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
