package io.stillwater.model.runtime;

/**
 * What a session runs on.
 *
 * @param provider that it has
 * @param fallback why it has not the one that was wanted, in a sentence; empty where it has
 */
public record ProviderUsed(Provider provider, String fallback) {
  /** Whether another provider was wanted. */
  public boolean fellBack() {
    return !fallback.isEmpty();
  }

  @Override
  public String toString() {
    return fellBack() ? provider.word() + ": " + fallback : provider.word();
  }
}
