package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Arrays;
import java.util.stream.Stream;
import zkopt.dialect.memref.MixedLists;
import zkopt.dialect.memref.SubViewOp;
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
    String problem = MixedLists.problem(op, ((TensorType) whole).rank(), false);
    if (problem == null) problem = problem(op, (TensorType) whole, (TensorType) part);
    if (problem != null) diagnostics.error(op, problem);
    return problem == null;
  }

  private static String problem(Operation op, TensorType whole, TensorType part) {
    var sizes = Arrays.stream(((DenseArrayAttr) op.attribute(SIZES)).longs()).boxed().toList();
    if (part.rank() > whole.rank()) return "expected rank to be smaller or equal to the other rank.";
    String expected = "expected type to be '" + new TensorType(sizes, whole.elementType(), null) + "' or a rank-reduced version. ";
    if (!SubViewOp.isReduced(sizes, part.shape())) return expected + "(size mismatch) ";
    return whole.elementType().equals(part.elementType()) ? null : expected + "(element type mismatch) ";
  }
}
