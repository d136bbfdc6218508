package zkopt.tools.levels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.Port;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.IRMapping;
import zkopt.ir.Value;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.BufferObserver;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.check.MockProver;

/**
 * What a module computes on one input, at whatever level it is.
 *
 * @param outputs the values of each output, row-major
 * @param nodes the last tensor that each ONNX node makes, in the order of the program; none at the plonk level
 */
record Computation(Level level, List<double[]> outputs, Map<String, double[]> nodes) {
  private static final LayoutOptions LAYOUT = LayoutOptions.of(ProofParameters.of(Profile.BALANCED, 100).blindingRows());

  /**
   * Runs {@code module}, which stays as it is. At the ONNX level a copy is lowered to loops first; at the plonk level the table is filled
   * and checked.
   *
   * @throws CompileException when there is no function that can be run
   * @throws zkopt.lowering.interp.ExecutionException when a value does not fit its type
   * @throws AssignmentException when an input does not fit its format, or the table does not hold
   */
  static Computation of(ModuleOp module, IRContext context, double[][] inputs) {
    Level level = Level.of(module);
    return switch (level) {
      case ONNX -> interpreted(level, lowered(module, context), inputs);
      case AFFINE, FIXED -> interpreted(level, module, inputs);
      case PLONK -> new Computation(level, table(module, inputs), Map.of());
    };
  }

  private static ModuleOp lowered(ModuleOp module, IRContext context) {
    var copy = (ModuleOp) module.clone(new IRMapping());
    var pipeline = PassPipeline.parse("builtin.module(onnx-to-affine)", PassRegistry.load());
    if (!new PassManager(context.withOwnDiagnostics(), pipeline).run(copy)) throw new CompileException("it cannot be lowered to loops");
    return copy;
  }

  private static Computation interpreted(Level level, ModuleOp module, double[][] inputs) {
    var buffers = new HashMap<Value, double[]>();
    var interpreter = AffineInterpreter.observed(module, (buffer, words) -> buffers.put(buffer, BufferObserver.reals(buffer, words)));
    List<double[]> outputs = level == Level.FIXED ? runFixed(FixedPorts.of(module), interpreter, inputs) : interpreter.run(inputs);
    var nodes = new LinkedHashMap<String, double[]>();
    AffineInterpreter.mainFunction(module).walk(AllocOp.class, alloc -> {
      double[] values = buffers.get(alloc.result());
      if (values != null) alloc.location().nodeName().ifPresent(node -> nodes.put(node, values));
    });
    return new Computation(level, outputs, nodes);
  }

  private static List<double[]> runFixed(FixedPorts ports, AffineInterpreter interpreter, double[][] inputs) {
    return reals(ports.outputs(), interpreter.runFixed(FixedPorts.quantize(ports.inputs(), inputs)));
  }

  private static List<double[]> table(ModuleOp module, double[][] inputs) {
    LaidOutModel model = Layout.of(module, LAYOUT);
    LaidOutModel.Run run = model.run(FixedPorts.quantize(model.inputs(), inputs));
    var violations = MockProver.check(model.circuit(), run.assignment());
    if (!violations.isEmpty()) throw new AssignmentException("the table violates " + violations.getFirst());
    return reals(model.outputs(), List.of(run.outputs()));
  }

  private static List<double[]> reals(List<Port> ports, List<long[]> integers) {
    return IntStream.range(0, integers.size()).mapToObj(i -> Arrays.stream(integers.get(i)).mapToDouble(ports.get(i)::dequantize).toArray()).toList();
  }
}
