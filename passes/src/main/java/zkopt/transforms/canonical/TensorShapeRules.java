package zkopt.transforms.canonical;

import static zkopt.transforms.canonical.ArithValues.constant;
import static zkopt.transforms.canonical.ArithValues.integer;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.memref.Reassociation;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.CollapseShapeOp;
import zkopt.dialect.tensor.DimOp;
import zkopt.dialect.tensor.ExpandShapeOp;
import zkopt.dialect.tensor.ExtractOp;
import zkopt.dialect.tensor.FromElementsOp;
import zkopt.dialect.tensor.ReshapeOp;
import zkopt.dialect.tensor.SplatOp;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of reshapes of tensors, and of their sizes. */
final class TensorShapeRules {
  private TensorShapeRules() {}

  static List<Rewrite<?>> rules() {
    var rules = new ArrayList<Rewrite<?>>();
    for (OpSpec reshape : List.of(ExpandShapeOp.SPEC, CollapseShapeOp.SPEC)) {
      rules.add(new Rule<>("FoldReshapeWithConstant", Operation.class, reshape, Rule.IN_PLACE - 1, TensorShapeRules::ofConstant));
    }
    rules.addAll(ReshapeRules.TENSORS.rules());
    for (OpSpec reshape : List.of(ExpandShapeOp.SPEC, CollapseShapeOp.SPEC)) {
      rules.add(new Rule<>("FoldReshapeWithSplat", Operation.class, reshape, 1, TensorShapeRules::ofSplat));
      rules.add(new Rule<>("FoldReshapeWithFromElements", Operation.class, reshape, 1, TensorShapeRules::ofElements));
    }
    rules.add(new Rule<>("FoldCollapseOfCastOp", CollapseShapeOp.class, 1, TensorShapeRules::collapseBeforeCast));
    rules.add(new Rule<>("DimOfReshapeOp", DimOp.class, 1, TensorShapeRules::dimOfReshape));
    rules.add(new Rule<>("FoldDimOfExpandShape", DimOp.class, 1, TensorShapeRules::dimOfExpand));
    rules.add(new Rule<>("FoldDimOfCollapseShape", DimOp.class, 1, TensorShapeRules::dimOfCollapse));
    return rules;
  }

  private static TensorType type(Operation op) {
    return (TensorType) op.result().type();
  }

  private static boolean ofConstant(Operation op, Rewriter rewriter) {
    if (!(constant(op.operand(0)) instanceof DenseElementsAttr dense) || !type(op).hasStaticShape()) return false;
    rewriter.replaceOp(op, ConstantOp.create(rewriter, op.location(), new DenseElementsAttr(type(op), dense.data(), dense.isSplat())));
    return true;
  }

  private static boolean ofSplat(Operation op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof SplatOp splat) || !type(op).hasStaticShape()) return false;
    rewriter.replaceOp(op, SplatOp.create(rewriter, op.location(), type(op), splat.input()));
    return true;
  }

  private static boolean ofElements(Operation op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof FromElementsOp elements) || !type(op).hasStaticShape()) return false;
    rewriter.replaceOp(op, FromElementsOp.create(rewriter, op.location(), type(op), elements.operands()));
    return true;
  }

  /** {@code collapse(cast(x)) -> cast(collapse(x))}, where the cast only forgets sizes. */
  private static boolean collapseBeforeCast(CollapseShapeOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof CastOp cast) || !TensorRewrites.onlyForgets(cast)) return false;
    var from = (TensorType) cast.source().type();
    TensorType collapsed = from.with(Reassociations.collapsed(groups(op), from.shape()), from.elementType());
    if (collapsed.equals(type(op))) {
      rewriter.modifyInPlace(op, () -> op.setOperand(0, cast.source()));
      return true;
    }
    Operation made = rewriter.create(new OperationState(CollapseShapeOp.SPEC, op.location())
        .attribute(Reassociation.NAME, op.attribute(Reassociation.NAME)).operands(cast.source()).results(collapsed));
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  private static List<long[]> groups(Operation reshape) {
    return Reassociation.groups(reshape.attribute(Reassociation.NAME));
  }

  /** {@code dim(reshape(x, shape), i) -> extract(shape, i)}. */
  private static boolean dimOfReshape(DimOp op, Rewriter rewriter) {
    if (!(op.source().definingOp() instanceof ReshapeOp reshape)) return false;
    Value size = ExtractOp.create(rewriter, op.location(), reshape.operand(1), List.of(op.index())).result();
    if (!size.type().equals(op.result().type())) {
      size = zkopt.dialect.arith.CastOp.create(rewriter, op.location(), zkopt.dialect.arith.CastOp.Kind.INDEX_CAST, size, op.result().type()).result();
    }
    rewriter.replaceOp(op, size);
    return true;
  }

  /** The dynamic dimension that {@code op} asks for, of what an operation of this kind makes; or null. */
  private static Integer dynamicDim(DimOp op, OpSpec maker) {
    IntegerAttr index = integer(op.index());
    if (index == null || op.source().definingOp() == null || op.source().definingOp().spec() != maker) return null;
    var type = (TensorType) op.source().type();
    boolean isDynamic = index.value() >= 0 && index.value() < type.rank() && type.dim((int) index.value()) == ShapedType.DYNAMIC;
    return isDynamic ? (Integer) (int) index.value() : null;
  }

  /** The only dynamic dimension of a group is what is expanded, divided by the others. */
  private static boolean dimOfExpand(DimOp op, Rewriter rewriter) {
    Integer dim = dynamicDim(op, ExpandShapeOp.SPEC);
    if (dim == null) return false;
    Operation expand = op.source().definingOp();
    List<long[]> groups = groups(expand);
    int from = 0;
    while (groups.get(from)[groups.get(from).length - 1] < dim) from++;
    long product = 1;
    for (long other : groups.get(from)) {
      if (other == dim) continue;
      if (type(expand).dim((int) other) == ShapedType.DYNAMIC) return false;
      product *= type(expand).dim((int) other);
    }
    Value whole = size(expand.operand(0), from, op, rewriter);
    AffineMap map = new AffineMap(0, 1, List.of(AffineExpr.symbol(0).floorDiv(AffineExpr.constant(product))));
    rewriter.replaceOp(op, ApplyOp.create(rewriter, op.location(), map, List.of(whole)));
    return true;
  }

  /** A dimension that was collapsed is the product of its group. */
  private static boolean dimOfCollapse(DimOp op, Rewriter rewriter) {
    Integer dim = dynamicDim(op, CollapseShapeOp.SPEC);
    if (dim == null) return false;
    var sizes = new ArrayList<Value>();
    AffineExpr product = null;
    for (long part : groups(op.source().definingOp()).get(dim)) {
      AffineExpr symbol = AffineExpr.symbol(sizes.size());
      product = product == null ? symbol : product.times(symbol);
      sizes.add(size(op.source().definingOp().operand(0), part, op, rewriter));
    }
    rewriter.replaceOp(op, ApplyOp.create(rewriter, op.location(), new AffineMap(0, sizes.size(), List.of(product)), sizes));
    return true;
  }

  private static Value size(Value tensor, long dim, DimOp like, Rewriter rewriter) {
    Value index = ConstantOp.index(rewriter, like.location(), dim).result();
    return DimOp.create(rewriter, like.location(), tensor, index).result();
  }
}
