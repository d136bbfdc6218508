package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.memref.MixedLists;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/** The offsets, sizes and strides that say which part of a tensor is meant. */
final class Slices {
  static final String LISTS = "custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) "
      + "custom<DynamicIndexList>($strides, $static_strides)";

  private static final String OFFSETS = "static_offsets";
  private static final String SIZES = "static_sizes";
  private static final String STRIDES = "static_strides";

  private Slices() {}

  static AttrDef[] attributes() {
    return Stream.of(OFFSETS, SIZES, STRIDES).map(n -> AttrDef.longs(n)).toArray(AttrDef[]::new);
  }

  /** {@code tensors}, then the index operands. */
  static OperandDef[] operands(OperandDef... tensors) {
    return Stream.concat(Stream.of(tensors), Stream.of("offsets", "sizes", "strides").map(n -> variadicOperand(n, TypeConstraint.INDEX)))
        .toArray(OperandDef[]::new);
  }

  /** Whether the lists are as long as {@code whole} has dimensions and {@code part} has the sizes, but for dimensions of size one. */
  static boolean verify(Operation op, Type whole, Type part, DiagnosticEngine diagnostics) {
    String problem = MixedLists.problem(length(op, OFFSETS), length(op, SIZES), length(op, STRIDES));
    if (problem == null) problem = problem(op, (TensorType) whole, (TensorType) part);
    if (problem != null) diagnostics.error(op, problem);
    return problem == null;
  }

  private static String problem(Operation op, TensorType whole, TensorType part) {
    for (String list : List.of(OFFSETS, SIZES, STRIDES)) {
      int length = length(op, list);
      String name = list.substring("static_".length(), list.length() - 1);
      if (length != whole.rank()) return "expected " + whole.rank() + " " + name + " values, got " + length;
    }
    var sizes = Arrays.stream(((DenseArrayAttr) op.attribute(SIZES)).longs()).boxed().toList();
    if (!whole.elementType().equals(part.elementType())) return "expected element type to be " + whole.elementType();
    String expected = new TensorType(sizes, whole.elementType(), null).toString();
    if (part.rank() > whole.rank()) return "expected rank to be smaller or equal to the other rank.";
    return isReduced(sizes, part.shape()) ? null : "expected type to be '" + expected + "' or a rank-reduced version. (size mismatch) ";
  }

  private static int length(Operation op, String list) {
    return ((DenseArrayAttr) op.attribute(list)).values().size();
  }

  /** Whether {@code shape} is {@code sizes} without some ones. */
  private static boolean isReduced(List<Long> sizes, List<Long> shape) {
    int at = 0;
    for (long size : sizes) {
      if (at < shape.size() && shape.get(at) == size) at++;
      else if (size != 1) return false;
    }
    return at == shape.size();
  }
}
