package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.BlockArgument;
import zkopt.ir.MemRefType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.StringAttr;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.UnitAttr;
import zkopt.ir.Value;
import zkopt.lowering.plonk.gates.Gate;
import zkopt.lowering.plonk.gates.GateLibrary;
import zkopt.lowering.plonk.gates.GateLimitException;
import zkopt.lowering.plonk.gates.InputGate;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Replaces every operation on fixed-point values by an instance of a gate of the library, declared once in the module; neighbours that
 * one gate can do together are fused ({@link GateSelection}). The elements of every argument are shown to be in the range of their
 * type before they are used, and the types of sums of contractions are made true ({@link SumTypes}). What is left that has no gate is an error.
 */
@Pass.Named(value = "convert-fixed-to-plonk", summary = "replace fixed-point arithmetic by instances of gates")
@Pass.Statistic(value = "num-fused-pools", description = "Number of poolings fused")
public record ConvertFixedToPlonk(
    @Option(value = "bits of a range-checked cell; 0: chosen by the cells", defaultValue = "0") int limbBits,
    @Option(value = "whether pooling takes its maxima of sums that are not rounded one by one", defaultValue = "true") boolean fusePool,
    @Option(value = "whether a gate takes in sums, products, roundings and activations that nobody else needs", defaultValue = "true")
    boolean fuseRounding,
    @Option(value = "whether remainders are checked to the largest divisor that is expected", defaultValue = "true") boolean narrowDivisors,
    @Option(value = "whether maxima of what cannot be negative are checked with a bit less", defaultValue = "true") boolean narrowMaxima,
    @Option(value = "whether the layout leaves out instances whose outputs are known without them", defaultValue = "true") boolean foldInstances)
    implements Pass {
  @Override
  public void run(Operation op, PassContext context) {
    if (limbBits != 0 && (limbBits < 2 || limbBits > 20)) throw context.failure(op, "option 'limb-bits' must be 0 or in 2..20, but got " + limbBits);
    var module = (ModuleOp) op;
    var library = new GateLibrary(module, limbBits == 0 ? LimbWidth.cheapest(module) : limbBits);
    if (!foldInstances) module.setAttribute(PlonkDialect.KEEP_INSTANCES, UnitAttr.UNIT);
    for (Operation inner : module.body().operations()) {
      if (!(inner instanceof FuncOp function) || function.isDeclaration()) continue;
      ConstantData.check(function, module, context);
      SumTypes.settle(function, module, context);
      CarriedValues.toMemory(function);
      if (fusePool) context.count("num-fused-pools", PoolFusion.run(function, library));
      var facts = new GateSelection.Facts(narrowMaxima ? NonNegative.in(function, module)::is : _ -> false, fuseRounding, narrowDivisors);
      convertScalars(function, library, facts, context);
      checkInputs(function, library, context);
      PlonkLevel.check(function, context);
    }
  }

  /** From the last operation to the first, so that what a later one took in is unused when its turn comes. */
  private static void convertScalars(FuncOp function, GateLibrary library, GateSelection.Facts facts, PassContext context) {
    var operations = new ArrayList<Operation>();
    function.walkPreOrder(operations::add);
    for (Operation op : operations.reversed()) {
      if (!op.hasUses()) {
        if (op instanceof Traits.Pure && op.numResults() > 0) op.erase();
        continue;
      }
      GateSelection selection = GateSelection.of(op, facts, library);
      op.setAttribute(FixedDialect.BOUNDS, null);
      if (selection == null) continue;
      Value value = apply(selection, op, library, context);
      if (!value.type().equals(op.result().type())) value = apply(GateSelection.resize(value, (QType) op.result().type()), op, library, context);
      value.setNameHint(op.result().nameHint());
      op.result().replaceAllUsesWith(value);
      op.erase();
    }
  }

  private static Value apply(GateSelection selection, Operation op, GateLibrary library, PassContext context) {
    try {
      return ApplyOp.create(OpBuilder.before(op), op.location(), library.declare(selection.gate()), selection.inputs()).result(0);
    } catch (GateLimitException e) {
      throw context.failure(op, "has no sound gate: " + e.getMessage() + PlonkLevel.node(op));
    }
  }

  /** A nest at the start for each argument, whose results the rest of the function uses in its place. */
  private static void checkInputs(FuncOp function, GateLibrary library, PassContext context) {
    Operation start = function.body().first();
    for (BlockArgument argument : function.body().arguments()) {
      if (!argument.hasUses()) continue;
      if (!(argument.type() instanceof MemRefType type && type.elementType() instanceof QType element && type.hasStaticShape())) {
        throw context.failure(function, "has an argument of type '" + argument.type() + "', expected a static memref of fixed-point values");
      }
      var b = OpBuilder.before(start);
      Location location = location(function, argument);
      Value checked = AllocOp.create(b, location, type).result();
      argument.replaceAllUsesWith(checked);
      var indices = new ArrayList<Value>();
      for (long extent : type.shape()) {
        var loop = ForOp.create(b, location, 0, extent);
        indices.add(loop.inductionVar());
        b.setInsertionPointToStart(loop.body());
      }
      Value x = LoadOp.create(b, location, argument, indices).result();
      Gate gate = new InputGate(element);
      Value y = ApplyOp.create(b, location, library.declare(gate), List.of(x)).result(0);
      StoreOp.create(b, location, y, checked, indices);
    }
  }

  /** That of an input: its name in the model. */
  private static Location location(FuncOp function, BlockArgument argument) {
    return function.argAttr(argument.index(), "onnx.name") instanceof StringAttr name ? new Location.Name(name.value()) : function.location();
  }
}
