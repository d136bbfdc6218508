package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.NGrams;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** TfIdfVectorizer: at each place of the list and for each distance between items, whether the n-gram stands there; and the sum. */
record NGramParts(OnnxOp op, Tensor lists) {
  static Tensor of(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    return new NGramParts(op, first.rank() == 1 ? first.reshaped(List.of(1L, first.type().dim(0))) : first).weighted();
  }

  private Tensor weighted() {
    double[] weights = op.reals("weights");
    Tensor counts = counts();
    return switch (op.string("mode")) {
      case "TF" -> counts.reshaped(op.outputType().shape());
      case "IDF" -> times(counts.apply(Operator.GREATER, List.of(counts.scalar(0))).cast(FloatType.F32), weights);
      case "TFIDF" -> times(counts, weights);
      default -> throw new InvalidOnnxOp("has mode = '" + op.string("mode") + "'; known are TF, IDF and TFIDF");
    };
  }

  private Tensor times(Tensor counts, double[] weights) {
    Tensor y = weights == null ? counts : counts.times(counts.constant(TensorType.of(List.of((long) weights.length), FloatType.F32), i -> weights[(int) i]));
    return y.reshaped(op.outputType().shape());
  }

  /** For each list and column of the result. */
  private Tensor counts() {
    long columns = NGrams.columns(op);
    Tensor sum = lists.constant(TensorType.of(List.of(lists.type().dim(0), columns), FloatType.F32), _ -> 0);
    for (NGrams grams : NGrams.of(op)) {
      // the distance does not matter to a single item
      long distances = grams.size() == 1 ? 1 : op.integer("max_skip_count") + 1;
      var found = new ArrayList<Tensor>();
      for (long distance = 1; distance <= distances; distance++) {
        long places = lists.type().dim(1) - (grams.size() - 1) * distance;
        if (places > 0) found.add(matches(grams, distance, places));
      }
      if (found.isEmpty()) continue;
      Tensor counts = found.size() == 1 ? found.getFirst() : found.getFirst().apply(Operator.SUM, found.subList(1, found.size()));
      Tensor places = counts.constant(TensorType.of(List.of((long) grams.items().size(), columns), FloatType.F32),
          i -> grams.columns()[(int) (i / columns)] == i % columns ? 1 : 0);
      sum = sum.plus(counts.apply(Operator.MATMUL, List.of(places)));
    }
    return sum;
  }

  /** How often each n-gram stands in each list with its items so far apart. */
  private Tensor matches(NGrams grams, long distance, long places) {
    Tensor all = null;
    for (int i = 0; i < grams.size(); i++) {
      int item = i;
      Tensor here = lists.slice(1, i * distance, i * distance + places).reshaped(List.of(lists.type().dim(0), places, 1L));
      Tensor wanted = lists.constant(TensorType.of(List.of((long) grams.items().size()), lists.type().elementType()), g -> grams.items().get((int) g)[item]);
      Tensor is = here.apply(Operator.EQUAL, List.of(wanted));
      all = all == null ? is : all.apply(Operator.AND, List.of(is));
    }
    return all.cast(FloatType.F32).reduced(Operator.REDUCE_SUM, false, 1);
  }
}
