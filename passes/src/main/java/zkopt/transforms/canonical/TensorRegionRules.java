package zkopt.transforms.canonical;

import java.util.List;
import zkopt.dialect.arith.CastOp.Kind;
import zkopt.dialect.tensor.BitcastOp;
import zkopt.dialect.tensor.CastOp;
import zkopt.dialect.tensor.ConcatOp;
import zkopt.dialect.tensor.ExtractOp;
import zkopt.dialect.tensor.GenerateOp;
import zkopt.ir.Block;
import zkopt.ir.IRMapping;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.rewrite.Effects;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of tensors that a region computes, and of bit casts. */
final class TensorRegionRules {
  private TensorRegionRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("StaticTensorGenerate", GenerateOp.class, 1, TensorRegionRules::staticGenerate),
        new Rule<>("ExtractFromTensorGenerate", ExtractOp.class, 1, TensorRegionRules::extractGenerated),
        new Rule<>("ExtractElementFromIndexCast", ExtractOp.class, 1, TensorRegionRules::extractBeforeIndexCast),
        new Rule<>("SameBits", BitcastOp.class, Rule.IN_PLACE, TensorRegionRules::sameType),
        new Rule<>("ChainedTensorBitcast", BitcastOp.class, 1, TensorRegionRules::bitcastOnce),
        new Rule<>("SingleInputConcat", ConcatOp.class, 1, TensorRegionRules::concatOfOne));
  }

  private static TensorType type(Operation op) {
    return (TensorType) op.result().type();
  }

  /** {@code generate(4) : tensor<?xT> -> cast(generate() : tensor<4xT>)}. */
  private static boolean staticGenerate(GenerateOp op, Rewriter rewriter) {
    StaticSizes known = StaticSizes.of(type(op).shape(), op.operands());
    if (known.sizes().size() == op.numOperands()) return false;
    var body = new Region();
    Operation made = rewriter.create(new OperationState(GenerateOp.SPEC, op.location()).operands(known.sizes())
        .results(type(op).with(known.shape(), type(op).elementType())).region(body));
    body.takeBody(op.region(0));
    rewriter.replaceOp(op, CastOp.create(rewriter, op.location(), made.result(), type(op)));
    return true;
  }

  /** {@code extract(generate {f(i)}, j) -> f(j)}, for f without effects. */
  private static boolean extractGenerated(ExtractOp op, Rewriter rewriter) {
    if (!(op.tensor().definingOp() instanceof GenerateOp generate) || !Effects.isDeadWhenUnused(generate)) return false;
    Block body = generate.region(0).front();
    var mapping = new IRMapping();
    for (int i = 0; i < body.arguments().size(); i++) mapping.map(body.argument(i), op.indices().get(i));
    for (Operation inner : body.operations()) if (inner != body.last()) rewriter.insert(inner.clone(mapping));
    rewriter.replaceOp(op, mapping.lookup(body.last().operand(0)));
    return true;
  }

  /** {@code extract(index_cast(x), i) -> index_cast(extract(x, i))}. */
  private static boolean extractBeforeIndexCast(ExtractOp op, Rewriter rewriter) {
    Value source = ArithValues.castOf(op.tensor(), Kind.INDEX_CAST);
    if (source == null) return false;
    Value element = ExtractOp.create(rewriter, op.location(), source, op.indices()).result();
    rewriter.replaceOp(op, zkopt.dialect.arith.CastOp.create(rewriter, op.location(), Kind.INDEX_CAST, element, op.result().type()));
    return true;
  }

  private static boolean sameType(Operation op, Rewriter rewriter) {
    if (!op.operand(0).type().equals(op.result().type())) return false;
    rewriter.replaceOp(op, op.operand(0));
    return true;
  }

  private static boolean bitcastOnce(BitcastOp op, Rewriter rewriter) {
    if (!(op.operand(0).definingOp() instanceof BitcastOp inner)) return false;
    rewriter.modifyInPlace(op, () -> op.setOperand(0, inner.operand(0)));
    return true;
  }

  private static boolean concatOfOne(ConcatOp op, Rewriter rewriter) {
    return op.numOperands() == 1 && sameType(op, rewriter);
  }
}
