package zkopt.dialect.tensor;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code tensor.insert %v into %t[%i] : tensor<4xf32>}. */
public final class InsertOp extends Operation implements Traits.Pure, Traits.InferResultTypes {
  public static final OpSpec SPEC = OpSpec.of("tensor.insert", InsertOp::new)
      .summary("element insertion operation")
      .operands(OperandDef.operand("scalar", TypeConstraint.ANY), OperandDef.operand("dest", TypeConstraint.RANKED_TENSOR), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.RANKED_TENSOR))
      .assembly(new Assembly());

  InsertOp(OperationState state) {
    super(state);
  }

  public static InsertOp create(OpBuilder builder, Location location, Value scalar, Value tensor, List<? extends Value> indices) {
    return builder.create(new OperationState(SPEC, location).operands(scalar, tensor).operands(indices).results(tensor.type()));
  }

  public Value scalar() {
    return operand(0);
  }

  public Value tensor() {
    return operand(1);
  }

  public List<Value> indices() {
    return operands().subList(2, numOperands());
  }

  @Override
  protected String problem() {
    var type = (TensorType) tensor().type();
    if (!result().type().equals(type)) return "failed to verify that result type matches type of dest";
    if (!scalar().type().equals(type.elementType())) return "failed to verify that scalar type matches element type of dest";
    return indices().size() == type.rank() ? null : "incorrect number of indices";
  }

  @Override
  public String resultNameHint() {
    return "inserted";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var scalar = parser.parseOperand();
      parser.expect("into");
      var tensor = parser.parseOperand();
      parser.expect("[");
      var indices = parser.parseOperandList();
      parser.expect("]");
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof TensorType type)) throw parser.error(at, "expected a ranked tensor type");
      state.operands(parser.resolve(scalar, type.elementType()), parser.resolve(tensor, type));
      state.operands(parser.resolve(indices, Collections.nCopies(indices.size(), IndexType.INDEX))).results(type);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var insert = (InsertOp) op;
      printer.text(" ").value(insert.scalar()).text(" into ").value(insert.tensor()).text("[").values(insert.indices()).text("]")
          .attrDict(op, Set.of()).text(" : ").type(op.result().type());
    }
  }
}
