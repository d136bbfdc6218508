package zkopt.transforms.affine;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;

/**
 * How an {@code affine.parallel} combines the values of one result.
 *
 * @param kind a name of {@link zkopt.dialect.arith.AtomicKinds}
 */
record ParallelReduction(String kind, Type type) {
  static List<ParallelReduction> of(ParallelOp loop) {
    var kinds = loop.reductions();
    return IntStream.range(0, kinds.size()).mapToObj(i -> new ParallelReduction(kinds.get(i), loop.result(i).type())).toList();
  }

  /** The operation of arith, or null: arith knows no integers with a sign, and nothing that keeps any one of two values. */
  Kind combiner() {
    if (type instanceof IntegerType i && i.signedness() != IntegerType.Signedness.SIGNLESS) return null;
    return switch (kind) {
      case "addf", "mulf", "maximumf", "minimumf", "addi", "muli", "ori", "andi" -> Kind.valueOf(kind.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  /** What changes nothing when it is combined. */
  TypedAttr identity() {
    return switch (combiner()) {
      case ADDF -> new FloatAttr(0, (FloatType) type);
      case MULF -> new FloatAttr(1, (FloatType) type);
      case MAXIMUMF -> new FloatAttr(Double.NEGATIVE_INFINITY, (FloatType) type);
      case MINIMUMF -> new FloatAttr(Double.POSITIVE_INFINITY, (FloatType) type);
      case MULI -> IntegerAttr.of(1, type);
      case ANDI -> IntegerAttr.of(-1, type);
      default -> IntegerAttr.of(0, type);
    };
  }
}
