package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.memref.SubViewOp;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.ExtractSliceOp;
import zkopt.dialect.tensor.InsertSliceOp;
import zkopt.dialect.tensor.ParallelInsertSliceOp;
import zkopt.ir.Operation;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of slices of tensors that are taken out and inserted. */
final class TensorSliceRules {
  private TensorSliceRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("ExtractAfterInsert", ExtractSliceOp.class, Rule.IN_PLACE - 1, TensorSliceRules::extractAfterInsert),
        new Rule<>("InsertAfterInsert", InsertSliceOp.class, Rule.IN_PLACE - 1, TensorSliceRules::insertAfterInsert),
        new Rule<>("InsertAfterExtract", InsertSliceOp.class, Rule.IN_PLACE - 2, TensorSliceRules::insertAfterExtract),
        new Rule<>("InsertNothing", InsertSliceOp.class, Rule.IN_PLACE - 3, TensorSliceRules::insertNothing),
        new Rule<>("TensorCastExtractSlice", CastOp.class, 1, TensorSliceRules::castOfSlice),
        new Rule<>("StaticInsertSlice", InsertSliceOp.class, 1, TensorSliceRules::staticInsert),
        new Rule<>("StaticParallelInsertSlice", ParallelInsertSliceOp.class, 1, TensorSliceRules::staticInsert),
        new Rule<>("InsertSliceOpCastFolder", InsertSliceOp.class, 1, TensorSliceRules::insertBeforeCasts),
        new Rule<>("ParallelInsertSliceOpCastFolder", ParallelInsertSliceOp.class, 1, TensorSliceRules::insertBeforeCasts),
        new Rule<>("InsertSliceOpSourceCastInserter", InsertSliceOp.class, 1, TensorSliceRules::staticSource),
        new Rule<>("ParallelInsertSliceOpSourceCastInserter", ParallelInsertSliceOp.class, 1, TensorSliceRules::staticSource));
  }

  private static boolean samePart(Operation a, Operation b) {
    var x = MixedSlice.of(a);
    var y = MixedSlice.of(b);
    return x.offsets().equals(y.offsets()) && x.sizes().equals(y.sizes()) && x.strides().equals(y.strides());
  }

  /** {@code extract(insert(x, t)[p])[p] -> x}. */
  private static boolean extractAfterInsert(ExtractSliceOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof InsertSliceOp insert) || !insert.operand(0).type().equals(op.result().type())) return false;
    if (!samePart(op, insert)) return false;
    rewriter.replaceOp(op, insert.operand(0));
    return true;
  }

  /** {@code insert(x, insert(y, t)[p])[p] -> insert(x, t)[p]}. */
  private static boolean insertAfterInsert(InsertSliceOp op, Rewriter rewriter) {
    if (!(op.operand(1).definingOp() instanceof InsertSliceOp before) || !before.operand(0).type().equals(op.operand(0).type())) return false;
    if (!samePart(op, before)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(1, before.operand(1)));
    return true;
  }

  /** {@code insert(extract(t)[p], t)[p] -> t}. */
  private static boolean insertAfterExtract(InsertSliceOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof ExtractSliceOp extract) || extract.operand(0) != op.operand(1) || !samePart(op, extract)) return false;
    rewriter.replaceOp(op, op.operand(1));
    return true;
  }

  /** What has no elements changes nothing. */
  private static boolean insertNothing(InsertSliceOp op, Rewriter rewriter) {
    if (MixedSlice.of(op).sizes().stream().noneMatch(s -> s.equals(0L))) return false;
    rewriter.replaceOp(op, op.operand(1));
    return true;
  }

  /** {@code cast(extract(t)[o, n, s]) -> extract(t)[o, 4, s]}, where the cast knows a size. */
  private static boolean castOfSlice(CastOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof ExtractSliceOp extract) || !(op.result().type() instanceof TensorType to)) return false;
    var slice = MixedSlice.of(extract);
    var from = (TensorType) op.source().type();
    if (to.shape().equals(from.shape()) || !TensorRewrites.knowsAsMuch(to, from)) return false;
    BitSet dropped = DroppedDims.matching(MixedSlice.numbers(slice.sizes()), from.shape());
    rewriter.replaceOp(op, slice.withSizes(known(slice.sizes(), dropped, to)).create(rewriter, ExtractSliceOp.SPEC, op.location(), List.of(to)));
    return true;
  }

  /** The sizes, those of the type where it knows them. */
  private static List<Object> known(List<Object> sizes, BitSet dropped, TensorType type) {
    var known = new ArrayList<>(sizes);
    int at = 0;
    for (int i = 0; i < known.size(); i++) {
      if (dropped.get(i)) continue;
      if (type.dim(at) != ShapedType.DYNAMIC) known.set(i, type.dim(at));
      at++;
    }
    return known;
  }

  /** Inserts, with what is inserted cast to {@code source}; the cast of an insertion in parallel stands before all of them. */
  private static void insert(Operation op, MixedSlice slice, TensorType source, Rewriter rewriter) {
    Value value = slice.sources().getFirst();
    if (!value.type().equals(source)) {
      rewriter.setInsertionPoint(op instanceof ParallelInsertSliceOp ? op.parentOp() : op);
      value = CastOp.create(rewriter, op.location(), value, source).result();
      rewriter.setInsertionPoint(op);
    }
    var made = slice.withSources(List.of(value, slice.sources().getLast()));
    rewriter.replaceOp(op, made.create(rewriter, op.spec(), op.location(), op.resultTypes()));
  }

  /** Constant offsets, sizes and strides become numbers, and what is inserted is cast to the sizes. */
  private static boolean staticInsert(Operation op, Rewriter rewriter) {
    var slice = MixedSlice.of(op).withConstants();
    var source = (TensorType) op.operand(0).type();
    TensorType known = slice == null ? null : slice.type(source);
    if (known == null || TensorRewrites.joined(known.shape(), source.shape()) == null) return false;
    insert(op, slice, known, rewriter);
    return true;
  }

  /** {@code insert(cast(x), cast(t)) -> cast(insert(x, t))}, where the casts only forget sizes. */
  private static boolean insertBeforeCasts(Operation op, Rewriter rewriter) {
    if (op.operands().stream().anyMatch(v -> ArithValues.integer(v) != null)) return false;
    Value source = beforeCast(op.operand(0));
    Value destination = beforeCast(op.operand(1));
    boolean changes = source != op.operand(0) || destination != op.operand(1);
    if (!changes) return false;
    var slice = MixedSlice.of(op);
    var type = (TensorType) source.type();
    BitSet dropped = DroppedDims.matchingKnown(MixedSlice.numbers(slice.sizes()), type.shape());
    if (dropped == null) return false;
    List<Object> sizes = knownBeforeUnknown(slice.sizes(), dropped, type);
    if (!SubViewOp.isReduced(MixedSlice.numbers(sizes), type.shape())) return false;
    Operation made = slice.withSizes(sizes).withSources(List.of(source, destination))
        .create(rewriter, op.spec(), op.location(), op.numResults() == 0 ? List.of() : List.of(destination.type()));
    var results = new ArrayList<Value>(made.results());
    if (!results.isEmpty() && !destination.type().equals(op.operand(1).type())) {
      results.set(0, CastOp.create(rewriter, op.location(), made.result(), op.result().type()).result());
    }
    rewriter.replaceOp(op, results);
    return true;
  }

  /** As {@link #known} of the dimensions before the first whose size the type leaves open: mlir-opt 19 looks no further. */
  private static List<Object> knownBeforeUnknown(List<Object> sizes, BitSet dropped, TensorType type) {
    var known = new ArrayList<>(sizes);
    int at = 0;
    for (int i = 0; i < known.size() && at < type.rank() && type.dim(at) != ShapedType.DYNAMIC; i++) {
      if (!dropped.get(i)) known.set(i, type.dim(at++));
    }
    return known;
  }

  private static Value beforeCast(Value value) {
    return value.definingOp() instanceof CastOp cast && TensorRewrites.onlyForgets(cast) ? cast.source() : value;
  }

  /** What is inserted is cast to a type that knows the sizes. */
  private static boolean staticSource(Operation op, Rewriter rewriter) {
    var slice = MixedSlice.of(op);
    var source = (TensorType) op.operand(0).type();
    if (slice.sizes().size() != source.rank()) return false;
    var shape = new ArrayList<>(source.shape());
    for (int i = 0; i < shape.size(); i++) {
      Long size = TripCount.number(slice.sizes().get(i));
      if (size != null && size < 0) return false;
      if (size != null) shape.set(i, size);
    }
    boolean knowsMore = !shape.equals(source.shape())
        && IntStream.range(0, shape.size()).allMatch(i -> source.dim(i) == ShapedType.DYNAMIC || source.dim(i) == shape.get(i));
    if (knowsMore) insert(op, slice, source.with(shape, source.elementType()), rewriter);
    return knowsMore;
  }
}
