package zkopt.lowering.affine;

import java.util.Collections;
import java.util.List;
import zkopt.dialect.math.UnaryOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.QuantizationRules;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * QuantizeLinear, {@code clamp(roundeven(x / scale) + zero)}, and DequantizeLinear, {@code (x - zero) * scale}, with a scale for the tensor,
 * for each index along an axis, or for each block.
 */
record QuantizeLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    List<AffineExpr> indices = QuantizationRules.scaleIndices(op);
    Value x = emitter.operand(op.operand(0));
    var scale = new Parameter(op, 1, emitter);
    var zero = new Parameter(op, 2, emitter);
    Value result = emitter.alloc(shape);
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> {
      var element = new Real(emitter, emitter.load(x, here));
      Real y = op.operator() == Operator.QUANTIZE_LINEAR ? quantized(op, element, scale, zero, indices) : dequantized(element, scale, zero, indices);
      emitter.store(y.value(), result, here);
    });
    return result;
  }

  private static Real quantized(OnnxOp op, Real x, Parameter scale, Parameter zero, List<AffineExpr> indices) {
    Real quotient = scale.is(1) ? x : x.over(scale.at(indices));
    if (op.outputType().elementType() instanceof FloatType format) {
      return Casts.rounded(op, zero.is(0) ? quotient : quotient.plus(zero.at(indices)), format);
    }
    Real rounded = quotient.apply(UnaryOp.Kind.ROUNDEVEN);
    Real shifted = zero.is(0) ? rounded : rounded.plus(zero.at(indices));
    var type = (IntegerType) op.outputType().elementType();
    boolean unsigned = Casts.isUnsigned(type);
    double least = unsigned ? 0 : -Math.scalb(1.0, type.width() - 1);
    return shifted.max(least).min(Math.scalb(1.0, unsigned ? type.width() : type.width() - 1) - 1);
  }

  private static Real dequantized(Real x, Parameter scale, Parameter zero, List<AffineExpr> indices) {
    Real shifted = zero.is(0) ? x : x.minus(zero.at(indices));
    return scale.is(1) ? shifted : shifted.times(scale.at(indices));
  }

  /** Scale or zero point: one constant, which is a scalar, or a buffer. */
  private static final class Parameter {
    private final LoopEmitter emitter;
    private final ElementsAttr single;
    private final boolean absent;
    private final Value scalar;
    private final Value buffer;

    Parameter(OnnxOp op, int operand, LoopEmitter emitter) {
      this.emitter = emitter;
      absent = !op.hasInput(operand);
      ElementsAttr constant = absent ? null : op.constantInput(operand);
      single = constant != null && (constant.isSplat() || constant.count() == 1) ? constant : null;
      scalar = single == null ? null : emitter.constant(single.doubleAt(0));
      buffer = single == null && !absent ? emitter.operand(op.operand(operand)) : null;
    }

    /** Whether it is this constant; an absent zero point is 0. */
    boolean is(double value) {
      return absent ? value == 0 : single != null && single.doubleAt(0) == value;
    }

    Real at(List<AffineExpr> indices) {
      if (scalar != null) return new Real(emitter, scalar);
      var type = (MemRefType) buffer.type();
      // one element may be a scalar here and a list there
      boolean single = type.numElements() == 1;
      return new Real(emitter, emitter.load(buffer, single ? Collections.nCopies(type.rank(), AffineExpr.constant(0)) : indices));
    }
  }
}
