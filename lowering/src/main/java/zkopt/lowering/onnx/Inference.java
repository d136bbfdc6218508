package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.IfOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.LoopOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ScanOp;
import zkopt.ir.Block;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.pass.PassContext;

/**
 * Infers the types of operations one after the other, those in bodies too. What is decided on the way is resolved: operations on constants
 * become constants, a branch whose condition is known takes the place of both, a loop becomes a scan.
 */
record Inference(PassContext context) {
  /** An operation whose types cannot be inferred. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Operation op;

    Failure(Operation op, String message) {
      super(message);
      this.op = op;
    }

    Operation op() {
      return op;
    }
  }

  void block(Block block) {
    range(block.first(), null);
  }

  /** From {@code first} to before {@code end}, null for the end of the block. @throws Failure when an operation is not valid */
  void range(Operation first, Operation end) {
    Operation op = first;
    while (op != end) {
      Operation before = op.previous();
      Operation next = op.next();
      boolean again = infer(op);
      // what took the place of the operation
      op = !again ? next : before == null ? next.block().first() : before.next();
    }
  }

  /** Returns whether other operations, whose types are not inferred, have taken the place of {@code op}. */
  private boolean infer(Operation op) {
    try {
      switch (op) {
        case OnnxOp onnx -> infer(onnx);
        case ScanOp scan -> infer(scan);
        case IfOp branches -> {
          return infer(branches);
        }
        case LoopOp loop -> new LoopResolution(loop, this).resolve();
        case zkopt.dialect.onnx.ReturnOp end -> returnOf(end);
        case ReturnOp end when end.parentOp() instanceof FuncOp function -> declareResults(function, end.operands());
        default -> op.regions().forEach(r -> r.blocks().forEach(this::block));
      }
      return false;
    } catch (InvalidOnnxOp e) {
      throw new Failure(op, e.getMessage());
    } catch (ArithmeticException e) {
      throw new Failure(op, "has a size that does not fit into 64 bits");
    }
  }

  private void infer(OnnxOp op) {
    List<Type> inferred = op.inferTypes();
    for (int i = 0; i < inferred.size(); i++) {
      Type declared = op.result(i).type();
      if (declared instanceof TensorType d && inferred.get(i) instanceof TensorType t && !compatible(d, t)) {
        throw new Failure(op, "has the inferred result type '" + t + "', but is declared to give '" + d + "'");
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

  private void infer(ScanOp scan) {
    scan.inferArguments();
    block(scan.body());
    List<Type> results = scan.inferResults();
    for (int i = 0; i < results.size(); i++) scan.result(i).setType(results.get(i));
  }

  /** A condition that is known leaves one branch; else both must give the same types. */
  private boolean infer(IfOp op) {
    if (op.condition().definingOp() instanceof ConstantOp c && ConstantOp.isPresent(c.value()) && c.value().count() == 1) {
      Branches.inline(op, c.value().longAt(0) != 0);
      return true;
    }
    var branches = new ArrayList<List<Type>>();
    for (boolean holds : new boolean[] {true, false}) {
      block(op.branch(holds));
      branches.add(op.branch(holds).terminator().operands().stream().map(Value::type).toList());
    }
    if (!branches.get(0).equals(branches.get(1))) {
      throw new InvalidOnnxOp("has a condition that depends on data, and branches that give " + branches.get(0) + " and " + branches.get(1));
    }
    for (int i = 0; i < op.numResults(); i++) op.result(i).setType(branches.get(0).get(i));
    return false;
  }

  /** {@code onnx.Return -> func.return}: the function is declared to give just what it returns. */
  private static void returnOf(zkopt.dialect.onnx.ReturnOp end) {
    declareResults((FuncOp) end.parentOp(), end.operands());
    ReturnOp.create(OpBuilder.before(end), end.location(), end.operands());
    end.erase();
  }

  private static void declareResults(FuncOp function, List<Value> results) {
    function.setFunctionType(new FunctionType(function.functionType().inputs(), results.stream().map(Value::type).toList()));
  }
}
