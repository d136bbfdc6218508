package zkopt.commit;

import java.util.Arrays;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;

/**
 * The salts of a tree's leaves: streams of a secret seed, one for each part of the leaves and word of a salt, so that a salt can be
 * drawn again when its leaf is opened.
 */
final class Salts {
  private final SeededRandom random;
  private final int words;

  /** @param random null where {@code words} is 0 */
  Salts(SeededRandom random, int words) {
    this.random = random;
    this.words = words;
  }

  private SeededRandom stream(int part, int word) {
    return random.fork("salt %d of part %d".formatted(word, part));
  }

  /** Of the first {@code rows} leaves of a part: one column for each word. */
  long[][] columns(int part, int rows) {
    long[][] columns = new long[words][rows];
    Parallel.forEach(words, w -> {
      SeededRandom stream = stream(part, w);
      Arrays.setAll(columns[w], _ -> stream.nextLong());
    });
    return columns;
  }

  /** A word of the salt of a row of a part. */
  long at(int part, int row, int word) {
    SeededRandom stream = stream(part, word);
    stream.seek(row);
    return stream.nextLong();
  }
}
