package zkopt.transforms.canonical;

import java.util.List;
import zkopt.dialect.memref.Reassociation;
import zkopt.ir.Attribute;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Compositions of {@code expand_shape} and {@code collapse_shape}, of tensors or of buffers without layouts. */
record ReshapeRules(OpSpec expand, OpSpec collapse, OpSpec cast) {
  static final ReshapeRules TENSORS =
      new ReshapeRules(zkopt.dialect.tensor.ExpandShapeOp.SPEC, zkopt.dialect.tensor.CollapseShapeOp.SPEC, zkopt.dialect.tensor.CastOp.SPEC);
  static final ReshapeRules BUFFERS =
      new ReshapeRules(zkopt.dialect.memref.ExpandShapeOp.SPEC, zkopt.dialect.memref.CollapseShapeOp.SPEC, zkopt.dialect.memref.CastOp.SPEC);

  List<Rewrite<?>> rules() {
    return List.of(
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
    if (groups == null || from < to && !((ShapedType) op.result().type()).hasStaticShape()) return false;
    if (from != to) replace(op, from > to ? collapse : expand, inner.operand(0), groups, rewriter);
    else rewriter.replaceOp(op, rewriter.<Operation>create(new OperationState(cast, op.location()).operands(inner.operand(0)).results(op.result().type())));
    return true;
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

  /** With the sizes of {@code op}, where it is an expansion too. */
  private void replace(Operation op, OpSpec spec, Value source, List<long[]> groups, Rewriter rewriter) {
    Type type = op.result().type();
    var state = new OperationState(spec, op.location()).attribute(Reassociation.NAME, Reassociation.attribute(groups)).operands(source).results(type);
    if (spec == expand) {
      boolean wasExpansion = op.spec() == expand;
      Attribute sizes = wasExpansion ? op.attribute(Reassociation.SIZES) : DenseArrayAttr.i64(((ShapedType) type).shape().stream().mapToLong(Long::longValue).toArray());
      state.attribute(Reassociation.SIZES, sizes);
      if (wasExpansion) state.operands(op.operands().subList(1, op.numOperands()));
    }
    rewriter.replaceOp(op, rewriter.<Operation>create(state));
  }
}
