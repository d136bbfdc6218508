package zkopt.onnx;

import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.IntegerType.Signedness;
import zkopt.ir.Type;
import zkopt.onnx.proto.TensorProto.DataType;

/** ONNX's element types as builtin types: signed integers are signless, unsigned ones are unsigned, as in onnx-mlir. */
final class ElementTypes {
  private ElementTypes() {}

  static Type of(int dataType, String tensor) {
    DataType type = DataType.forNumber(dataType);
    return switch (type) {
      case FLOAT -> FloatType.F32;
      case DOUBLE -> FloatType.F64;
      case FLOAT16 -> FloatType.F16;
      case BFLOAT16 -> FloatType.BF16;
      case BOOL -> IntegerType.I1;
      case INT8 -> IntegerType.I8;
      case INT16 -> IntegerType.signless(16);
      case INT32 -> IntegerType.I32;
      case INT64 -> IntegerType.I64;
      case UINT8 -> unsigned(8);
      case UINT16 -> unsigned(16);
      case UINT32 -> unsigned(32);
      case UINT64 -> unsigned(64);
      case null, default ->
          throw new ImportFailure("'" + tensor + "' has the element type " + (type == null ? dataType : type) + ", which is not supported");
    };
  }

  private static Type unsigned(int width) {
    return new IntegerType(width, Signedness.UNSIGNED);
  }
}
