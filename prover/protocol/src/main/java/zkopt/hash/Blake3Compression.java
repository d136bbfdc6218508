package zkopt.hash;

import static java.lang.Integer.rotateRight;

/**
 * BLAKE3's compression function, with state and message in local variables: so a compiler of any tier keeps them out of the heap, and
 * no index is checked. The seven rounds are one loop that permutes the message, which keeps the method small enough to be compiled well.
 */
final class Blake3Compression {
  private static final int ROUNDS = 7;

  private Blake3Compression() {}

  /** See {@link Blake3#compress(int[], int[], int, long, int, int, int[])}. @param iv the function's constants */
  static void run(int[] iv, int[] cv, int[] block, int at, long counter, int length, int flags, int[] out) {
    int v0 = cv[0], v1 = cv[1], v2 = cv[2], v3 = cv[3];
    int v4 = cv[4], v5 = cv[5], v6 = cv[6], v7 = cv[7];
    int v8 = iv[0], v9 = iv[1], v10 = iv[2], v11 = iv[3];
    int v12 = (int) counter, v13 = (int) (counter >>> 32), v14 = length, v15 = flags;
    int m0 = block[at], m1 = block[at + 1], m2 = block[at + 2], m3 = block[at + 3];
    int m4 = block[at + 4], m5 = block[at + 5], m6 = block[at + 6], m7 = block[at + 7];
    int m8 = block[at + 8], m9 = block[at + 9], m10 = block[at + 10], m11 = block[at + 11];
    int m12 = block[at + 12], m13 = block[at + 13], m14 = block[at + 14], m15 = block[at + 15];
    for (int round = 1; ; round++) {
      v0 += v4 + m0; v12 = rotateRight(v12 ^ v0, 16); v8 += v12; v4 = rotateRight(v4 ^ v8, 12);
      v0 += v4 + m1; v12 = rotateRight(v12 ^ v0, 8); v8 += v12; v4 = rotateRight(v4 ^ v8, 7);
      v1 += v5 + m2; v13 = rotateRight(v13 ^ v1, 16); v9 += v13; v5 = rotateRight(v5 ^ v9, 12);
      v1 += v5 + m3; v13 = rotateRight(v13 ^ v1, 8); v9 += v13; v5 = rotateRight(v5 ^ v9, 7);
      v2 += v6 + m4; v14 = rotateRight(v14 ^ v2, 16); v10 += v14; v6 = rotateRight(v6 ^ v10, 12);
      v2 += v6 + m5; v14 = rotateRight(v14 ^ v2, 8); v10 += v14; v6 = rotateRight(v6 ^ v10, 7);
      v3 += v7 + m6; v15 = rotateRight(v15 ^ v3, 16); v11 += v15; v7 = rotateRight(v7 ^ v11, 12);
      v3 += v7 + m7; v15 = rotateRight(v15 ^ v3, 8); v11 += v15; v7 = rotateRight(v7 ^ v11, 7);
      v0 += v5 + m8; v15 = rotateRight(v15 ^ v0, 16); v10 += v15; v5 = rotateRight(v5 ^ v10, 12);
      v0 += v5 + m9; v15 = rotateRight(v15 ^ v0, 8); v10 += v15; v5 = rotateRight(v5 ^ v10, 7);
      v1 += v6 + m10; v12 = rotateRight(v12 ^ v1, 16); v11 += v12; v6 = rotateRight(v6 ^ v11, 12);
      v1 += v6 + m11; v12 = rotateRight(v12 ^ v1, 8); v11 += v12; v6 = rotateRight(v6 ^ v11, 7);
      v2 += v7 + m12; v13 = rotateRight(v13 ^ v2, 16); v8 += v13; v7 = rotateRight(v7 ^ v8, 12);
      v2 += v7 + m13; v13 = rotateRight(v13 ^ v2, 8); v8 += v13; v7 = rotateRight(v7 ^ v8, 7);
      v3 += v4 + m14; v14 = rotateRight(v14 ^ v3, 16); v9 += v14; v4 = rotateRight(v4 ^ v9, 12);
      v3 += v4 + m15; v14 = rotateRight(v14 ^ v3, 8); v9 += v14; v4 = rotateRight(v4 ^ v9, 7);
      if (round == ROUNDS) break;
      int t0 = m0; m0 = m2; m2 = m3; m3 = m10; m10 = m12; m12 = m9; m9 = m11; m11 = m5; m5 = t0;
      int t1 = m1; m1 = m6; m6 = m4; m4 = m7; m7 = m13; m13 = m14; m14 = m15; m15 = m8; m8 = t1;
    }
    out[0] = v0 ^ v8; out[1] = v1 ^ v9; out[2] = v2 ^ v10; out[3] = v3 ^ v11;
    out[4] = v4 ^ v12; out[5] = v5 ^ v13; out[6] = v6 ^ v14; out[7] = v7 ^ v15;
    out[8] = v8 ^ cv[0]; out[9] = v9 ^ cv[1]; out[10] = v10 ^ cv[2]; out[11] = v11 ^ cv[3];
    out[12] = v12 ^ cv[4]; out[13] = v13 ^ cv[5]; out[14] = v14 ^ cv[6]; out[15] = v15 ^ cv[7];
  }
}
