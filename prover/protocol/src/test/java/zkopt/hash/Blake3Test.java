package zkopt.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The official test vectors: lengths around every block, chunk and subtree boundary, hash and keyed hash. */
class Blake3Test {
  private static final int[] KEY = Blake3.words("whats the Elvish word for friend".getBytes(StandardCharsets.US_ASCII));
  private static final int OUTPUT = 131;

  @Test
  void vectors() throws IOException {
    try (var in = new BufferedReader(new InputStreamReader(
        Blake3Test.class.getResourceAsStream("blake3-vectors.tsv"), StandardCharsets.US_ASCII))) {
      String[][] vectors =
          in.lines().filter(l -> !l.startsWith("#")).map(l -> l.split("\t")).toArray(String[][]::new);
      assertEquals(32, vectors.length);
      for (String[] vector : vectors) {
        byte[] input = pattern(Integer.parseInt(vector[0]));
        assertEquals(vector[1], hex(Blake3.xof(input, OUTPUT)), "hash of " + vector[0]);
        assertEquals(vector[2], hex(Blake3.keyedXof(KEY, input, OUTPUT)), "keyed hash of " + vector[0]);
      }
    }
  }

  @Test
  void digestIsTheHeadOfTheOutput() {
    byte[] input = pattern(100);
    assertEquals(hex(Arrays.copyOf(Blake3.xof(input, OUTPUT), 32)), hex(Blake3.hash(input)));
    assertEquals("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262", hex(Blake3.hash(new byte[0])));
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
