package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;

/**
 * The n-grams that a TfIdfVectorizer counts.
 *
 * @param size their number of items
 * @param items those of each n-gram, one after the other
 * @param columns for each n-gram the column of the result that counts it
 */
public record NGrams(int size, List<long[]> items, long[] columns) {
  static TensorType resultType(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() != 1 && x.rank() != 2) throw new InvalidOnnxOp("needs a list or a batch of lists, but has '" + x + "'");
    if (op.ints("pool_int64s") == null) throw new InvalidOnnxOp("has a pool of strings, which are not supported: proofs are about numbers");
    long columns = columns(op);
    return TensorType.of(x.rank() == 1 ? List.of(columns) : List.of(x.dim(0), columns), FloatType.F32);
  }

  /** The columns of the result. */
  public static long columns(OnnxOp op) {
    return LongStream.of(op.ints("ngram_indexes")).max().orElse(-1) + 1;
  }

  /** Those of each size that is counted. @throws InvalidOnnxOp when the pool is not one of n-grams */
  public static List<NGrams> of(OnnxOp op) {
    long[] pool = op.ints("pool_int64s");
    long[] starts = op.ints("ngram_counts");
    long[] columns = op.ints("ngram_indexes");
    var bySize = new ArrayList<NGrams>();
    int first = 0;
    for (int n = 1; n <= starts.length; n++) {
      long end = n < starts.length ? starts[n] : pool.length;
      int count = Math.toIntExact((end - starts[n - 1]) / n);
      if (starts[n - 1] < 0 || end > pool.length || count < 0 || first + count > columns.length) {
        throw new InvalidOnnxOp("has ngram_counts that do not fit a pool of " + pool.length + " items and " + columns.length + " n-grams");
      }
      var items = new ArrayList<long[]>();
      for (int i = 0; i < count; i++) items.add(Arrays.copyOfRange(pool, Math.toIntExact(starts[n - 1]) + i * n, Math.toIntExact(starts[n - 1]) + (i + 1) * n));
      boolean counted = n >= op.integer("min_gram_length") && n <= op.integer("max_gram_length");
      if (counted && count > 0) bySize.add(new NGrams(n, items, Arrays.copyOfRange(columns, first, first + count)));
      first += count;
    }
    return bySize;
  }
}
