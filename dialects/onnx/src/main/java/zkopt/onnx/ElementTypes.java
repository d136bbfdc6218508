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
      case FLOAT8E4M3FN -> FloatType.F8E4M3FN;
      case FLOAT8E4M3FNUZ -> FloatType.F8E4M3FNUZ;
      case FLOAT8E5M2 -> FloatType.F8E5M2;
      case FLOAT8E5M2FNUZ -> FloatType.F8E5M2FNUZ;
      case FLOAT8E8M0 -> FloatType.F8E8M0FNU;
      case FLOAT4E2M1 -> FloatType.F4E2M1FN;
      case BOOL -> IntegerType.I1;
      case INT2 -> IntegerType.signless(2);
      case INT4 -> IntegerType.signless(4);
      case INT8 -> IntegerType.I8;
      case INT16 -> IntegerType.signless(16);
      case INT32 -> IntegerType.I32;
      case INT64 -> IntegerType.I64;
      case UINT2 -> unsigned(2);
      case UINT4 -> unsigned(4);
      case UINT8 -> unsigned(8);
      case UINT16 -> unsigned(16);
      case UINT32 -> unsigned(32);
      case UINT64 -> unsigned(64);
      case STRING -> throw new ImportFailure("'" + tensor + "' has the element type STRING, which is not supported: proofs are about numbers");
      case null, default ->
          throw new ImportFailure("'" + tensor + "' has the element type " + (type == null ? dataType : type) + ", which is not supported");
    };
  }

  /** ONNX's number of an element type. */
  static int number(Type type) {
    for (DataType candidate : DataType.values()) {
      boolean isElement = candidate != DataType.UNDEFINED && candidate != DataType.STRING && candidate != DataType.COMPLEX64
          && candidate != DataType.COMPLEX128;
      if (isElement && of(candidate.getNumber(), "").equals(type)) return candidate.getNumber();
    }
    throw new IllegalArgumentException("no element type of ONNX: " + type);
  }

  private static Type unsigned(int width) {
    return new IntegerType(width, Signedness.UNSIGNED);
  }
}
