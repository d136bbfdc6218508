package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * The k first elements in order, and where they are; among equal ones the first comes first. Nothing is guessed. Either each element's
 * rank is counted, which no two share, and the element of a rank is the sum of all elements times whether they have it. Or, for few of
 * many, the first element is found and taken away, k times.
 *
 * @param x the elements, along the last dimension
 */
record TopKParts(Tensor x, long k, boolean largest) {
  static List<Tensor> of(OnnxOp op, List<Tensor> operands) {
    Tensor x = operands.getFirst();
    int axis = op.axis(x.rank(), false);
    long k = ((TensorType) op.result(0).type()).dim(axis);
    long[] swap = LongStream.range(0, x.rank()).map(i -> i == axis ? x.rank() - 1 : i == x.rank() - 1 ? axis : i).toArray();
    boolean last = axis == x.rank() - 1;
    var parts = new TopKParts(last ? x : x.transposed(swap), k, op.flag("largest"));
    List<Tensor> results = parts.results();
    return last ? results : results.stream().map(r -> r.transposed(swap)).toList();
  }

  /** Comparisons for each element in each of {@link #successive}'s steps; ranks need one for each pair. */
  private static final int STEP_COST = 8;

  private List<Tensor> results() {
    long n = x.type().dim(x.rank() - 1);
    return k > 0 && STEP_COST * k < n ? successive(n) : ranked(n);
  }

  private List<Tensor> successive(long n) {
    int last = x.rank() - 1;
    Operator extremum = largest ? Operator.REDUCE_MAX : Operator.REDUCE_MIN;
    Tensor positions = indices(n);
    Tensor worst = x.reduced(largest ? Operator.REDUCE_MIN : Operator.REDUCE_MAX, true, last);
    var values = new ArrayList<Tensor>();
    var places = new ArrayList<Tensor>();
    Tensor left = x;
    Tensor isTaken = null;
    for (long i = 0; i < k; i++) {
      Tensor best = left.reduced(extremum, true, last);
      Tensor isBest = left.apply(Operator.EQUAL, List.of(best));
      // what is taken counts as one of the worst, but is not taken again
      if (isTaken != null) isBest = isBest.apply(Operator.AND, List.of(isTaken.apply(Operator.NOT)));
      Tensor place = positions.where(isBest, positions.scalar(n)).reduced(Operator.REDUCE_MIN, true, last);
      Tensor isThis = place.apply(Operator.EQUAL, List.of(positions));
      isTaken = isTaken == null ? isThis : isTaken.apply(Operator.OR, List.of(isThis));
      left = worst.where(isThis, left);
      values.add(best);
      places.add(place);
    }
    return List.of(joined(values), joined(places));
  }

  private static Tensor joined(List<Tensor> parts) {
    return parts.getFirst().concat(parts.subList(1, parts.size()), parts.getFirst().rank() - 1);
  }

  private List<Tensor> ranked(long n) {
    Tensor isRank = ranks(n).unsqueezed(x.rank() - 1).apply(Operator.EQUAL, List.of(indices(k).unsqueezed(1)));
    Tensor values = isRank.cast(x.type().elementType());
    String outer = Tensor.labels(0, x.rank() - 1);
    String picks = outer + "AB," + outer + "B->" + outer + "A";
    return List.of(values.einsum(picks, x), isRank.cast(IntegerType.I64).einsum(outer + "AB,B->" + outer + "A", indices(n)));
  }

  /** For i < j, j comes before i when it is better, and otherwise i before j. */
  private Tensor ranks(long n) {
    int last = x.rank() - 1;
    Tensor comesBefore = x.unsqueezed(last).apply(largest ? Operator.GREATER : Operator.LESS, List.of(x.unsqueezed(last + 1))).cast(IntegerType.I64);
    Tensor above = comesBefore.apply(Operator.TRILU, List.of(x.constant(TensorType.of(List.of(), IntegerType.I64), _ -> 1)), Setting.of("upper", 1L));
    Tensor laterBefore = above.reduced(Operator.REDUCE_SUM, false, last + 1);
    Tensor notBeforeEarlier = above.reduced(Operator.REDUCE_SUM, false, last);
    return laterBefore.minus(notBeforeEarlier).plus(indices(n));
  }

  /** 0, 1, ... */
  private Tensor indices(long count) {
    return x.constant(TensorType.of(List.of(count), IntegerType.I64), i -> i);
  }
}
