package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.GateInstance;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.RunDeviation;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.lowering.Optimization;
import zkopt.lowering.fixed.Calibration;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassInstrumentation;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PassRun;
import zkopt.prover.check.MockProver;
import zkopt.tools.levels.FixedPorts;
import zkopt.tools.levels.Level;
import zkopt.tools.levels.LoweringVerification;
import zkopt.tools.levels.ModuleInputs;

/**
 * With each optimization alone, with all and with none: every pass leaves what the model computes as it was, the honest table holds, and no
 * cell of a gate can be another one.
 */
class OptimizationsTest {
  private static final String TRANSFORMER = "transformer";
  private static final long SEED = 20261121;
  /** Of outputs in fixed point, and that part of their size. */
  private static final double TOLERANCE = 6e-3;
  /** Contractions as plain products are too large for some models. */
  private static final Set<String> ALWAYS = Set.of("raise-affine-to-contract");
  /** What does nothing without another one. */
  private static final Map<String, String> NEEDS = Map.of("split-index-sets", "public-masks");

  private final PassRegistry registry = PassRegistry.load();

  /** A few: the others take minutes. */
  @Test
  void someAloneAndAllTogether() {
    var seen = new LinkedHashMap<String, String>();
    Map<String, List<Optimization>> sets = alone();
    for (String name : List.of("all", "none", "only materialize-sums", "only split-index-sets", "only fuse-rounding")) {
      checkOnce(TRANSFORMER, name, sets.get(name), false, seen);
    }
    assertEquals(5, seen.size(), () -> "optimizations that do something here: " + seen.values());
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {TRANSFORMER, "../test-models/models/digits-mlp/model.onnx", "../test-models/models/digits-cnn/model.onnx",
      "../test-models/models/digits-avgpool/model.onnx", "../../shared/models/mnist-12/mnist-12.onnx"})
  void eachAloneAllButEachAndAllTogether(String model) {
    assumeTrue(model.equals(TRANSFORMER) || Files.exists(Path.of(model)), "no " + model);
    var seen = new LinkedHashMap<String, String>();
    alone().forEach((name, off) -> checkOnce(model, name, off, true, seen));
    for (Optimization o : Optimization.all()) {
      if (!ALWAYS.contains(o.name())) checkOnce(model, "all but " + o.name(), List.of(o), true, seen);
    }
  }

  /** What is off where nothing, each optimization alone, and everything is on. */
  private static Map<String, List<Optimization>> alone() {
    var sets = new LinkedHashMap<String, List<Optimization>>();
    sets.put("all", List.of());
    sets.put("none", allBut(ALWAYS));
    for (Optimization o : Optimization.all()) {
      var on = new HashSet<>(Set.of(o.name()));
      if (NEEDS.containsKey(o.name())) on.add(NEEDS.get(o.name()));
      sets.put("only " + o.name(), allBut(on));
    }
    return sets;
  }

  private static List<Optimization> allBut(Set<String> on) {
    return Optimization.all().stream().filter(o -> !on.contains(o.name()) && !ALWAYS.contains(o.name())).toList();
  }

  /**
   * @param everyTable whether a table is made after each pass of the plonk level, not only after the last
   * @param seen what each different module at the plonk level was compiled with first
   */
  private void checkOnce(String model, String name, List<Optimization> off, boolean everyTable, Map<String, String> seen) {
    ModuleOp plonk = compile(model, off);
    if (seen.putIfAbsent(plonk.toString(), name) != null) return;
    var verification = new LoweringVerification(m -> ModuleInputs.random(m, SEED), TOLERANCE);
    ModuleOp verified = compile(model, off, everyTable ? verification : new WithoutTablesBetween(verification));
    assertFalse(verification.disagreed(), name);
    assertEquals(null, verification.notRun(), name);
    assertTrue(verification.compared() > 8, () -> name + ": only " + verification.compared() + " comparisons");
    assertEquals(plonk.toString(), verified.toString(), name);
    noCellCanBeAnother(name, plonk);
  }

  /** What is verified until the fixed-point level, and then again after the last pass. */
  private record WithoutTablesBetween(LoweringVerification verification) implements PassInstrumentation {
    private static final String LAST = "choose-contraction-method";

