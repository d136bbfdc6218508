package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.ResultDef.variadicResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;

/**
 * {@code %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<4x?xf32> -> memref<f32>, index, index, ...}:
 * what makes up a buffer's descriptor.
 */
public final class ExtractStridedMetadataOp extends Operation implements Traits.Pure, Traits.NamedResultGroups, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("memref.extract_strided_metadata", ExtractStridedMetadataOp::new)
      .summary("extracts a buffer base with offset and strides")
      .operands(OperandDef.operand("source", TypeConstraint.STRIDED_MEMREF))
      .results(ResultDef.result("base_buffer", TypeConstraint.STRIDED_SCALAR_MEMREF), ResultDef.result("offset", TypeConstraint.INDEX),
          variadicResult("sizes", TypeConstraint.INDEX), variadicResult("strides", TypeConstraint.INDEX))
      .assembly(new Assembly());

  ExtractStridedMetadataOp(OperationState state) {
    super(state);
  }

  private int rank() {
    return ((MemRefType) operand(0).type()).rank();
  }

  @Override
  public List<ResultGroup> resultGroups() {
    var groups = new ArrayList<>(List.of(new ResultGroup("base_buffer", 1), new ResultGroup("offset", 1)));
    if (rank() > 0) groups.addAll(List.of(new ResultGroup("sizes", rank()), new ResultGroup("strides", rank())));
    return groups;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var source = (MemRefType) operand(0).type();
    var inferred = new ArrayList<Type>(List.of(new MemRefType(List.of(), source.elementType(), null, source.memorySpace())));
    inferred.addAll(Collections.nCopies(1 + 2 * rank(), IndexType.INDEX));
    if (inferred.equals(resultTypes())) return true;
    diagnostics.opError(this, "inferred type(s) " + text(inferred) + " are incompatible with return type(s) of operation " + text(resultTypes()));
    return false;
  }

  private static String text(List<Type> types) {
    return types.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", "));
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var source = parser.parseOperand();
      parser.expect(":");
      state.operands(parser.resolve(source, parser.parseType()));
      parser.expect("->");
      state.results(parser.parseTypeList()).attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text(" : ").type(op.operand(0).type()).text(" -> ").types(op.resultTypes()).attrDict(op, Set.of());
    }
  }
}
