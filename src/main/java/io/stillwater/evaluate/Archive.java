package io.stillwater.evaluate;

import java.io.IOException;
import java.util.Optional;

/** Keeps what methods said, so that they need not be asked again. */
public interface Archive {
  /** Forgets everything. */
  Archive NONE =
      new Archive() {
        @Override
        public Optional<Run> find(Case on, Method method, long seed) {
          return Optional.empty();
        }

        @Override
        public void keep(Case on, Method method, long seed, Run run) {}
      };

  /**
   * What one run came to.
   *
   * @param judgement of the test rows
   * @param seconds for training and scoring
   */
  record Run(Judgement judgement, double seconds) {}

  /** A run of the same method, with the same configuration, on the same rows. */
  Optional<Run> find(Case on, Method method, long seed) throws IOException;

  /** Keeps one. */
  void keep(Case on, Method method, long seed, Run run) throws IOException;
}
