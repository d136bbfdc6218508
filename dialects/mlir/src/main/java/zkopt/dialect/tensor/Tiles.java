package zkopt.dialect.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * The tiles of {@link PackOp} and {@link UnPackOp}.
 *
 * @param dims the dimension that each tile size is of
 * @param permutation the order of the outer dimensions; empty for theirs
 * @param sizes {@link ShapedType#DYNAMIC} where an operand tells it
 */
public record Tiles(long[] dims, long[] permutation, long[] sizes) {
  /** Of an operation whose last operands are those sizes that are no numbers. */
  public static Tiles of(Operation op) {
    long[] sizes = longs(op, "static_inner_tiles");
    int operand = op.numOperands() - (int) Arrays.stream(sizes).filter(s -> s == ShapedType.DYNAMIC).count();
    for (int i = 0; i < sizes.length && operand >= 0; i++) {
      if (sizes[i] == ShapedType.DYNAMIC) sizes[i] = constant(op.operand(operand++));
    }
    return new Tiles(longs(op, "inner_dims_pos"), longs(op, "outer_dims_perm"), sizes);
  }

  private static long[] longs(Operation op, String name) {
    return op.attribute(name) instanceof DenseArrayAttr array ? array.longs() : new long[0];
  }

  private static long constant(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr i ? i.value() : ShapedType.DYNAMIC;
  }

  /** What keeps {@code packed} from being made of tiles of {@code plain}; or null. */
  public String problem(TensorType plain, TensorType packed) {
    if (Arrays.stream(sizes).anyMatch(s -> s == 0)) return "invalid zero tile factor";
    if (!areDims(dims, plain.rank())) return "invalid inner_dims_pos vector";
    if (!areDims(permutation, plain.rank())) return "invalid outer_dims_perm vector";
    if (permutation.length > 0 && permutation.length != plain.rank()) return "outer_dims_perm must be a permutation or empty";
    if (sizes.length > plain.rank()) return "tiling factors must be less than or equal to the input rank for pack or output rank for unpack";
    if (sizes.length != dims.length) return "tiling factors must equal the number of dimensions to tile";
    if (plain.rank() + sizes.length != packed.rank()) return "packed rank must equal unpacked rank + tiling factors";
    var least = packedType(plain);
    for (int i = 0; i < packed.rank(); i++) {
      boolean known = packed.dim(i) != ShapedType.DYNAMIC && least.dim(i) != ShapedType.DYNAMIC;
      if (known && least.dim(i) > packed.dim(i)) {
        return "the shape of output is not large enough to hold the packed data. Expected at least '" + least + "', got '" + packed + "'";
      }
    }
    for (int i = 0; i < sizes.length; i++) {
      long size = packed.dim(plain.rank() + i);
      if (size != ShapedType.DYNAMIC && size != sizes[i]) return "mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type";
    }
    return null;
  }

  private static boolean areDims(long[] dims, int rank) {
    return dims.length <= rank && Arrays.stream(dims).distinct().count() == dims.length && Arrays.stream(dims).allMatch(d -> d >= 0 && d < rank);
  }

  /** What {@code plain} becomes. */
  private TensorType packedType(TensorType plain) {
    var outer = new ArrayList<>(plain.shape());
    for (int i = 0; i < dims.length; i++) {
      int d = (int) dims[i];
      boolean known = outer.get(d) != ShapedType.DYNAMIC && sizes[i] != ShapedType.DYNAMIC;
      outer.set(d, known ? Math.ceilDiv(outer.get(d), sizes[i]) : ShapedType.DYNAMIC);
    }
    List<Long> shape = new ArrayList<>(permutation.length == 0 ? outer : Arrays.stream(permutation).mapToObj(p -> outer.get((int) p)).toList());
    for (long size : sizes) shape.add(size);
    return TensorType.of(shape, plain.elementType());
  }

  /** Whether all of {@code plain} is in whole tiles, as far as is known. */
  public boolean divide(TensorType plain) {
    for (int i = 0; i < dims.length; i++) {
      long size = plain.dim((int) dims[i]);
      if (size != ShapedType.DYNAMIC && sizes[i] != ShapedType.DYNAMIC && size % sizes[i] != 0) return false;
    }
    return true;
  }
}
