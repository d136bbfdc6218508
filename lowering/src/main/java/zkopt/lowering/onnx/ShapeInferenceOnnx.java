package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Gives the result of every ONNX operation the static type that follows from its operands; a different static type is an error. On
 * the way, operations on constants become constants, since shapes may depend on them.
 */
@Pass.Named(value = "shape-inference-onnx", summary = "infer the shapes of the results of onnx operations")
public record ShapeInferenceOnnx() implements Pass {
  @Override
  public void run(Operation module, PassContext context) {
    var operations = new ArrayList<Operation>();
    module.walkPreOrder(operations::add);
    for (Operation op : operations) {
      if (op instanceof OnnxOp onnx) infer(onnx, context);
      else if (op instanceof ReturnOp && op.parentOp() instanceof FuncOp function) declareResults(function, op.operands());
    }
  }

  private static void infer(OnnxOp op, PassContext context) {
    List<Type> inferred;
    try {
      inferred = op.inferTypes();
    } catch (InvalidOnnxOp e) {
      throw context.failure(op, e.getMessage());
    } catch (ArithmeticException e) {
      throw context.failure(op, "has a size that does not fit into 64 bits");
    }
    for (int i = 0; i < inferred.size(); i++) {
      Type declared = op.result(i).type();
      if (declared instanceof TensorType d && inferred.get(i) instanceof TensorType t && !compatible(d, t)) {
        throw context.failure(op, "has the inferred result type '" + t + "', but is declared to give '" + d + "'");
      }
      op.result(i).setType(inferred.get(i));
    }
    List<ElementsAttr> constants = ConstantEvaluation.of(op, context);
    if (constants == null) return;
    for (int i = 0; i < inferred.size(); i++) {
      if (op.hasOutput(i)) op.result(i).replaceAllUsesWith(ConstantOp.create(OpBuilder.before(op), op.location(), constants.get(i)).result());
    }
    op.erase();
  }

  private static boolean compatible(TensorType declared, TensorType inferred) {
    if (declared.rank() != inferred.rank() || !declared.elementType().equals(inferred.elementType())) return false;
    for (int i = 0; i < declared.rank(); i++) {
      if (declared.dim(i) != TensorType.DYNAMIC && declared.dim(i) != inferred.dim(i)) return false;
    }
    return true;
  }

  private static void declareResults(FuncOp function, List<Value> results) {
    function.setFunctionType(new FunctionType(function.functionType().inputs(), results.stream().map(Value::type).toList()));
  }
}
