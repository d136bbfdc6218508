package zkopt.lowering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import zkopt.ir.Suggestion;
import zkopt.lowering.onnx.FuseOnnx;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassStep;

/**
 * Something of the road from ONNX to the table that makes the table smaller and can be left out: a pass, an option of one, or a rewrite of
 * {@code fuse-onnx}.
 *
 * @param name the name by which it is switched off
 * @param pass the pass that does it
 * @param option the option of the pass that switches it; empty when the whole pass is left out
 * @param off what the option is then
 */
public record Optimization(String name, String pass, String option, String off) {
  /** In place of a name: every optimization. */
  public static final String ALL = "all";

  /** The option of a pass that runs others: names of optimizations that it leaves out. */
  private static final String DISABLE = "disable";

  private static final List<Optimization> KNOWN = Stream.of(
      FuseOnnx.optimizations().stream().map(name -> new Optimization(name, "fuse-onnx", "disable-patterns", name)),
      Stream.of(
          of("convert-onnx-to-affine", "public-masks"),
          of("fuse-elementwise-loops"),
          of("drop-softmax-maximum"),
          of("split-index-sets"),
          of("materialize-sums"),
          // widths of range-checked cells: as they were before any was chosen
          new Optimization("limb-formats", "convert-affine-to-fixed", "limb-bits", "0"),
          of("fold-rescales"),
          of("tabulate-functions"),
          of("raise-affine-to-contract"),
          of("raise-sums-to-contract"),
          new Optimization("limb-width", "convert-fixed-to-plonk", "limb-bits", "12"),
          of("convert-fixed-to-plonk", "fuse-pool"),
          of("convert-fixed-to-plonk", "fuse-rounding"),
          of("convert-fixed-to-plonk", "narrow-divisors"),
          of("convert-fixed-to-plonk", "narrow-maxima"),
          of("convert-fixed-to-plonk", "fold-instances"),
          of("fuse-gates"),
          of("choose-contraction-method", "polynomial"))).flatMap(s -> s).toList();

  private static Optimization of(String pass) {
    return new Optimization(pass, pass, "", "");
  }

  private static Optimization of(String pass, String option) {
    return new Optimization(option, pass, option, "false");
  }

  /** All there are, in the order in which they are done. */
  public static List<Optimization> all() {
    return KNOWN;
  }

  /** Those of these names; {@link #ALL} stands for all. @throws IllegalArgumentException whose message says which name is unknown */
  public static List<Optimization> named(Collection<String> names) {
    var found = new ArrayList<Optimization>();
    for (String name : names) {
      if (name.equals(ALL)) return KNOWN;
      found.add(KNOWN.stream().filter(o -> o.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
          "there is no optimization '" + name + "'" + Suggestion.text(name, KNOWN.stream().map(Optimization::name).toList()))));
    }
    return List.copyOf(found);
  }

  /** A pipeline without some of its optimizations. */
  public static PassPipeline without(Collection<Optimization> off, PassPipeline pipeline) {
    PassPipeline result = pipeline;
    for (Optimization o : off) result = result.mapSteps(o::leftOut);
    return result;
  }

  private Optional<PassStep> leftOut(PassStep step) {
    if (step.info().option(DISABLE) != null) return Optional.of(step.with(DISABLE, name));
    if (!step.info().name().equals(pass)) return Optional.of(step);
    return option.isEmpty() ? Optional.empty() : Optional.of(step.with(option, off));
  }
}
