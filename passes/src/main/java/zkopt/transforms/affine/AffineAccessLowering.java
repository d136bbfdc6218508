package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.DelinearizeIndexOp;
import zkopt.dialect.affine.DmaOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.MaxOp;
import zkopt.dialect.affine.MinOp;
import zkopt.dialect.affine.PrefetchOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.memref.DmaStartOp;
import zkopt.dialect.memref.DmaWaitOp;
import zkopt.dialect.memref.PrefetchHints;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.rewrite.ConversionRewriter;
import zkopt.rewrite.ConversionRule;

/** Affine subscripts and values as operations of arith, and what is accessed by them as operations of memref. */
final class AffineAccessLowering {
  static final List<ConversionRule<?>> RULES = List.of(
      new ConversionRule<>("AffineApplyLowering", ApplyOp.class, AffineAccessLowering::apply),
      new ConversionRule<>("AffineDelinearizeIndexLowering", DelinearizeIndexOp.class, AffineAccessLowering::delinearize),
      new ConversionRule<>("AffineMinLowering", MinOp.class, AffineAccessLowering::least),
      new ConversionRule<>("AffineMaxLowering", MaxOp.class, AffineAccessLowering::largest),
      new ConversionRule<>("AffineLoadLowering", LoadOp.class, AffineAccessLowering::load),
      new ConversionRule<>("AffineStoreLowering", StoreOp.class, AffineAccessLowering::store),
      new ConversionRule<>("AffinePrefetchLowering", PrefetchOp.class, AffineAccessLowering::prefetch),
      new ConversionRule<>("AffineDmaLowering", DmaOp.class, AffineAccessLowering::dma));

  private AffineAccessLowering() {}

  private static boolean apply(ApplyOp op, List<Value> operands, ConversionRewriter rewriter) {
    rewriter.replaceOp(op, expand(op, op.map(), operands, rewriter));
    return true;
  }

  private static boolean delinearize(DelinearizeIndexOp op, List<Value> operands, ConversionRewriter rewriter) {
    rewriter.replaceOp(op, AffineExpandIndexOps.expand(op, rewriter));
    return true;
  }

  private static boolean least(MinOp op, List<Value> operands, ConversionRewriter rewriter) {
    rewriter.replaceOp(op, AffineExpansion.extremum(rewriter, op.location(), Kind.MINSI, op.map(), operands));
    return true;
  }

  private static boolean largest(MaxOp op, List<Value> operands, ConversionRewriter rewriter) {
    rewriter.replaceOp(op, AffineExpansion.extremum(rewriter, op.location(), Kind.MAXSI, op.map(), operands));
    return true;
  }

  private static boolean load(LoadOp op, List<Value> operands, ConversionRewriter rewriter) {
    var indices = expand(op, op.map(), op.mapOperands(), rewriter);
    rewriter.replaceOp(op, zkopt.dialect.memref.LoadOp.create(rewriter, op.location(), op.memref(), indices));
    return true;
  }

  private static boolean store(StoreOp op, List<Value> operands, ConversionRewriter rewriter) {
    var indices = expand(op, op.map(), op.mapOperands(), rewriter);
    zkopt.dialect.memref.StoreOp.create(rewriter, op.location(), op.value(), op.memref(), indices);
    rewriter.eraseOp(op);
    return true;
  }

  private static boolean prefetch(PrefetchOp op, List<Value> operands, ConversionRewriter rewriter) {
    var indices = expand(op, op.map(), operands.subList(1, operands.size()), rewriter);
    var state = new OperationState(zkopt.dialect.memref.PrefetchOp.SPEC, op.location()).operands(operands.getFirst()).operands(indices);
    PrefetchHints.NAMES.forEach(name -> state.attribute(name, op.attribute(name)));
    rewriter.create(state);
    rewriter.eraseOp(op);
    return true;
  }

  /** In memref the number of elements stands before the tag of a transfer. */
  private static boolean dma(DmaOp op, List<Value> operands, ConversionRewriter rewriter) {
    var buffers = new ArrayList<List<Value>>();
    int at = 0;
    for (int i = 0; i < op.buffers(); i++) {
      int end = at + 1 + op.map(i).numInputs();
      var buffer = new ArrayList<>(List.of(operands.get(at)));
      buffer.addAll(expand(op, op.map(i), operands.subList(at + 1, end), rewriter));
      buffers.add(buffer);
      at = end;
    }
    var tag = buffers.removeLast();
    boolean starts = !buffers.isEmpty();
    var state = new OperationState(starts ? DmaStartOp.SPEC : DmaWaitOp.SPEC, op.location());
    buffers.forEach(state::operands);
    var count = operands.subList(at, at + 1);
    state.operands(starts ? count : tag).operands(starts ? tag : count).operands(operands.subList(at + 1, operands.size()));
    rewriter.create(state);
    rewriter.eraseOp(op);
    return true;
  }

  private static List<Value> expand(Operation op, AffineMap map, List<? extends Value> operands, OpBuilder builder) {
    return AffineExpansion.results(builder, op.location(), map, operands);
  }
}
