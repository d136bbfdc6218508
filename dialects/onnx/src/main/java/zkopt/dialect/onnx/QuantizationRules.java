package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.IntegerType;
import zkopt.ir.IntegerType.Signedness;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.affine.AffineExpr;

/** Types of the operators of quantised models, and which scale belongs to which element. */
public final class QuantizationRules {
  private static final Type UINT8 = new IntegerType(8, Signedness.UNSIGNED);

  private QuantizationRules() {}

  static TensorType quantize(OnnxOp op) {
    checkGranularity(op);
    Type declared = op.type("output_dtype", UINT8);
    return TensorType.of(op.inputType(0).shape(), op.hasInput(2) ? op.inputType(2).elementType() : declared);
  }

  static TensorType dequantize(OnnxOp op) {
    checkGranularity(op);
    return TensorType.of(op.inputType(0).shape(), op.type("output_dtype", op.inputType(1).elementType()));
  }

  private static void checkGranularity(OnnxOp op) {
    scaleIndices(op);
    if (op.hasInput(2) && op.inputType(2).numElements() != op.inputType(1).numElements()) {
      throw new InvalidOnnxOp("has a scale of type '" + op.inputType(1) + "' and a zero point of type '" + op.inputType(2) + "'");
    }
  }

  /**
   * The place in scale and zero point that belongs to the element (d0, d1, ...) of the data of a QuantizeLinear or DequantizeLinear: the
   * only one, the one of its index along the axis, or that of its block along the axis.
   *
   * @throws InvalidOnnxOp when the scale does not fit the data
   */
  public static List<AffineExpr> scaleIndices(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType scale = op.inputType(1);
    if (scale.numElements() == 1 && scale.rank() < 2) return scale.shape().stream().map(_ -> AffineExpr.constant(0)).toList();
    int axis = op.axis(x.rank(), false);
    long block = op.integer("block_size");
    if (scale.rank() == 1 && block == 0 && scale.dim(0) == x.dim(axis)) return List.of(AffineExpr.dim(axis));
    var indices = new ArrayList<AffineExpr>();
    boolean fits = scale.rank() == x.rank() && block > 0;
    for (int i = 0; fits && i < x.rank(); i++) {
      fits = scale.dim(i) == (i == axis ? Math.ceilDiv(x.dim(i), block) : x.dim(i));
      indices.add(i == axis ? AffineExpr.dim(i).floorDiv(block) : AffineExpr.dim(i));
    }
    if (!fits) throw new InvalidOnnxOp("with axis " + axis + " and block size " + block + " cannot apply a scale of type '" + scale + "' to '" + x + "'");
    return indices;
  }

  static TensorType convInteger(OnnxOp op) {
    return TensorType.of(ShapeRules.convShape(op, op.inputType(0), op.inputType(1)), IntegerType.I32);
  }

  static TensorType qLinearConv(OnnxOp op) {
    return TensorType.of(ShapeRules.convShape(op, op.inputType(0), op.inputType(3)), op.inputType(7).elementType());
  }

  static TensorType matMulInteger(OnnxOp op) {
    return TensorType.of(ShapeRules.matMulShape(op.inputType(0), op.inputType(1)), IntegerType.I32);
  }

  static TensorType qLinearMatMul(OnnxOp op) {
    return TensorType.of(ShapeRules.matMulShape(op.inputType(0), op.inputType(3)), op.inputType(7).elementType());
  }

  /** Without a scale for the output, it is of the type of the scales. */
  static TensorType qGemm(OnnxOp op) {
    List<Long> shape = ShapeRules.gemmShape(op, op.inputType(0), op.inputType(3));
    return TensorType.of(shape, op.hasInput(7) ? op.hasInput(8) ? op.inputType(8).elementType() : UINT8 : op.inputType(1).elementType());
  }

  static TensorType qLinearBinary(OnnxOp op) {
    return TensorType.of(ShapeRules.broadcast(op.inputType(0).shape(), op.inputType(3).shape()), op.inputType(0).elementType());
  }

  static TensorType globalPool(OnnxOp op) {
    if (op.flag("channels_last")) throw new InvalidOnnxOp("has its channels last, which is not supported");
    TensorType x = op.inputType(0);
    var shape = new ArrayList<>(x.shape().subList(0, 2));
    while (shape.size() < x.rank()) shape.add(1L);
    return TensorType.of(shape, x.elementType());
  }

  /** The quantised tensor (0), its scale (1) or its zero point (2). */
  static TensorType dynamicQuantize(OnnxOp op) {
    TensorType x = op.inputType(0);
    return switch ((int) op.integer("result")) {
      case 0 -> TensorType.of(x.shape(), UINT8);
      case 1 -> TensorType.of(List.of(), x.elementType());
      default -> TensorType.of(List.of(), UINT8);
    };
  }
}
