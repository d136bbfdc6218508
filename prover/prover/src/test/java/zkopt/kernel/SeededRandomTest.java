package zkopt.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import zkopt.hash.Blake3;

/** Streams are BLAKE3 of counters, from any place on. */
class SeededRandomTest {
  private static final byte[] SEED = new byte[32];

  private static long[] draw(SeededRandom random, int n) {
    return LongStream.generate(random::nextLong).limit(n).toArray();
  }

  @Test
  void keyedHashesOfCounters() {
    ByteBuffer expected = ByteBuffer.allocate(100 * 32).order(ByteOrder.LITTLE_ENDIAN);
    for (long i = 0; i < 100; i++) {
      byte[] counter = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(i).array();
      expected.put(Blake3.keyedHash(Blake3.words(SEED), counter));
    }
    long[] words = new long[400];
    expected.flip().asLongBuffer().get(words);
    assertArrayEquals(words, draw(new SeededRandom(SEED), 400));
  }

  @Test
  void goesOnFromAnyPlace() {
    long[] all = draw(new SeededRandom(SEED), 1000);
    SeededRandom random = new SeededRandom(SEED);
    for (int place : new int[] {0, 1, 3, 4, 255, 256, 257, 703, 2}) {
      random.seek(place);
      assertArrayEquals(LongStream.of(all).skip(place).limit(290).toArray(), draw(random, 290));
    }
  }

  @Test
  void forksDiffer() {
    SeededRandom random = new SeededRandom(SEED);
    assertNotEquals(random.fork("a").nextLong(), random.fork("b").nextLong());
    assertNotEquals(random.fork("a").nextLong(), random.nextLong());
  }
}
