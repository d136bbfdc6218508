package zkopt.tools.choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.Optimization;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.tools.levels.Level;

/** The steps from a level to that of gates. */
public record Road(List<Step> steps) {
  public Road {
    steps = List.copyOf(steps);
  }

  /**
   * @param from the level of the module
   * @param toFixed the pipeline from floats to fixed point, with its options
   * @param samples that formats follow; null where there are none, or where they were observed already
   */
  public static Road from(Level from, String toFixed, List<double[][]> samples, PassRegistry registry) {
    var steps = new ArrayList<Step>();
    if (from == Level.ONNX) add(steps, "onnx-to-affine", registry);
    if (from.compareTo(Level.AFFINE) <= 0 && samples != null) steps.add(new Step.Calibrate(samples));
    if (from.compareTo(Level.AFFINE) <= 0) add(steps, toFixed, registry);
    if (from.compareTo(Level.FIXED) <= 0) add(steps, "fixed-to-plonk", registry);
    return new Road(steps);
  }

  private static void add(List<Step> steps, String pipeline, PassRegistry registry) {
    PassPipeline.parse(anchored(pipeline), registry).elements().forEach(e -> steps.add(new Step.Passes(e)));
  }

  private static String anchored(String pipeline) {
    return ModuleOp.SPEC.name() + "(" + pipeline + ")";
  }

  /** The passes of the road but what is left out. */
  public PassPipeline pipeline(Collection<Optimization> off) {
    return new PassPipeline(ModuleOp.SPEC.name(), without(off).steps.stream().filter(Step.Passes.class::isInstance).map(s -> ((Step.Passes) s).element()).toList());
  }

  Road without(Collection<Optimization> off) {
    return new Road(steps.stream().<Step>flatMap(step -> switch (step) {
      case Step.Passes p -> Optimization.without(off, new PassPipeline(ModuleOp.SPEC.name(), List.of(p.element()))).elements().stream().map(Step.Passes::new);
      case Step.Calibrate c -> Stream.of(c);
    }).toList());
  }
}
