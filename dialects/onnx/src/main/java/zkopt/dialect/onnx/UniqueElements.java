package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;

/**
 * The different slices of constant data.
 *
 * @param type of the data that they make up
 * @param first for each of them the number of the first slice that is equal
 * @param which for each slice the number of the one that it is equal to
 * @param elements row-major numbers of the elements of the data that make up the result
 */
public record UniqueElements(TensorType type, int[] first, int[] which, long[] elements) {
  /** @throws InvalidOnnxOp when the data is not known: it decides the size of the results */
  public static UniqueElements of(OnnxOp op) {
    ElementsAttr data = op.shaping(0);
    long[] axis = op.ints("axis");
    TensorType x = axis != null ? op.inputType(0) : TensorType.of(List.of(data.count()), op.inputType(0).elementType());
    int along = axis != null ? OnnxOp.axis(axis[0], x.rank()) : 0;
    long[][] slices = slices(x, along);
    Comparator<Integer> bySize = Comparator.comparing(i -> Arrays.stream(slices[i]).mapToObj(data::doubleAt).toList(), UniqueElements::compare);
    var first = new ArrayList<Integer>();
    for (int i = 0; i < slices.length; i++) {
      int slice = i;
      if (first.stream().noneMatch(f -> bySize.compare(f, slice) == 0)) first.add(slice);
    }
    if (op.flag("sorted")) first.sort(bySize);
    int[] which = IntStream.range(0, slices.length)
        .map(i -> IntStream.range(0, first.size()).filter(u -> bySize.compare(first.get(u), i) == 0).findFirst().orElseThrow()).toArray();
    var shape = new ArrayList<>(x.shape());
    shape.set(along, (long) first.size());
    long[] elements = Movement.of(shape, x.elementType(), at -> {
      long[] from = at.clone();
      from[along] = first.get((int) at[along]);
      return Movement.number(x.shape(), from);
    }).sources();
    return new UniqueElements(TensorType.of(shape, x.elementType()), first.stream().mapToInt(i -> i).toArray(), which, elements);
  }

  static List<TensorType> types(OnnxOp op) {
    UniqueElements unique = of(op);
    return List.of(unique.type, list(unique.first.length), list(unique.which.length), list(unique.first.length));
  }

  private static TensorType list(long size) {
    return TensorType.of(List.of(size), IntegerType.I64);
  }

  /** For each index along a dimension, the numbers of the elements there. */
  private static long[][] slices(TensorType x, int along) {
    long[][] slices = new long[Math.toIntExact(x.dim(along))][];
    long inner = x.shape().subList(along + 1, x.rank()).stream().reduce(1L, (a, b) -> a * b);
    for (int i = 0; i < slices.length; i++) {
      int slice = i;
      slices[i] = LongStream.range(0, x.numElements()).filter(n -> n / inner % x.dim(along) == slice).toArray();
    }
    return slices;
  }

  private static int compare(List<Double> a, List<Double> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Double.compare(a.get(i), b.get(i));
      if (order != 0) return order;
    }
    return 0;
  }
}
