package zkopt.dialect.onnx;

import java.util.Arrays;
import zkopt.ir.ArrayAttr;
import zkopt.ir.AttrSyntax;
import zkopt.ir.Attribute;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.NoneType;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.StringAttr;
import zkopt.ir.TypeAttr;
import zkopt.ir.TypeConstraint;

/** The vocabulary in which {@link Operator} declares its parts. */
public final class OperatorParts {
  private static final TypeConstraint TENSOR_OR_NONE = TypeConstraint.TENSOR.or(new TypeConstraint("none type", NoneType.NONE::equals));

  private static final String TYPE = "type attribute";

  private OperatorParts() {}

  static OperandDef[] operands(String... names) {
    return Arrays.stream(names)
        .map(n -> switch (n.charAt(n.length() - 1)) {
          case '?' -> OperandDef.operand(n.substring(0, n.length() - 1), TENSOR_OR_NONE);
          case '*' -> OperandDef.variadicOperand(n.substring(0, n.length() - 1), TypeConstraint.TENSOR);
          default -> OperandDef.operand(n, TypeConstraint.TENSOR);
        })
        .toArray(OperandDef[]::new);
  }

  /** Results; the markers are those of operands. */
  static ResultDef[] results(String... names) {
    return Arrays.stream(names)
        .map(n -> switch (n.charAt(n.length() - 1)) {
          case '?' -> ResultDef.result(n.substring(0, n.length() - 1), TENSOR_OR_NONE);
          case '*' -> ResultDef.variadicResult(n.substring(0, n.length() - 1), TypeConstraint.TENSOR);
          default -> ResultDef.result(n, TypeConstraint.TENSOR);
        })
        .toArray(ResultDef[]::new);
  }

  static AttrDef requiredInt(String name) {
    return new AttrDef(name, "64-bit signed integer attribute", OperatorParts::isSigned64, false, null, AttrSyntax.FULL);
  }

  static AttrDef optionalInt(String name) {
    return new AttrDef(name, "64-bit signed integer attribute", OperatorParts::isSigned64, true, null, AttrSyntax.FULL);
  }

  /** An optional element type. */
  static AttrDef type(String name) {
    return new AttrDef(name, TYPE, TypeAttr.class::isInstance, true, null, AttrSyntax.FULL);
  }

  /** Whether an attribute is an element type, which ONNX files give as a number. */
  public static boolean isType(AttrDef def) {
    return def.kind().equals(TYPE);
  }

  /** Optional constant data. */
  static AttrDef elements(String name) {
    return new AttrDef(name, "constant vector/tensor attribute", ElementsAttr.class::isInstance, true, null, AttrSyntax.FULL);
  }

  static AttrDef integer(String name, long otherwise) {
    return new AttrDef(name, "64-bit signed integer attribute", OperatorParts::isSigned64, true,
        IntegerAttr.of(otherwise, IntegerType.SI64), AttrSyntax.FULL);
  }

  static AttrDef real(String name, double otherwise) {
    return AttrDef.attr(name, "32-bit float attribute", FloatAttr.class).withDefault(FloatAttr.f32(otherwise));
  }

  static AttrDef optionalReal(String name) {
    return AttrDef.optionalAttr(name, "32-bit float attribute", FloatAttr.class);
  }

  static AttrDef optionalReals(String name) {
    return new AttrDef(name, "32-bit float array attribute", OperatorParts::areReals, true, null, AttrSyntax.FULL);
  }

  static AttrDef optionalStrings(String name) {
    return new AttrDef(name, "string array attribute", OperatorParts::areStrings, true, null, AttrSyntax.FULL);
  }

  static AttrDef string(String name, String otherwise) {
    return AttrDef.attr(name, "string attribute", StringAttr.class).withDefault(new StringAttr(otherwise));
  }

  static AttrDef requiredInts(String name) {
    return new AttrDef(name, "64-bit integer array attribute", OperatorParts::isIntegers, false, null, AttrSyntax.FULL);
  }

  static AttrDef optionalInts(String name) {
    return new AttrDef(name, "64-bit integer array attribute", OperatorParts::isIntegers, true, null, AttrSyntax.FULL);
  }

  private static boolean isSigned64(Attribute attribute) {
    return attribute instanceof IntegerAttr i && i.type().equals(IntegerType.SI64);
  }

  private static boolean areReals(Attribute attribute) {
    return attribute instanceof ArrayAttr array && array.values().stream().allMatch(FloatAttr.class::isInstance);
  }

  private static boolean areStrings(Attribute attribute) {
    return attribute instanceof ArrayAttr array && array.values().stream().allMatch(StringAttr.class::isInstance);
  }

  private static boolean isIntegers(Attribute attribute) {
    return attribute instanceof ArrayAttr array && array.values().stream().allMatch(IntegerAttr.class::isInstance);
  }
}