    @Override
    public void beforePass(PassRun run) {
      verification.beforePass(run);
    }

    @Override
    public void afterPass(PassRun run) {
      boolean isTable = run.op() instanceof ModuleOp module && Level.of(module) == Level.PLONK;
      if (!isTable || run.passName().equals(LAST)) verification.afterPass(run);
    }
  }

  private ModuleOp compile(String model, List<Optimization> off, PassInstrumentation... watching) {
    var context = IRContext.withAllDialects();
    ModuleOp module = model.equals(TRANSFORMER) ? Parser.parse(context, model, TinyTransformer.text(SEED)) : OnnxImporter.importModel(context, Path.of(model));
    run(context, module, "onnx-to-affine", off, watching);
    Calibration.annotate(module, List.<double[][]>of(ModuleInputs.random(module, SEED)));
    run(context, module, "affine-to-fixed,fixed-to-plonk", off, watching);
    return module;
  }

  private void run(IRContext context, ModuleOp module, String pipeline, List<Optimization> off, PassInstrumentation... watching) {
    var manager = new PassManager(context, Optimization.without(off, PassPipeline.parse("builtin.module(" + pipeline + ")", registry)));
    for (var w : watching) manager.instrument(w);
    assertTrue(manager.run(module), () -> off + ": " + context.diagnostics().diagnostics());
  }

  /** One instance of each gate, by chance, each of its cells changed alone. */
  private static void noCellCanBeAnother(String name, ModuleOp plonk) {
    LaidOutModel model = Layout.of(plonk, LayoutOptions.of(8).withOneTrack());
    long[][] input = FixedPorts.quantize(model.inputs(), ModuleInputs.random(plonk, SEED));
    var cells = new Cells();
    assertEquals(List.of(), MockProver.check(model.circuit(), model.run(input, cells).assignment()), name);
    var random = new Random(SEED);
    cells.instances.forEach((gate, count) -> {
      int instance = random.nextInt(count);
      for (int cell = Lie.OUTPUT; cell < cells.names.get(gate).size(); cell++) {
        var lie = new Lie(gate, instance, cell);
        try {
          var told = model.run(input, lie).assignment();
          if (lie.told) assertFalse(MockProver.check(model.circuit(), told).isEmpty(), "%s: gate '%s', instance %d, %s".formatted(name, gate, instance, lie.what()));
        } catch (AssignmentException _) {
          // what follows from the lie leaves its range: it cannot be told
        }
      }
    });
  }

  /** Counts instances. */
  private static final class Cells implements RunDeviation {
    private final Map<String, Integer> instances = new TreeMap<>();
    private final Map<String, List<String>> names = new TreeMap<>();

    @Override
    public void after(GateInstance instance) {
      instances.merge(instance.gate(), 1, Integer::sum);
      names.put(instance.gate(), instance.cells());
    }
  }

  /** One more in a cell of an instance, or in its output. */
  private static final class Lie implements RunDeviation {
    static final int OUTPUT = -1;

    private final String gate;
    private final int cell;
    private int left;
    private boolean told;
    private List<String> names = List.of();

    Lie(String gate, int instance, int cell) {
      this.gate = gate;
      this.left = instance;
      this.cell = cell;
    }

    @Override
    public void after(GateInstance instance) {
      if (!instance.gate().equals(gate) || left-- != 0) return;
      names = instance.cells();
      if (cell != OUTPUT && isSignOfZero(instance)) return;
      told = true;
      if (cell == OUTPUT) instance.setOutput(instance.output() + 1);
      else instance.setCell(cell, instance.cell(cell) + 1);
    }

    /** The sign of a magnitude, or of a distance, that is zero stands for nothing. */
    private boolean isSignOfZero(GateInstance instance) {
      if (!names.get(cell).endsWith("neg")) return false;
      String magnitude = names.get(cell).substring(0, names.get(cell).length() - "neg".length()) + "(mag|d)[0-9]*";
      return IntStream.range(0, names.size()).allMatch(i -> !names.get(i).matches(magnitude) || instance.cell(i) == 0);
    }

    String what() {
      return cell == OUTPUT ? "output" : "cell '" + names.get(cell) + "'";
    }
  }
}
