package zkopt.commit;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.kernel.Parallel;
import zkopt.kernel.SeededRandom;

/**
 * The salts of one part of a tree's leaves: a stream of a secret seed for each word of a salt, so that a salt can be drawn again when
 * its leaf is opened.
 */
final class Salts {
  private final SeededRandom[] streams;

  /** @param random null where a salt has no words */
  Salts(SeededRandom random, int part, int words) {
    this.streams = IntStream.range(0, words)
        .mapToObj(w -> random.fork("salt %d of part %d".formatted(w, part)))
        .toArray(SeededRandom[]::new);
  }

  /** Of the first {@code rows} leaves: one column for each word. */
  long[][] columns(int rows) {
    long[][] columns = new long[streams.length][rows];
    Parallel.forEach(streams.length, w -> {
      streams[w].seek(0);
      Arrays.setAll(columns[w], _ -> streams[w].nextLong());
    });
    return columns;
  }

  /** Of the leaves in some rows: one column for each word. */
  long[][] at(int[] rows) {
    long[][] columns = new long[streams.length][rows.length];
    for (int w = 0; w < streams.length; w++) {
      for (int i = 0; i < rows.length; i++) {
        streams[w].seek(rows[i]);
        columns[w][i] = streams[w].nextLong();
      }
    }
    return columns;
  }
}
