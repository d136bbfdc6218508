package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.plonk.ApplyOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.lowering.plonk.gates.GateComposition;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Makes one gate of two, where the result of one instance is read by one other instance of the same block only:
 *
 * <pre>%y = plonk.apply @f(%x);  %z = plonk.apply @g(%y, %x)  ->  %z = plonk.apply @f_g(%x)</pre>
 *
 * so that %y needs neither two wired cells nor a copy ({@link GateComposition}). Chains are fused as long as a gate has room. Polynomials of their
 * inputs, such as sums and products, stay apart: the layout leaves out those that known inputs make simpler. So do gates with a neutral
 * constant, whose instances it may pass over, and what is computed from constant data alone.
 */
@Pass.Named(value = "fuse-gates", summary = "make one gate of neighbours")
@Pass.Statistic(value = "num-fused", description = "Number of gates fused with another")
public record FuseGates(
    @Option(value = "most cells of a gate that is made of others; 0: none is made", defaultValue = "24") int maxCells,
    @Option(value = "whether polynomials of their inputs are fused too", defaultValue = "false") boolean fusePolynomials) implements Pass {
  @Override
  public void run(Operation op, PassContext context) {
    if (maxCells < 0 || maxCells > 64) throw context.failure(op, "option 'max-cells' must be in 0..64, but got " + maxCells);
    var module = (ModuleOp) op;
    var composed = new HashMap<GateComposition, Optional<GateOp>>();
    for (Operation inner : module.body().operations()) {
      if (!(inner instanceof FuncOp function) || function.isDeclaration()) continue;
      var pending = new ArrayList<ApplyOp>();
      function.walk(ApplyOp.class, pending::add);
      while (!pending.isEmpty()) {
        ApplyOp fused = fuse(pending.removeFirst(), module, composed);
        if (fused == null) continue;
        context.remark(Remark.Kind.PASSED, "Fused", fused, () -> "two gates became '" + fused.gate().symbolName() + "'");
        context.count("num-fused", 1);
        pending.removeIf(apply -> apply.block() == null);
        pending.addFirst(fused);
      }
    }
  }

  /** The instance that takes the place of {@code consumer} and of one of its producers, or null. */
  private ApplyOp fuse(ApplyOp consumer, ModuleOp module, Map<GateComposition, Optional<GateOp>> composed) {
    for (Value operand : consumer.operands()) {
      if (!(operand.definingOp() instanceof ApplyOp producer) || !canFuse(producer, consumer)) continue;
      var composition = composition(producer, consumer);
      GateOp gate = composed.computeIfAbsent(composition, c -> Optional.ofNullable(c.declare(OpBuilder.before(c.consumer()), unused(c, module)))).orElse(null);
      if (gate == null || wiredAndAuxiliary(gate) > maxCells) continue;
      var inputs = new ArrayList<Value>(producer.operands());
      composition.ownInputs().forEach(i -> inputs.add(consumer.operand(i)));
      var fused = ApplyOp.create(OpBuilder.before(consumer), consumer.location(), gate, inputs);
      for (int i = 0; i < consumer.numResults(); i++) consumer.result(i).replaceAllUsesWith(fused.result(i));
      consumer.erase();
      producer.erase();
      return fused;
    }
    return null;
  }

  private boolean canFuse(ApplyOp producer, ApplyOp consumer) {
    if (producer.block() != consumer.block() || producer.numResults() != 1) return false;
    if (!producer.result(0).users().equals(List.of(consumer))) return false;
    GateOp first = producer.gate();
    GateOp second = consumer.gate();
    if (producer.operands().stream().allMatch(FuseGates::isConstantData) || first.neutral().isPresent() || second.neutral().isPresent()) return false;
    return fusePolynomials || !GateComposition.isPolynomial(first) && !GateComposition.isPolynomial(second);
  }

  private static boolean isConstantData(Value value) {
    return value.definingOp() instanceof ConstantOp
        || value.definingOp() instanceof LoadOp load && Buffers.base(load.memref()).definingOp() instanceof GetGlobalOp;
  }

  private static GateComposition composition(ApplyOp producer, ApplyOp consumer) {
    GateOp first = producer.gate();
    GateOp second = consumer.gate();
    var wire = IntStream.range(0, consumer.numOperands()).filter(i -> consumer.operand(i) == producer.result(0)).boxed().toList();
    var shared = IntStream.range(0, consumer.numOperands()).mapToObj(i -> {
      int same = producer.operands().indexOf(consumer.operand(i));
      return same >= 0 && !first.isVirtual(same) && !second.isVirtual(i) ? same : -1;
    }).toList();
    return new GateComposition(first, second, wire, shared);
  }

  private static int wiredAndAuxiliary(GateOp gate) {
    return gate.inputs().size() - gate.virtualInputs().length + gate.outputs().size() + gate.cells().size();
  }

  private static String unused(GateComposition composition, ModuleOp module) {
    String name = composition.producer().symbolName() + "_then_" + composition.consumer().symbolName();
    String candidate = name;
    for (int i = 0; module.lookup(candidate) != null; i++) candidate = name + "_" + i;
    return candidate;
  }
}
