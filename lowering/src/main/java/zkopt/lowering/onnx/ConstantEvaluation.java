package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.Generators;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Attribute;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.IRMapping;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.lowering.affine.ConvertOnnxToAffine;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.pass.PassContext;

/**
 * Evaluates operations on constants: by their own folding, or else by running the loops that they would be lowered to, so that each
 * operator's meaning stands in one place.
 */
final class ConstantEvaluation {
  /** Larger results stay computations: what is large is a weight, and its operators are few. */
  private static final long MOST_ELEMENTS = 1 << 16;

  private ConstantEvaluation() {}

  /** The results of {@code op}, whose types are inferred, null for those that are absent; or null when they are not constant. */
  static List<ElementsAttr> of(OnnxOp op, PassContext context) {
    var constants = new ArrayList<Attribute>();
    for (Value operand : op.operands()) constants.add(operand.definingOp() instanceof ConstantOp c ? c.value() : null);
    List<Object> folded = op.fold(constants);
    if (folded != null) {
      Object only = folded.getFirst() instanceof Value v && v.definingOp() instanceof ConstantOp c ? c.value() : folded.getFirst();
      return only instanceof ElementsAttr elements ? List.of(elements) : null;
    }
    boolean known = op.operands().stream().allMatch(v -> v.definingOp() instanceof NoValueOp
        || v.definingOp() instanceof ConstantOp c && ConstantOp.isPresent(c.value()));
    return known && op.results().stream().allMatch(ConstantEvaluation::isSmall) ? evaluate(op, context) : null;
  }

  private static boolean isSmall(Value result) {
    return !(result.type() instanceof TensorType type) || type.numElements() <= MOST_ELEMENTS;
  }

  private static List<ElementsAttr> evaluate(OnnxOp op, PassContext context) {
    ModuleOp module = ModuleOp.create(Location.UNKNOWN);
    List<OpResult> asked = op.results().stream().filter(r -> r.type() instanceof TensorType).toList();
    var function = FuncOp.create(OpBuilder.atEnd(module.body()), op.location(), "constant",
        new FunctionType(List.of(), asked.stream().map(Value::type).toList()));
    var builder = OpBuilder.atEnd(function.body());
    var mapping = new IRMapping();
    for (Value operand : op.operands().stream().distinct().toList()) {
      mapping.map(operand, builder.insert(operand.definingOp().clone(new IRMapping())).result());
    }
    Operation copy = builder.insert(op.clone(mapping));
    ReturnOp.create(builder, op.location(), asked.stream().<Value>map(r -> copy.result(r.index())).toList());
    new DecomposeOnnx().run(module, context);
    new ConvertOnnxToAffine(true).run(module, context);
    Iterator<double[]> values = new AffineInterpreter(module, function).run(new double[0][]).iterator();
    var results = new ArrayList<ElementsAttr>();
    for (OpResult result : op.results()) {
      results.add(result.type() instanceof TensorType type ? tensor(type, values.next()) : null);
    }
    return results;
  }

  private static ElementsAttr tensor(TensorType type, double[] values) {
    return Generators.tensor(type, i -> values[(int) i]);
  }
}
