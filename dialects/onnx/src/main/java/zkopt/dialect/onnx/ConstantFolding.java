package zkopt.dialect.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.TensorType;
import zkopt.ir.UnitAttr;

/** Evaluates operators that only move data. Blobs are shared where the order of the elements stays. */
final class ConstantFolding {
  private ConstantFolding() {}

  /** As {@link zkopt.ir.Traits.Foldable#fold}. */
  static List<Object> fold(OnnxOp op, List<Attribute> constants) {
    return switch (op.operator()) {
      case IDENTITY, DROPOUT -> op.operand(0).type().equals(op.result().type()) ? List.of(op.operand(0)) : null;
      case RESHAPE, FLATTEN, SQUEEZE, UNSQUEEZE -> {
        // two types that are not known yet are not therefore one
        if (isStatic(op) && op.operand(0).type().equals(op.result().type())) yield List.of(op.operand(0));
        yield ConstantOp.isPresent(constants.getFirst()) && isStatic(op)
            ? List.of(retyped((ElementsAttr) constants.getFirst(), op.outputType()))
            : null;
      }
      case TRANSPOSE -> ConstantOp.isPresent(constants.getFirst()) && isStatic(op)
          ? List.of(transposed((ElementsAttr) constants.getFirst(), ShapeRules.permutation(op), op.outputType()))
          : null;
      case SLICE -> ConstantOp.isPresent(constants.getFirst()) && isStatic(op) && constants.subList(1, constants.size()).stream().allMatch(ConstantFolding::isKnown)
          ? List.of(moved((ElementsAttr) constants.getFirst(), op.movement())) : null;
      default -> isStatic(op) && op.generated() instanceof ElementsAttr generated ? List.of(generated) : null;
    };
  }

  /** Whether an operand is constant or absent. */
  private static boolean isKnown(Attribute constant) {
    return constant instanceof UnitAttr || ConstantOp.isPresent(constant);
  }

  private static ElementsAttr moved(ElementsAttr value, Movement movement) {
    if (value.isSplat()) return Generators.tensor(movement.type(), _ -> value.doubleAt(0));
    return Generators.tensor(movement.type(), i -> value.doubleAt((int) movement.sources()[(int) i]));
  }

  private static boolean isStatic(OnnxOp op) {
    return op.numResults() == 1 && op.result().type() instanceof TensorType t && t.hasStaticShape();
  }

  private static ElementsAttr retyped(ElementsAttr value, TensorType type) {
    return switch (value) {
      case DenseResourceAttr r -> new DenseResourceAttr(r.key(), type, r.data());
      case DenseElementsAttr d -> new DenseElementsAttr(type, d.data(), d.isSplat());
      default -> throw new IllegalArgumentException("constant data of " + value.getClass());
    };
  }

  private static ElementsAttr transposed(ElementsAttr value, int[] perm, TensorType type) {
    return switch (value) {
      case DenseElementsAttr d when d.isSplat() -> new DenseElementsAttr(type, d.data(), true);
      case DenseElementsAttr d -> new DenseElementsAttr(type, permute(d.type().shape(), d.data(), perm, type), false);
      case DenseResourceAttr r -> {
        String suffix = Arrays.stream(perm).mapToObj(Integer::toString).collect(Collectors.joining("_", "_transposed_", ""));
        yield new DenseResourceAttr(r.key() + suffix, type, permute(r.type().shape(), r.data(), perm, type));
      }
      default -> throw new IllegalArgumentException("constant data of " + value.getClass());
    };
  }

  private static Blob permute(List<Long> from, Blob data, int[] perm, TensorType type) {
    int rank = perm.length;
    long[] strides = new long[rank];
    long stride = 1;
    for (int i = rank - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= from.get(i);
    }
    int width = Blob.byteWidth(type.elementType());
    var moved = ByteBuffer.allocate(data.size());
    long[] index = new long[rank];
    for (long n = type.numElements(); n > 0; n--) {
      long at = 0;
      for (int i = 0; i < rank; i++) at += index[i] * strides[perm[i]];
      moved.put(data.bytes().slice(Math.toIntExact(at * width), width));
      for (int i = rank - 1; i >= 0 && ++index[i] == type.dim(i); i--) index[i] = 0;
    }
    return new Blob(moved.flip());
  }
}
