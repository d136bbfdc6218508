package zkopt.assigner;

/**
 * One product of matrices, {@code C[m, n] = sum_k A[m, k] * B[k, n]}, with value numbers in place of values. A batched or grouped
 * contraction is several of these.
 *
 * @param node the ONNX node
 * @param a value numbers, k-major: {@code a[k * m() + m]}
 * @param b value numbers, k-major: {@code b[k * n + n]}
 * @param c value numbers of the sums, n-major: {@code c[n * m() + m]}
 */
record Contraction(String node, int m, int k, int n, int[] a, int[] b, int[] c) {
  /** The sums, exact: the compiler has proven that they stay below 2^62. */
  void compute(long[] values) {
    long[] column = new long[n];
    long[] sums = new long[m * n];
    for (int kk = 0; kk < k; kk++) {
      for (int j = 0; j < n; j++) column[j] = values[b[kk * n + j]];
      for (int i = 0; i < m; i++) {
        long x = values[a[kk * m + i]];
        if (x == 0) continue;
        for (int j = 0; j < n; j++) sums[i * n + j] += x * column[j];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) values[c[j * m + i]] = sums[i * n + j];
    }
  }
}
