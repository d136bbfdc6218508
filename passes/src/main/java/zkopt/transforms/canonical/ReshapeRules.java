package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.memref.Reassociation;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Compositions of {@code expand_shape} and {@code collapse_shape}, of tensors or of buffers without layouts. */
record ReshapeRules(OpSpec expand, OpSpec collapse, OpSpec cast, OpSpec dim) {
  static final ReshapeRules TENSORS = new ReshapeRules(zkopt.dialect.tensor.ExpandShapeOp.SPEC, zkopt.dialect.tensor.CollapseShapeOp.SPEC,
      zkopt.dialect.tensor.CastOp.SPEC, zkopt.dialect.tensor.DimOp.SPEC);
  static final ReshapeRules BUFFERS = new ReshapeRules(zkopt.dialect.memref.ExpandShapeOp.SPEC, zkopt.dialect.memref.CollapseShapeOp.SPEC,
      zkopt.dialect.memref.CastOp.SPEC, zkopt.dialect.memref.DimOp.SPEC);

  List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("ReshapeBack", Operation.class, expand, Rule.IN_PLACE, this::reshapeBack),
        new Rule<>("ReshapeBack", Operation.class, collapse, Rule.IN_PLACE, this::reshapeBack),
        new Rule<>("ComposeExpands", Operation.class, expand, 1, this::sameWay),
        new Rule<>("ComposeExpandOfCollapse", Operation.class, expand, 1, this::expandOfCollapse),
        new Rule<>("ComposeCollapses", Operation.class, collapse, 1, this::sameWay),
        new Rule<>("ComposeCollapseOfExpand", Operation.class, collapse, 1, this::collapseOfExpand));
  }

  private static List<long[]> groups(Operation reshape) {
    return Reassociation.groups(reshape.attribute(Reassociation.NAME));
  }

  private static List<Long> shape(Value value) {
    return ((ShapedType) value.type()).shape();
  }

  /** The reshape that makes what {@code op} reshapes, if it is of this kind and no layout is in the way. */
  private static Operation inner(Operation op, OpSpec spec) {
    Operation inner = op.operand(0).definingOp();
    boolean fits = inner != null && inner.spec() == spec && hasPlainLayout(inner.operand(0)) && hasPlainLayout(op.operand(0)) && hasPlainLayout(op.result());
    return fits ? inner : null;
  }

  private static boolean hasPlainLayout(Value value) {
    return !(value.type() instanceof MemRefType m) || m.layout() == null;
  }

  /** A reshape that keeps the type; {@code expand(collapse(x)) -> x} and the other way round, where x has the type of the result and the same sizes. */
  private boolean reshapeBack(Operation op, Rewriter rewriter) {
    if (op.operand(0).type().equals(op.result().type())) {
      rewriter.replaceOp(op, op.operand(0));
      return true;
    }
    Operation inner = op.operand(0).definingOp();
    boolean isBack = inner != null && inner.spec() == (op.spec() == expand ? collapse : expand) && inner.operand(0).type().equals(op.result().type())
        && hasSameSizes(op, inner);
    if (isBack) rewriter.replaceOp(op, inner.operand(0));
    return isBack;
  }

  /** Whether the sizes of what {@code op} makes can only be those that were there before {@code inner}, given that the types say the same. */
  private boolean hasSameSizes(Operation op, Operation inner) {
    List<Long> shape = shape(op.result());
    if (dynamic(shape) < 2) return true;
    if (!op.attribute(Reassociation.NAME).equals(inner.attribute(Reassociation.NAME))) return false;
    return op.spec() == collapse || groups(op).stream().allMatch(group -> dynamic(Reassociations.at(shape, group)) < 2);
  }

  private static long dynamic(List<Long> shape) {
    return shape.stream().filter(size -> size == ShapedType.DYNAMIC).count();
  }

  /** {@code f(f(x)) -> f(x)}. */
  private boolean sameWay(Operation op, Rewriter rewriter) {
    Operation inner = inner(op, op.spec());
    List<long[]> groups = inner == null ? null : Reassociations.composed(groups(inner), groups(op));
    if (groups == null) return false;
    replace(op, op.spec(), inner.operand(0), groups, rewriter);
    return true;
  }

  /** {@code collapse(expand(x))} is one of both, or neither, of x. */
  private boolean collapseOfExpand(Operation op, Rewriter rewriter) {
    Operation inner = inner(op, expand);
    if (inner == null || inner.operand(0).type().equals(op.result().type())) return false;
    int from = shape(inner.operand(0)).size();
    int to = shape(op.result()).size();
    List<long[]> groups = from > to ? Reassociations.grouped(groups(inner), groups(op)) : Reassociations.grouped(groups(op), groups(inner));
    if (groups == null || from < to && !tellSizes(groups, op.result())) return false;
    if (from > to) replace(op, collapse, inner.operand(0), groups, rewriter);
    else if (from < to) expandTo(op, inner.operand(0), groups, rewriter);
    else rewriter.replaceOp(op, rewriter.<Operation>create(new OperationState(cast, op.location()).operands(inner.operand(0)).results(op.result().type())));
    return true;
  }

  /** Whether the sizes of what is expanded tell those of the result: no more than one in a group is to be found, and none of the others is zero. */
  private static boolean tellSizes(List<long[]> groups, Value result) {
    return groups.stream().map(group -> Reassociations.at(shape(result), group))
        .allMatch(sizes -> dynamic(sizes) == 0 || dynamic(sizes) == 1 && !sizes.contains(0L));
  }

  /** Replaces {@code op} by an expansion of {@code source} to its type: what is not known is the size before, divided by the others of the group. */
  private void expandTo(Operation op, Value source, List<long[]> groups, Rewriter rewriter) {
    var sizes = new ArrayList<Value>();
    for (int i = 0; i < groups.size(); i++) {
      List<Long> parts = Reassociations.at(shape(op.result()), groups.get(i));
      if (dynamic(parts) == 0) continue;
      Value index = ConstantOp.index(rewriter, op.location(), i).result();
      Value whole = rewriter.create(new OperationState(dim, op.location()).operands(source, index).results(IndexType.INDEX)).result();
      long known = parts.stream().filter(size -> size != ShapedType.DYNAMIC).reduce(1L, Math::multiplyExact);
      sizes.add(known == 1 ? whole : BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.DIVUI, whole, ConstantOp.index(rewriter, op.location(), known).result()).result());
    }
    var state = reshape(op, expand, source, groups).operands(sizes)
        .attribute(Reassociation.SIZES, DenseArrayAttr.i64(shape(op.result()).stream().mapToLong(Long::longValue).toArray()));
    rewriter.replaceOp(op, rewriter.<Operation>create(state));
  }

  /** {@code expand(collapse(x))} is one of both of x. */
  private boolean expandOfCollapse(Operation op, Rewriter rewriter) {
    Operation inner = inner(op, collapse);
    if (inner == null || inner.operand(0).type().equals(op.result().type())) return false;
    List<Long> from = shape(inner.operand(0));
    List<Long> to = shape(op.result());
    boolean shrinks = from.size() > to.size();
    List<long[]> groups = shrinks ? Reassociations.collapsing(groups(inner), groups(op), from, to) : Reassociations.collapsing(groups(op), groups(inner), to, from);
    if (groups == null) return false;
    replace(op, shrinks ? collapse : expand, inner.operand(0), groups, rewriter);
    return true;
  }

  /** With the sizes of {@code op}, where it is an expansion. */
  private void replace(Operation op, OpSpec spec, Value source, List<long[]> groups, Rewriter rewriter) {
    var state = reshape(op, spec, source, groups);
    if (spec == expand) state.attribute(Reassociation.SIZES, op.attribute(Reassociation.SIZES)).operands(op.operands().subList(1, op.numOperands()));
    rewriter.replaceOp(op, rewriter.<Operation>create(state));
  }

  private static OperationState reshape(Operation op, OpSpec spec, Value source, List<long[]> groups) {
    return new OperationState(spec, op.location()).attribute(Reassociation.NAME, Reassociation.attribute(groups)).operands(source).results(op.result().type());
  }
}
