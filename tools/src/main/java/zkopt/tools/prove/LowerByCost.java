package zkopt.tools.prove;

import java.util.List;
import java.util.Locale;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.lowering.Optimization;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.protocol.Profile;
import zkopt.tools.artifact.CompiledModel.Parameters;
import zkopt.tools.choice.OptimizationChoice;
import zkopt.tools.choice.Road;
import zkopt.tools.levels.Level;

/**
 * The pipelines from the level of a module to that of gates, without the optimizations that make its table larger: what {@code zkprove setup} does. A remark
 * says of each that makes a difference how large the table is with and without it. What is too large to be counted again and again goes
 * the whole road.
 */
@Pass.Named(value = "lower-by-cost", summary = "lower a module to gates without the optimizations that make its table larger")
public record LowerByCost(
    @Option(value = "what the proofs of the table are to be good at", defaultValue = "balanced") Profile profile,
    @Option(value = "proven bits of a proof", defaultValue = "100") int securityBits,
    @Option("names of optimizations that are left out anyway") List<String> disable,
    @Option(value = "bits that the largest of the values of a chosen format should have at least", defaultValue = "12") int precision,
    @Option(value = "bits of all fixed-point numbers, sign included; -1: chosen for each value", defaultValue = "-1") int width,
    @Option(value = "fraction bits of all fixed-point numbers; -1: chosen for each value", defaultValue = "-1") int fracBits) implements Pass {
  @Override
  public void run(Operation op, PassContext context) {
    var module = (ModuleOp) op;
    var parameters = new Parameters(profile.name().toLowerCase(Locale.ROOT), securityBits, false, true, SetupOptions.MIN_LOG_ROWS, null);
    Road road = Road.from(Level.of(module), new FixedPoint(precision, width, fracBits).pipeline(), null, PassRegistry.load(getClass().getClassLoader()));
    OptimizationChoice choice;
    try {
      choice = OptimizationChoice.of(road, module, Optimization.named(disable), Layouts.count(parameters), context.ir());
    } catch (IllegalArgumentException e) {
      throw context.failure(op, e.getMessage());
    }
    choice.reasons().forEach(r -> context.remark(Remark.Kind.ANALYSIS, "Choice", op, r::text));
    context.run(road.pipeline(choice.off()), module);
  }
}
